package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.LogPath;
import dev.whence.knowledge.command.ServiceCommand.LogTail;
import dev.whence.knowledge.command.ServiceCommand.SiteLines;
import dev.whence.knowledge.command.ServiceCommand.Time;
import dev.whence.knowledge.fact.HostFact;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class RequestsArriveTest {
    private static final Instant NOW = Instant.parse("2026-11-20T05:45:00Z");

    @Test
    void countsWhatArrivedInTheTimeOfTheFailure() throws Exception {
        var tape =
                base().fails(
                                tails(),
                                1,
                                """
                                ==> /var/log/nginx/access.log <==
                                162.158.1.10 - - [20/Nov/2026:05:20:00 +0000] "GET /old HTTP/1.1" 200 55 "-" "curl/7.88.1"
                                162.158.1.10 - - [20/Nov/2026:07:39:16 +0200] "GET / HTTP/1.1" 502 55 "-" "Firefox/140.0 Whence/0.1"
                                198.51.100.10 - bob [20/Nov/2026:05:40:16 +0000] "GET / HTTP/1.1" 200 55 "-" "Firefox/140.0 Whence/0.1"
                                app.example.test:443 2606:4700::1 - - [20/Nov/2026:05:40:17 +0000] "GET /a\\"b HTTP/2.0" 502 1 "-" "x"
                                162.158.1.10 - - [20/Nov/2026:05:40:18 +0000] "\\x16\\x03\\x01" 400 150 "-" "-"
                                not a line of an access log

                                ==> /var/log/apache2/access.log <==
                                {"time":"2026-11-20T05:44:00+00:00","remote_addr":"162.158.1.11","status":"504","request":"GET / HTTP/1.1"}
                                """,
                                "");

        assertThat(Looking.at(Web1.site(), tape.tape(), new RequestsArrive()))
                .containsExactly(
                        new HostFact.Requests(
                                Web1.NAME, 5, Map.of(200, 1, 400, 1, 502, 2, 504, 1), 4, 502),
                        new HostFact.Minutes(
                                Web1.NAME,
                                HostFact.Station.WEB_SERVER,
                                List.of(
                                        minute("05:39", 1, 1),
                                        minute("05:40", 3, 1),
                                        minute("05:44", 1, 1))));
    }

    private static HostFact.Minute minute(String time, int asked, int failed) {
        return new HostFact.Minute(Instant.parse("2026-11-20T" + time + ":00Z"), asked, failed);
    }

    @Test
    void saysThatNothingArrivedOnlyWhereItCouldRead() throws Exception {
        var empty = base().fails(tails(), 1, "==> /var/log/nginx/access.log <==\n", "");
        var denied =
                base().fails(
                                tails(),
                                1,
                                "",
                                "tail: cannot open '/var/log/nginx/access.log' for reading:"
                                        + " Permission denied\n");

        assertThat(Looking.at(Web1.site(), empty.tape(), new RequestsArrive()))
                .containsExactly(new HostFact.Requests(Web1.NAME, 0, Map.of(), 0, 0));
        assertThatThrownBy(() -> Looking.at(Web1.site(), denied.tape(), new RequestsArrive()))
                .isInstanceOf(CouldNotLook.class)
                .hasMessage("no-root");
    }

    private static Web1.Taping base() {
        return Web1.tape()
                .prints(new Time(Web1.HOST), NOW.getEpochSecond() + " +0000\n")
                .prints(
                        new SiteLines(Web1.HOST),
                        """
                        access_log /var/log/nginx/access.log;
                        access_log /dev/stdout;
                        access_log syslog:server=203.0.113.5;
                        access_log off;
                        access_log /etc/shadow;
                        """);
    }

    private static LogTail tails() {
        return new LogTail(
                Web1.HOST,
                1_000,
                Stream.of(
                                "/var/log/nginx/access.log",
                                "/var/log/apache2/access.log",
                                "/var/log/apache2/other_vhosts_access.log",
                                "/var/log/httpd/access_log")
                        .map(LogPath::new)
                        .toList());
    }
}
