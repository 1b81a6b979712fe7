package dev.whence.knowledge.check.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Command;
import dev.whence.engine.world.Ran;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.LogPath;
import dev.whence.knowledge.command.ServiceCommand.KernelJournal;
import dev.whence.knowledge.command.ServiceCommand.KernelRing;
import dev.whence.knowledge.command.ServiceCommand.LogTail;
import dev.whence.knowledge.command.ServiceCommand.Time;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class HostLetsThroughTest {
    private static final SshHost HOST = SshHost.parse(SshHost.Role.ORIGIN, "dock-1.example.test");
    private static final Instant NOW = Instant.parse("2026-11-20T09:41:00Z");
    private static final KernelJournal JOURNAL =
            new KernelJournal(HOST, NOW.minus(Duration.ofMinutes(75)), 2_000);
    private static final LogTail AUDIT =
            new LogTail(HOST, 2_000, List.of(new LogPath("/var/log/audit/audit.log")));

    @Test
    void readsTheKernelsJournalAndTheAudit() throws Exception {
        var micros = NOW.minusSeconds(60).getEpochSecond() + "000000";
        var tape =
                on(
                        on(
                                clock(),
                                JOURNAL,
                                done(
                                        0,
                                        "{\"__REALTIME_TIMESTAMP\":\"%s\",\"MESSAGE\":\"[UFW BLOCK] IN=docker0 OUT= SRC=172.17.0.2 DST=172.17.0.1 PROTO=TCP SPT=4 DPT=3000 SYN\"}\n"
                                                .formatted(micros),
                                        "")),
                        AUDIT,
                        done(
                                0,
                                "==> /var/log/audit/audit.log <==\ntype=AVC msg=audit(%d.1:7): avc:  denied  { name_connect } for comm=\"nginx\" dest=8081 tclass=tcp_socket\n"
                                        .formatted(NOW.minusSeconds(30).getEpochSecond()),
                                ""));

        assertThat(seen(tape))
                .satisfiesExactly(
                        packet ->
                                assertThat(((HostFact.PacketBlocked) packet).fromContainer())
                                        .isTrue(),
                        denied -> assertThat(((HostFact.AccessDenied) denied).recent()).isTrue());
    }

    /// Root is shown all that there is; any other login may just not be shown it.
    @ParameterizedTest
    @CsvSource({"false, NO_ROOT", "true, NOTHING_TO_START_FROM"})
    void cannotLookWhereNothingIsShown(boolean root, SkipReason why) {
        var none = new Ran.Done(1, "", "No lines.", false, root, Duration.ofMillis(20));
        var tape = on(on(on(clock(), JOURNAL, none), new KernelRing(HOST), none), AUDIT, none);

        assertThatThrownBy(() -> seen(tape))
                .isInstanceOfSatisfying(
                        CouldNotLook.class,
                        e -> assertThat(e.outcome()).isEqualTo(new Outcome.Skipped(why)));
    }

    private static List<Evidence> seen(Tape tape) throws Exception {
        return Looking.at(Looking.site().on(HOST), tape, new HostLetsThrough());
    }

    private static Tape clock() {
        return on(Tape.EMPTY, new Time(HOST), done(0, NOW.getEpochSecond() + ".0 +0000\n", ""));
    }

    private static Tape on(Tape tape, Command command, Ran.Done answer) {
        return tape.on(new Ask.Run(command), answer);
    }

    private static Ran.Done done(int exit, String out, String err) {
        return new Ran.Done(exit, out, err, false, true, Duration.ofMillis(20));
    }
}
