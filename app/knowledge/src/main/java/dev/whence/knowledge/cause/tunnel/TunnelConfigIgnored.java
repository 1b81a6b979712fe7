package dev.whence.knowledge.cause.tunnel;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.origin.OriginCertUntrusted;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.Configuration;
import dev.whence.knowledge.fact.TunnelFact.FileWritten;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A setting that somebody wrote is not in force: Cloudflare manages the configuration, another
/// file is read, or the option stands in the wrong place (facts §E.3, §E.7).
public final class TunnelConfigIgnored implements Cause {
    /// What the usual options, `noTLSVerify`, `originServerName` and `caPool`, cure.
    private static final Set<Fault> CURABLE =
            Set.of(
                    Fault.CERT_UNTRUSTED,
                    Fault.CERT_NAME_MISMATCH,
                    Fault.CERT_OTHER,
                    Fault.TLS_UNRECOGNIZED_NAME,
                    Fault.TLS_HANDSHAKE_FAILURE);

    @Override
    public Place place(Facts facts) {
        return Place.TUNNEL;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(IngressHostnameUnmatched.class, OriginCertUntrusted.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "rule-in-the-file-only",
                        FileWritten.class,
                        TunnelFact.RuleMissing.class,
                        (file, missing) ->
                                remote(facts.facts())
                                        && file.rules().stream()
                                                .anyMatch(rule -> isFor(rule, missing.url())))
                .pointsTo(
                        "other-service",
                        FileWritten.class,
                        TunnelFact.RuleMatched.class,
                        (file, matched) ->
                                remote(facts.facts())
                                        && file.rules().stream()
                                                .anyMatch(
                                                        rule ->
                                                                rule.hostname()
                                                                                .equals(
                                                                                        matched.rule()
                                                                                                .hostname())
                                                                        && !rule.service()
                                                                                .equals(
                                                                                        matched
                                                                                                .service())))
                .pointsTo(
                        "file-differs",
                        FileWritten.class,
                        Configuration.class,
                        (file, config) ->
                                config.source() == Configuration.Source.REMOTE
                                        && differ(file, config)
                                        && !facts.facts().know(TunnelFact.RuleMatched.class))
                .pointsTo(
                        "ignored-key-and-failure",
                        FileWritten.class,
                        ServiceFailure.class,
                        (file, failure) ->
                                !file.ignored().isEmpty() && CURABLE.contains(failure.kind()))
                .pointsTo("ignored-key", FileWritten.class, file -> !file.ignored().isEmpty())
                .fits("unused-keys", TunnelFact.Validated.class, TunnelConfigIgnored::unused)
                .pointsTo(
                        "unused-key-and-failure",
                        TunnelFact.Validated.class,
                        ServiceFailure.class,
                        (verdict, failure) -> unused(verdict) && CURABLE.contains(failure.kind()))
                .pointsTo(
                        "file-and-token",
                        FileWritten.class,
                        TunnelFact.Started.class,
                        (file, started) ->
                                started.byToken()
                                        && !file.rules().isEmpty()
                                        && !facts.facts().know(Configuration.class))
                .fits(
                        "remote",
                        Configuration.class,
                        FileWritten.class,
                        (config, file) -> config.source() == Configuration.Source.REMOTE)
                .speaksAgainst(
                        "fails-otherwise",
                        ServiceFailure.class,
                        failure ->
                                !CURABLE.contains(failure.kind())
                                        && failure.kind() != Fault.VISITOR_LEFT)
                .speaksAgainst(
                        "file-in-force",
                        Configuration.class,
                        config ->
                                config.source() == Configuration.Source.LOCAL
                                        && !remote(facts.facts())
                                        && nothingIgnored(facts.facts()))
                .speaksAgainst(
                        "another-leg",
                        EdgeFact.ErrorPage.class,
                        page -> WayToEdge.anotherLeg(page) || WayToEdge.tunnelGone(page))
                .done();
    }

    private static boolean remote(Facts facts) {
        return facts.all(Configuration.class)
                .anyMatch(config -> config.source() == Configuration.Source.REMOTE);
    }

    private static boolean nothingIgnored(Facts facts) {
        return facts.all(FileWritten.class).allMatch(file -> file.ignored().isEmpty());
    }

    private static boolean unused(TunnelFact.Validated verdict) {
        return verdict.accepted() && verdict.message().contains("not found");
    }

    private static boolean isFor(TunnelFact.Rule rule, String url) {
        return !rule.hostname().isEmpty()
                && (url.contains("//" + rule.hostname() + "/")
                        || url.endsWith("//" + rule.hostname()));
    }

    /// Whether a name that both have leads to different services, or one of them lacks it.
    private static boolean differ(FileWritten file, Configuration config) {
        return !file.rules().isEmpty() && !services(file.rules()).equals(services(config.rules()));
    }

    private static Set<String> services(List<TunnelFact.Rule> rules) {
        return rules.stream()
                .filter(rule -> !rule.catchesAll())
                .map(rule -> rule.hostname() + rule.path() + " " + rule.service())
                .collect(Collectors.toSet());
    }
}
