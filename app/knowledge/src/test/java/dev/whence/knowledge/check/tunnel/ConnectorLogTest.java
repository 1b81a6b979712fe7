package dev.whence.knowledge.check.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Ran;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.FilePath;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.command.UnitName;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.TunnelCaptures;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

class ConnectorLogTest {
    private static final UnitName UNIT = new UnitName("cloudflared.service");
    private static final String FAILED = TunnelCaptures.of("connection-refused", "console-quic");

    @Test
    void readsTheLastMinutesOfAConnectorThatRuns() throws Exception {
        var tape =
                TunnelHost.tape(
                        new TunnelCommand.Journal(
                                TunnelHost.HOST, List.of(UNIT), OptionalInt.of(10), 400),
                        FAILED.replaceAll(
                                "(?m)^", "2026-11-20T05:34:16+0100 t1 cloudflared[827]: "));

        var at = Instant.parse("2026-11-20T04:34:15Z");
        assertThat(Looking.at(service("active"), tape, new ConnectorLog()))
                .satisfiesExactly(
                        fact ->
                                assertThat(fact)
                                        .isInstanceOfSatisfying(
                                                TunnelFact.ServiceFailure.class,
                                                failure -> {
                                                    assertThat(failure.count()).isEqualTo(1);
                                                    assertThat(failure.last()).contains(at);
                                                }),
                        fact ->
                                assertThat(fact)
                                        .isEqualTo(
                                                new TunnelFact.Timeline(
                                                        "t1", List.of(), List.of(), List.of(at))));
    }

    @Test
    void knowsTheMarkedRequestOfThisRun() throws Exception {
        var site =
                service("active")
                        .knowing(new TunnelFact.Counted("t1", 1, 1, Map.of(), 502, "0123456789ab"));
        var tape =
                TunnelHost.tape(
                        new TunnelCommand.Journal(
                                TunnelHost.HOST, List.of(UNIT), OptionalInt.of(10), 400),
                        FAILED.replace("/some/path", "/some/path?whence=0123456789ab"));

        assertThat(Looking.at(site, tape, new ConnectorLog()))
                .filteredOn(TunnelFact.ServiceFailure.class::isInstance)
                .isNotEmpty()
                .allMatch(fact -> ((TunnelFact.ServiceFailure) fact).marked());
    }

    @Test
    void ofAConnectorThatIsStoppedReadsOnlyWhyItStopped() throws Exception {
        var tape =
                TunnelHost.tape(
                        new TunnelCommand.Journal(
                                TunnelHost.HOST, List.of(UNIT), OptionalInt.empty(), 200),
                        FAILED + TunnelCaptures.of("edge-no-dns", "auto"));

        assertThat(Looking.at(service("failed"), tape, new ConnectorLog()))
                .hasAtLeastOneElementOfType(TunnelFact.EdgeTrouble.class)
                .hasOnlyElementsOfTypes(TunnelFact.EdgeTrouble.class, TunnelFact.Prechecked.class);
    }

    @Test
    void readsTheLogFileAndForgetsWhatIsOld() throws Exception {
        var site = TunnelHost.SITE.knowing(new TunnelFact.LogFile("t1", "/var/log/cf.log"));
        var json = TunnelCaptures.of("connection-refused", "json-quic");

        assertThat(Looking.at(site, file("2026-11-20T04:36:00Z", json), new ConnectorLog()))
                .hasSize(2);
        assertThat(Looking.at(site, file("2026-11-20T06:36:00Z", json), new ConnectorLog()))
                .isEmpty();
    }

    @Test
    void takesAnEmptyJournalForNoPeace() {
        assertThat(outcome("Hint: You are currently not seeing messages from other users"))
                .isEqualTo(new Outcome.Skipped(SkipReason.NO_ROOT));
        assertThat(outcome("No journal files were found.")).isInstanceOf(Outcome.Broke.class);
    }

    private static Outcome outcome(String err) {
        var tape =
                Tape.EMPTY.on(
                        new Ask.Run(
                                new TunnelCommand.Journal(
                                        TunnelHost.HOST, List.of(UNIT), OptionalInt.of(10), 400)),
                        new Ran.Done(1, "", err, false, false, Duration.ZERO));
        var ended = new Outcome[1];
        assertThatThrownBy(() -> Looking.at(service("active"), tape, new ConnectorLog()))
                .isInstanceOfSatisfying(CouldNotLook.class, e -> ended[0] = e.outcome());
        return ended[0];
    }

    private static Tape file(String now, String text) {
        return TunnelHost.tape(new TunnelCommand.Now(TunnelHost.HOST), now + "\n")
                .on(
                        new Ask.Run(
                                new TunnelCommand.LogTail(
                                        TunnelHost.HOST, new FilePath("/var/log/cf.log"), 400)),
                        TunnelHost.done(0, text, ""));
    }

    private static Looking.Site service(String active) {
        return TunnelHost.SITE.knowing(
                new TunnelFact.Service(
                        "t1",
                        "cloudflared.service",
                        active,
                        "",
                        "success",
                        0,
                        0,
                        Optional.empty(),
                        true));
    }
}
