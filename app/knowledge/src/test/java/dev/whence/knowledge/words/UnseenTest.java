package dev.whence.knowledge.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.IncidentId;
import dev.whence.engine.verdict.Trail;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.fact.TunnelFact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class UnseenTest {
    private static final Instant AT = Instant.parse("2026-11-20T05:40:15Z");
    private static final Vantage WEB = new Vantage(Vantage.Kind.ON_ORIGIN, "web-1");
    private static final Vantage NO_TUNNEL_HOST = new Vantage(Vantage.Kind.ON_TUNNEL_HOST, "");
    private static final Vantage NO_ORIGIN_HOST = new Vantage(Vantage.Kind.ON_ORIGIN, "");
    private static final Outcome NO_ROOT = new Outcome.Skipped(SkipReason.NO_ROOT);
    private static final Outcome NO_SSH = new Outcome.Skipped(SkipReason.NO_SSH);
    private static final Outcome SAW = new Outcome.Saw(List.of());

    @Test
    void namesTheCommandsForWhoeverIsRootThere() {
        var unseen = unseen(ended("firewall-admits-cloudflare", WEB, NO_ROOT));

        assertThat(unseen).hasSize(1);
        assertThat(unseen.getFirst().from()).isEqualTo(WEB);
        assertThat(unseen.getFirst().commands())
                .contains("sudo iptables-save", "sudo nft list ruleset");
        assertThat(unseen.getFirst().why()).containsExactly(Names.of(SkipReason.NO_ROOT));
    }

    @Test
    void takesNoOutcomeForAccessThatIsNone() {
        assertThat(
                        unseen(
                                ended("web-server-log", WEB, SAW),
                                ended(
                                        "containers-running",
                                        WEB,
                                        new Outcome.Skipped(SkipReason.NOT_INSTALLED)),
                                ended(
                                        "app-journal",
                                        WEB,
                                        new Outcome.Skipped(SkipReason.NOTHING_TO_START_FROM)),
                                ended("host-access", WEB, NO_ROOT)))
                .isEmpty();
    }

    @Test
    void asksForATunnelsHostOnlyWhereATunnelMayBe() {
        var without = ended("connector-log", NO_TUNNEL_HOST, NO_SSH);

        assertThat(unseen(without)).isEmpty();
        assertThat(
                        Unseen.of(
                                incident(target().withTunnel(Optional.of("shop")), without),
                                Knowledge.CHECKS))
                .singleElement()
                .satisfies(
                        unseen ->
                                assertThat(unseen.commands())
                                        .contains("sudo journalctl -u cloudflared --since -10min"));
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:8080, true", "http://app.example.test:8080, false"})
    void namesTheConnectorsHostWhereTheApplicationMayRunThere(String service, boolean beside) {
        var matched =
                new TunnelFact.RuleMatched(
                        "gate-1",
                        "https://app.example.test/",
                        new TunnelFact.Rule(0, "", "", service, "", "", false, false));
        var facts =
                new Facts(
                        List.of(new Observation(new CheckId("rule"), Vantage.HERE, AT, matched)),
                        new Coverage(List.of(ended("units-running", NO_ORIGIN_HOST, NO_SSH))));

        assertThat(Unseen.of(incident(target(), facts), Knowledge.CHECKS))
                .singleElement()
                .satisfies(
                        unseen ->
                                assertThat(unseen.why().getFirst().contains("its own machine"))
                                        .isEqualTo(beside));
    }

    @Test
    void tellsEachTroubleOnce() {
        var trouble = new Outcome.Broke(new Trouble("web-1 refused the login.", "Mend the key."));

        assertThat(
                        unseen(
                                ended("web-server-log", WEB, trouble),
                                ended("host-resources", WEB, trouble)))
                .singleElement()
                .satisfies(
                        unseen ->
                                assertThat(unseen.why())
                                        .containsExactly("web-1 refused the login."));
    }

    /// What could not be looked at is not well.
    @Test
    void leavesItsStepUngreen() {
        var here = ended("site-answers-every-path", Vantage.HERE, SAW);
        var hidden = ended("firewall-admits-cloudflare", WEB, NO_ROOT);
        var nobody = ended("firewall-admits-cloudflare", NO_ORIGIN_HOST, NO_SSH);

        assertThat(tone(here, hidden)).isEqualTo(Tone.LOOK);
        assertThat(tone(here, nobody)).isEqualTo(Tone.UNKNOWN);
    }

    private static Tone tone(Coverage.Entry... entries) {
        return StepState.of(facts(entries), Optional.empty(), Knowledge.CHECKS).stream()
                .filter(state -> state.step() == Step.WAF)
                .map(StepState::tone)
                .findFirst()
                .orElseThrow();
    }

    private static List<Unseen> unseen(Coverage.Entry... entries) {
        return Unseen.of(incident(target(), entries), Knowledge.CHECKS);
    }

    private static Coverage.Entry ended(String check, Vantage from, Outcome outcome) {
        return new Coverage.Entry(new CheckId(check), from, outcome, Duration.ZERO);
    }

    private static Target target() {
        return Defaults.target(Target.url("https://app.example.test/"))
                .withOrigins(List.of(new HostPort("203.0.113.10", 443)))
                .withHosts(List.of(SshHost.parse(SshHost.Role.ORIGIN, "ops@web-1")));
    }

    private static Facts facts(Coverage.Entry... entries) {
        return new Facts(List.of(), new Coverage(Stream.of(entries).toList()));
    }

    private static Incident incident(Target target, Coverage.Entry... entries) {
        return incident(target, facts(entries));
    }

    private static Incident incident(Target target, Facts facts) {
        return new Incident(
                new IncidentId("test"),
                AT,
                Duration.ZERO,
                target,
                facts,
                new Verdict.Inconclusive(List.of(), List.of()),
                Trail.walk(Facts.NONE),
                List.of(),
                List.of());
    }
}
