package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Symptoms;
import dev.whence.knowledge.Captures;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.LogPath;
import dev.whence.knowledge.command.ServiceCommand.Journal;
import dev.whence.knowledge.command.ServiceCommand.LogTail;
import dev.whence.knowledge.command.ServiceCommand.SiteLines;
import dev.whence.knowledge.command.ServiceCommand.Time;
import dev.whence.knowledge.command.UnitName;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class WebServerLogTest {
    private static final List<UnitName> UNITS =
            Stream.of("nginx", "openresty", "apache2", "httpd", "caddy", "haproxy")
                    .map(UnitName::of)
                    .toList();
    private static final String DENIED =
            "tail: cannot open '/var/log/nginx/error.log' for reading: Permission denied\n";
    private static final String HINT =
            "Hint: You are currently not seeing messages from other users and the system.\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # the host's clock, two minutes after the last line, in three zones
                    2026-11-20T05:01:28Z | +0000 | 2026-11-20T04:59:29Z | true
                    2026-11-20T03:01:28Z | +0200 | 2026-11-20T02:59:29Z | true
                    2026-11-20T10:31:28Z | -0530 | 2026-11-20T10:29:29Z | true
                    # an hour later it is history
                    2026-11-20T05:59:28Z | +0000 | 2026-11-20T04:59:29Z | false
                    """)
    void countsTheFailuresByTheHostsClock(Instant now, String zone, Instant last, boolean recent)
            throws Exception {
        var tape = tape(now, zone, Captures.read("nginx-error-log/app-down"));

        assertThat(Looking.at(Web1.site(), tape.tape(), new WebServerLog()))
                .containsExactly(
                        new HostFact.WebLog(
                                Web1.NAME,
                                WebLine.UPSTREAM_REFUSED,
                                "127.0.0.1:8000",
                                3,
                                Optional.of(last),
                                recent,
                                "connect() failed (111: Connection refused) while connecting to"
                                        + " upstream"));
    }

    @Test
    void looksBackToWhenTheUserSaysThatItBegan() throws Exception {
        var now = Instant.parse("2026-11-20T08:00:00Z");
        var began = Instant.parse("2026-11-20T04:55:00Z");
        var site =
                Web1.site()
                        .with(
                                target ->
                                        target.withSeen(
                                                new Symptoms(
                                                        List.of(502),
                                                        Optional.of(began),
                                                        Optional.empty(),
                                                        "")));
        var tape =
                tape(
                        now,
                        "+0000",
                        began.minusSeconds(60 + 3600),
                        Captures.read("nginx-error-log/app-down"));

        assertThat(Looking.at(site, tape.tape(), new WebServerLog()))
                .allMatch(fact -> ((HostFact.WebLog) fact).recent());
    }

    @Test
    void readsTheJournalToo() throws Exception {
        var now = Instant.parse("2026-11-20T06:45:00Z");
        var since = now.minusSeconds(900 + 3600);
        var tape =
                base(now, "+0000")
                        .fails(tails(), 1, "", "tail: cannot open: No such file or directory")
                        .prints(
                                new Journal(Web1.HOST, UNITS, since, 400),
                                Captures.read("journalctl/nginx-bad-config"));

        assertThat(Looking.at(Web1.site(), tape.tape(), new WebServerLog()))
                .map(HostFact.WebLog.class::cast)
                .extracting(HostFact.WebLog::says)
                .containsExactly(WebLine.CONFIG_INVALID);
    }

    @Test
    void tellsHiddenFromSilent() {
        var now = Instant.parse("2026-11-20T06:45:00Z");
        var journal = new Journal(Web1.HOST, UNITS, now.minusSeconds(900 + 3600), 400);
        var hidden = base(now, "+0000").fails(tails(), 1, "", DENIED).fails(journal, 1, "", HINT);
        var absent =
                base(now, "+0000")
                        .fails(tails(), 1, "", "tail: cannot open: No such file or directory")
                        .fails(journal, 0, "", "");

        assertThat(skipped(hidden)).isEqualTo(SkipReason.NO_ROOT);
        assertThat(skipped(absent)).isEqualTo(SkipReason.NOT_INSTALLED);
    }

    private static SkipReason skipped(Web1.Taping tape) {
        var reason = new SkipReason[1];
        assertThatThrownBy(() -> Looking.at(Web1.site(), tape.tape(), new WebServerLog()))
                .isInstanceOfSatisfying(
                        CouldNotLook.class, e -> reason[0] = ((Outcome.Skipped) e.outcome()).why());
        return reason[0];
    }

    private static Web1.Taping tape(Instant now, String zone, String errors) {
        return tape(now, zone, now.minusSeconds(900 + 3600), errors);
    }

    private static Web1.Taping tape(Instant now, String zone, Instant since, String errors) {
        return base(now, zone)
                .fails(
                        tails(),
                        1,
                        "==> /var/log/nginx/error.log <==\n" + errors,
                        "tail: cannot open '/var/log/haproxy.log' for reading: No such file or"
                                + " directory")
                .prints(new Journal(Web1.HOST, UNITS, since, 400), "");
    }

    private static Web1.Taping base(Instant now, String zone) {
        return Web1.tape()
                .prints(new Time(Web1.HOST), now.getEpochSecond() + ".25 " + zone + "\n")
                .prints(new SiteLines(Web1.HOST), "error_log /var/log/nginx/error.log;\n");
    }

    private static LogTail tails() {
        return new LogTail(
                Web1.HOST,
                400,
                Stream.of(
                                "/var/log/nginx/error.log",
                                "/var/log/apache2/error.log",
                                "/var/log/httpd/error_log",
                                "/var/log/haproxy.log")
                        .map(LogPath::new)
                        .toList());
    }
}
