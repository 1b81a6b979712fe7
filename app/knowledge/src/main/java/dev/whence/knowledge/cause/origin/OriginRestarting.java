package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.AppLog.AppLine;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TunnelFact;

import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/// The failures fall into a restart or a deploy of the web server or the application.
public final class OriginRestarting implements Cause {
    private static final Predicate<HostFact.AppLog> SHUT_DOWN = Logs.app(AppLine.SHUT_DOWN);
    private static final Predicate<HostFact.AppLog> OTHERWISE =
            Logs.app(
                    AppLine.CRASHED,
                    AppLine.FAILED_TO_START,
                    AppLine.NO_SPACE,
                    AppLine.OUT_OF_MEMORY,
                    AppLine.TOO_MANY_FILES,
                    AppLine.WORKER_KILLED,
                    AppLine.WORKER_TIMED_OUT);
    private static final Duration SHORT = Duration.ofMinutes(2);

    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public boolean passes() {
        return true;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "failures-ended-with-start",
                        HostFact.Unit.class,
                        HostFact.WebLog.class,
                        (unit, log) ->
                                runs(unit)
                                        && Logs.gone(log)
                                        && unit.on().equals(log.on())
                                        && endedWith(unit, log)
                                        && !lasts(facts.facts()))
                .pointsTo(
                        "just-started",
                        HostFact.Unit.class,
                        HostFact.WebLog.class,
                        (unit, log) ->
                                fresh(unit, facts.facts())
                                        && Logs.gone(log)
                                        && unit.on().equals(log.on())
                                        && !lasts(facts.facts()))
                .pointsTo(
                        "began-anew",
                        HostFact.BeganAnew.class,
                        began -> accounts(began) && !lasts(facts.facts()))
                .pointsTo(
                        "shut-down-and-cut",
                        HostFact.AppLog.class,
                        HostFact.WebLog.class,
                        (app, log) ->
                                SHUT_DOWN.test(app)
                                        && Logs.cut(log)
                                        && app.on().equals(log.on())
                                        && !lasts(facts.facts()))
                .proves(
                        "failed-around-start",
                        HostFact.BeganAnew.class,
                        EdgeFact.Sampled.class,
                        (began, sample) ->
                                accounts(began)
                                        && sample.failed() < sample.asked()
                                        && !lasts(facts.facts())
                                        && !lostBefore(facts.facts()))
                .fits("around-start", HostFact.BeganAnew.class, OriginRestarting::accounts)
                .fits("shut-down", HostFact.AppLog.class, SHUT_DOWN)
                .fits("fresh", HostFact.Unit.class, unit -> fresh(unit, facts.facts()))
                .fits(
                        "sometimes",
                        EdgeFact.Sampled.class,
                        sample -> sample.failed() > 0 && sample.failed() < sample.asked())
                .fits("cut", HostFact.WebLog.class, Logs::cut)
                .speaksAgainst(
                        "loops",
                        HostFact.Unit.class,
                        unit ->
                                unit.wanted()
                                        && unit.role() != HostFact.Role.DATABASE
                                        && (unit.failed() || unit.restarts() >= 3))
                .speaksAgainst("crashed", HostFact.AppLog.class, OTHERWISE)
                .rulesOut(
                        "still-down",
                        HostFact.Unit.class,
                        unit ->
                                unit.wanted()
                                        && unit.role() != HostFact.Role.DATABASE
                                        && !unit.runs())
                .rulesOut("never-asked", EdgeFact.ErrorPage.class, Logs::neverAsked)
                .done();
    }

    private static boolean accounts(HostFact.BeganAnew began) {
        return began.accounts() && !began.what().startsWith("cloudflared");
    }

    /// A failing request of this run never came to the origin.
    private static boolean lostBefore(Facts facts) {
        return unknownBehindTheTunnel(facts)
                || facts.all(TunnelFact.Traced.class)
                        .anyMatch(
                                traced ->
                                        traced.status() >= 500
                                                && switch (traced.end()) {
                                                    case NO_CONNECTION, OTHER_TUNNEL, ELSEWHERE ->
                                                            true;
                                                    default -> false;
                                                });
    }

    /// Neither the connector nor the site's own log knows of any failure.
    private static boolean unknownBehindTheTunnel(Facts facts) {
        return facts.all(TunnelFact.Ready.class).anyMatch(ready -> ready.connections() > 0)
                && !facts.know(TunnelFact.ServiceFailure.class)
                && facts.all(HostFact.Requests.class)
                        .anyMatch(
                                log ->
                                        log.total() > 0
                                                && log.byStatus().keySet().stream()
                                                        .allMatch(status -> status < 500));
    }

    /// What fails ever since the start, or again after it went well, has a reason that lasts. A
    /// program that starts anew lets the host refuse connections, not lose them (522).
    private static boolean lasts(Facts facts) {
        return facts.all(EdgeFact.Sampled.class)
                        .anyMatch(sample -> sample.failed() == sample.asked())
                || facts.all(EdgeFact.Grouped.class).anyMatch(EdgeFact.Grouped::relapses)
                || facts.know(HttpFact.Flawed.class)
                || facts.all(EdgeFact.ErrorPage.class).anyMatch(page -> page.code() == 522)
                || failsFromEverywhere(facts);
    }

    /// Asked directly and by the host itself, at two moments, it fails and never answers.
    private static boolean failsFromEverywhere(Facts facts) {
        return facts.know(HttpFact.Answered.class)
                && facts.all(HttpFact.Answered.class).allMatch(answer -> answer.status() >= 500)
                && facts.all(HostFact.LocalAnswer.class)
                        .anyMatch(own -> own.status() >= 500 || own.timedOut());
    }

    private static boolean runs(HostFact.Unit unit) {
        return unit.wanted() && unit.role() != HostFact.Role.DATABASE && unit.runs();
    }

    /// The last failure lies at the moment of the start, give or take a little.
    private static boolean endedWith(HostFact.Unit unit, HostFact.WebLog log) {
        return unit.since().isPresent()
                && log.last().isPresent()
                && Duration.between(unit.since().get(), log.last().get()).abs().compareTo(SHORT)
                        <= 0
                && log.last().get().isBefore(unit.since().get().plusSeconds(15));
    }

    /// It runs since a few minutes before we looked.
    private static boolean fresh(HostFact.Unit unit, Facts facts) {
        return runs(unit)
                && facts.observations(HostFact.Unit.class)
                        .filter(seen -> seen.fact().equals(unit))
                        .anyMatch(
                                seen ->
                                        unit.since()
                                                .filter(seen.at().minus(SHORT)::isBefore)
                                                .isPresent());
    }
}
