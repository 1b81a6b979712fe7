package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.knowledge.Captures;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.LogPath;
import dev.whence.knowledge.command.ServiceCommand.Journal;
import dev.whence.knowledge.command.ServiceCommand.KernelJournal;
import dev.whence.knowledge.command.ServiceCommand.KernelRing;
import dev.whence.knowledge.command.ServiceCommand.LogTail;
import dev.whence.knowledge.command.ServiceCommand.Time;
import dev.whence.knowledge.command.UnitName;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.AppLog.AppLine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class AppJournalTest {
    private static final Instant NOW = Instant.parse("2026-11-20T06:52:00Z");
    private static final Instant SINCE = NOW.minusSeconds(900 + 3600);
    private static final Journal JOURNAL =
            new Journal(Web1.HOST, List.of(UnitName.of("app")), SINCE, 2_000);
    private static final KernelJournal KERNEL = new KernelJournal(Web1.HOST, SINCE, 2_000);
    private static final KernelRing RING = new KernelRing(Web1.HOST);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    app-down          | SHUT_DOWN
                    db-stopped        | DATABASE_UNREACHABLE
                    db-wrong-password | DATABASE_REFUSES_LOGIN
                    app-crash-loop    | FAILED_TO_START SHUT_DOWN CRASHED
                    disk-full-app     | NO_SPACE
                    disk-full-root    | NO_SPACE
                    oom               | SHUT_DOWN WORKER_KILLED
                    fd-limit-app      | SHUT_DOWN TOO_MANY_FILES
                    app-timeout       | WORKER_TIMED_OUT
                    """)
    void namesWhatTheApplicationSaid(String capture, String says) throws Exception {
        var tape =
                base().prints(JOURNAL, Captures.read("journalctl/" + capture))
                        .prints(KERNEL, "")
                        .prints(RING, "");

        var kinds =
                logs(look(tape)).stream()
                        .filter(log -> log.says() != AppLine.EXCEPTION)
                        .map(log -> log.says().name())
                        .toList();

        assertThat(kinds).isEqualTo(says == null ? List.of() : Arrays.asList(says.split(" ", -1)));
    }

    @Test
    void findsWhatTheKernelEnded() throws Exception {
        var tape =
                base().prints(
                                JOURNAL,
                                entry(
                                        "app.service",
                                        "systemd",
                                        "app.service: A process of this unit has been killed by the"
                                                + " OOM killer."))
                        .prints(
                                KERNEL,
                                entry(
                                                "",
                                                "kernel",
                                                "Memory cgroup out of memory: Killed process 1260"
                                                        + " (gunicorn) total-vm:395020kB,"
                                                        + " anon-rss:117760kB")
                                        + entry(
                                                "",
                                                "kernel",
                                                "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),task=gunicorn,pid=1260,uid=997"));

        assertThat(look(tape))
                .filteredOn(HostFact.OomKill.class::isInstance)
                .containsExactly(
                        new HostFact.OomKill(
                                Web1.NAME, "gunicorn", 1, Optional.of(NOW.minusSeconds(60)), true),
                        new HostFact.OomKill(
                                Web1.NAME,
                                "app.service",
                                1,
                                Optional.of(NOW.minusSeconds(60)),
                                true));
    }

    @Test
    void asksTheKernelItselfWhereItsJournalIsEmpty() throws Exception {
        var tape =
                base().prints(JOURNAL, entry("app.service", "gunicorn", "Listening"))
                        .prints(KERNEL, "")
                        .prints(
                                RING,
                                """
                                2026-11-20T06:51:31,123456+00:00 Out of memory: Killed process 77 (java) total-vm:395020kB
                                2026-11-18T06:51:31,123456+00:00 Out of memory: Killed process 76 (old) total-vm:395020kB
                                """);

        assertThat(look(tape))
                .map(HostFact.OomKill.class::cast)
                .extracting(HostFact.OomKill::process)
                .containsExactly("java");
    }

    @Test
    void readsTheFilesOfDatabases() throws Exception {
        var unit = "postgresql@15-main.service";
        var journal = new Journal(Web1.HOST, List.of(new UnitName(unit)), SINCE, 2_000);
        var file = new LogPath("/var/log/postgresql/postgresql-15-main.log");
        var tape =
                base().prints(journal, "")
                        .prints(
                                new LogTail(Web1.HOST, 300, List.of(file)),
                                "==> "
                                        + file.value()
                                        + " <==\n2026-11-20 06:51:00.118 UTC [112] FATAL:  sorry,"
                                        + " too many clients already\n")
                        .prints(KERNEL, "")
                        .prints(RING, "");
        var site = Web1.site().knowing(unit(unit, HostFact.Role.DATABASE));

        assertThat(logs(Looking.at(site, tape.tape(), new AppJournal())))
                .extracting(HostFact.AppLog::says, HostFact.AppLog::recent)
                .containsExactly(tuple(AppLine.DATABASE_POOL_EXHAUSTED, true));
    }

    @Test
    void tellsHiddenFromSilent() {
        var hidden =
                base().fails(
                                JOURNAL,
                                1,
                                "",
                                "Hint: You are currently not seeing messages from other users and"
                                        + " the system.\n")
                        .prints(KERNEL, "");
        var refused =
                base().fails(
                                JOURNAL,
                                1,
                                "",
                                "No journal files were opened due to insufficient permissions.\n")
                        .prints(KERNEL, "");

        var silent = base().fails(JOURNAL, 0, "", "").prints(KERNEL, "");

        assertThat(outcome(silent)).isEqualTo(new Outcome.Skipped(SkipReason.NO_ROOT));
        assertThat(outcome(hidden)).isEqualTo(new Outcome.Skipped(SkipReason.NO_ROOT));
        assertThat(outcome(refused)).isEqualTo(new Outcome.Skipped(SkipReason.NO_ROOT));
    }

    /// `journalctl -o json` says no word of it.
    @Test
    void takesNoSilenceForPeaceWhereNoJournalIsKept() {
        var tape = base().fails(JOURNAL, 0, "", "").prints(KERNEL, "").prints(RING, "");
        var site =
                Web1.site()
                        .knowing(unit("app.service", HostFact.Role.APP))
                        .knowing(new HostFact.Access(Web1.NAME, true, false, ""))
                        .knowing(new HostFact.NoJournal(Web1.NAME));

        assertThatThrownBy(() -> Looking.at(site, tape.tape(), new AppJournal()))
                .isInstanceOfSatisfying(
                        CouldNotLook.class,
                        e -> assertThat(e.outcome()).isInstanceOf(Outcome.Broke.class));
    }

    @Test
    void believesAnEmptyJournalWhereTheLoginMayReadIt() throws Exception {
        var tape = base().fails(JOURNAL, 0, "", "").prints(KERNEL, "").prints(RING, "");
        var site =
                Web1.site()
                        .knowing(unit("app.service", HostFact.Role.APP))
                        .knowing(new HostFact.Access(Web1.NAME, false, true, ""));

        assertThat(Looking.at(site, tape.tape(), new AppJournal())).isEmpty();
    }

    @Test
    void doesNotLookWhereNoApplicationIsKnown() {
        assertThatThrownBy(() -> Looking.at(Web1.site(), base().tape(), new AppJournal()))
                .isInstanceOf(CouldNotLook.class);
    }

    private static Outcome outcome(Web1.Taping tape) {
        var seen = new Outcome[1];
        assertThatThrownBy(() -> look(tape))
                .isInstanceOfSatisfying(CouldNotLook.class, e -> seen[0] = e.outcome());
        return seen[0];
    }

    private static List<Evidence> look(Web1.Taping tape) throws Exception {
        return Looking.at(
                Web1.site().knowing(unit("app.service", HostFact.Role.APP)),
                tape.tape(),
                new AppJournal());
    }

    private static List<HostFact.AppLog> logs(List<Evidence> facts) {
        return facts.stream()
                .filter(HostFact.AppLog.class::isInstance)
                .map(HostFact.AppLog.class::cast)
                .toList();
    }

    private static Web1.Taping base() {
        return Web1.tape().prints(new Time(Web1.HOST), NOW.getEpochSecond() + ".5 +0000\n");
    }

    private static String entry(String unit, String by, String message) {
        return """
        {"__REALTIME_TIMESTAMP":"%d000000","_SYSTEMD_UNIT":"%s","SYSLOG_IDENTIFIER":"%s","MESSAGE":"%s"}
        """
                .formatted(NOW.getEpochSecond() - 60, unit, by, message);
    }

    private static HostFact.Unit unit(String unit, HostFact.Role role) {
        return new HostFact.Unit(
                Web1.NAME,
                role,
                unit,
                "loaded",
                "active",
                "running",
                "success",
                0,
                0,
                Optional.empty(),
                true,
                true);
    }
}
