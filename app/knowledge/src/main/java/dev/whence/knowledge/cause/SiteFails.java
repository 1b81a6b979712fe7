package dev.whence.knowledge.cause;

import dev.whence.engine.cause.Symptom;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Health;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Vantage;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble.Snag;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Whether the site fails behind Cloudflare, now.
///
/// - An error that Cloudflare made, passed on or decided is the symptom; so is what the last
///   ingress rule answers.
/// - An answer without a Ray ID is none of Cloudflare's if the zone is not Cloudflare's either
///   (facts §A.8).
/// - Answers below 400 through the edge, and no failure among the repeats, say that it is gone; so
///   do the answers of an application that is well: 401, 403, 404, 405. Other answers say neither:
///   400 may be plain HTTP on a TLS port.
/// - Nor is it gone, whatever the answers of this moment, where a connector lost all its
///   connections time and again in the last minutes, by its own log.
/// - Who brings evidence has a failing site: an answer that was brought says that it is gone only
///   if nobody names an error and no trouble was brought beside it.
public final class SiteFails implements Symptom {
    private static final Duration LATELY = Duration.ofMinutes(3);
    private static final int NOT_FOUND = 404;
    private static final Set<Snag> LOST = Set.of(Snag.CONNECTION_LOST, Snag.EDGE_CLOSED);

    @Override
    public Reading read(Facts facts) {
        var failing = failing(facts);
        if (!failing.isEmpty()) {
            return new Reading.Present(failing);
        }
        var elsewhere = seen(facts, EdgeFact.NotProxied.class, _ -> true);
        if (!elsewhere.isEmpty()) {
            return notProxied(elsewhere, facts);
        }
        var answers =
                seen(
                        facts,
                        EdgeFact.Answered.class,
                        answer ->
                                answersProperly(answer.status())
                                        && !answer.fromCache()
                                        && (answer.status() != NOT_FOUND || isMeant(facts)));
        return answers.isEmpty() || bringsTrouble(facts)
                ? new Reading.Unknown()
                : new Reading.Gone(answers);
    }

    private static boolean bringsTrouble(Facts facts) {
        return facts.observed().stream()
                .filter(seen -> seen.from().kind() == Vantage.Kind.PASTED)
                .anyMatch(seen -> troubles(seen.fact()));
    }

    private static boolean troubles(Evidence fact) {
        return switch (fact) {
            case EdgeFact.Reported reported ->
                    reported.codes().stream().anyMatch(code -> code >= 400);
            case TunnelFact.ServiceFailure _,
                    TunnelFact.EdgeTrouble _,
                    HostFact.WebLog _,
                    HostFact.AppLog _,
                    HostFact.OomKill _ ->
                    true;
            case HostFact.LocalAnswer own -> own.status() == 0 || own.status() >= 500;
            case HostFact.PortTried tried -> !tried.answered();
            default -> fact.health() == Health.BROKEN;
        };
    }

    /// Many a thing on the way says 404 where it knows no way on, a connector without a rule for
    /// the name among them. It is proper where the origin says the same.
    private static boolean isMeant(Facts facts) {
        return facts.all(HttpFact.Answered.class).anyMatch(own -> own.status() == NOT_FOUND)
                || facts.all(HostFact.LocalAnswer.class).anyMatch(own -> own.status() == NOT_FOUND)
                || facts.all(HostFact.Followed.class).anyMatch(own -> own.status() == NOT_FOUND)
                || facts.all(TunnelFact.ServiceTried.class)
                        .anyMatch(own -> own.status() == NOT_FOUND);
    }

    private static boolean answersProperly(int status) {
        return status < 400 || status == 401 || (status >= 403 && status <= 405);
    }

    private static List<Observation> failing(Facts facts) {
        return Stream.of(
                        seen(facts, EdgeFact.ErrorPage.class, _ -> true),
                        seen(facts, EdgeFact.PassedOn.class, _ -> true),
                        seen(facts, EdgeFact.WantsTls.class, _ -> true),
                        seen(facts, EdgeFact.WantsClientCert.class, _ -> true),
                        seen(facts, EdgeFact.Flawed.class, _ -> true),
                        seen(facts, EdgeFact.HeadRefused.class, _ -> true),
                        seen(facts, EdgeFact.Blocked.class, _ -> true),
                        seen(facts, EdgeFact.PreflightRefused.class, _ -> true),
                        seen(facts, EdgeFact.Methods.class, SiteFails::oneMethodBreaks),
                        seen(facts, EdgeFact.Paths.class, SiteFails::oneFormFails),
                        seen(facts, HttpFact.Compared.class, both -> forbidsTheEdge(both, facts)),
                        seen(facts, EdgeFact.Sampled.class, sample -> sample.failed() > 0),
                        losing(facts),
                        seen(facts, TunnelFact.Traced.class, SiteFails::strayed),
                        seen(facts, TunnelFact.RuleMissing.class, _ -> true),
                        seen(facts, TunnelFact.NoRules.class, _ -> true))
                .flatMap(List::stream)
                .toList();
    }

    /// A 404 that no connector of this tunnel made, and no service behind one.
    private static boolean strayed(TunnelFact.Traced traced) {
        return traced.end() == TunnelFact.Traced.End.OTHER_TUNNEL && traced.status() == 404;
    }

    /// Twice at least, and the last time a moment ago: one loss may be a restart of the line.
    private static List<Observation> losing(Facts facts) {
        return facts.observations(TunnelFact.Timeline.class)
                .filter(
                        seen ->
                                seen.from().kind() != Vantage.Kind.PASTED
                                        && seen.fact() instanceof TunnelFact.Timeline log
                                        && log.bouts() > 1
                                        && log.lost()
                                                .getLast()
                                                .minus(skew(facts, log.on()))
                                                .isAfter(seen.at().minus(LATELY))
                                        && leftWithoutAny(facts, log.on()))
                .toList();
    }

    private static boolean leftWithoutAny(Facts facts, String host) {
        return facts.all(TunnelFact.EdgeTrouble.class)
                .anyMatch(
                        trouble ->
                                trouble.on().equals(host)
                                        && trouble.alone()
                                        && LOST.contains(trouble.kind()));
    }

    private static Duration skew(Facts facts, String host) {
        return facts.all(HostFact.Clock.class)
                .filter(clock -> clock.on().equals(host))
                .map(HostFact.Clock::skew)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    /// Where all methods fail alike, the error itself was seen, and the methods tell nothing more.
    private static boolean oneMethodBreaks(EdgeFact.Methods methods) {
        var statuses = methods.statuses().values();
        return statuses.stream().distinct().count() > 1
                && statuses.stream().anyMatch(status -> status >= 500 && status != 501);
    }

    /// What the origin gives to this desk it forbids to Cloudflare.
    private static boolean forbidsTheEdge(HttpFact.Compared both, Facts facts) {
        return both.edge() == 403
                && both.origin() > 0
                && both.origin() < 400
                && !facts.know(EdgeFact.Blocked.class);
    }

    /// The failing path in its other form answers, so its own answer is none of a well application.
    private static boolean oneFormFails(EdgeFact.Paths paths) {
        return paths.statuses().getOrDefault(EdgeFact.PathForm.AS_GIVEN, 0) >= 400
                && Stream.of(EdgeFact.PathForm.ENCODED, EdgeFact.PathForm.DECODED)
                        .map(form -> paths.statuses().getOrDefault(form, 0))
                        .anyMatch(status -> status > 0 && status < 400);
    }

    private static Reading notProxied(List<Observation> answers, Facts facts) {
        var zones = facts.all(DnsFact.Nameservers.class).toList();
        if (!zones.isEmpty() && zones.stream().noneMatch(DnsFact.Nameservers::cloudflare)) {
            return new Reading.Other(answers.getLast());
        }
        return new Reading.Present(answers);
    }

    private static <E extends Evidence> List<Observation> seen(
            Facts facts, Class<E> kind, Predicate<E> when) {
        return facts.observations(kind).filter(seen -> when.test(kind.cast(seen.fact()))).toList();
    }
}
