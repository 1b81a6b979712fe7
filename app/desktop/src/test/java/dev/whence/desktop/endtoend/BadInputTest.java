package dev.whence.desktop.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;

/// What a person mistypes, and what a hostile or broken server answers: a clear sentence, the other
/// checks finished, bounded time and bounded memory, and never a stack trace.
@EndToEnd
class BadInputTest {
    private static final Duration LONGEST = Duration.ofSeconds(45);

    /// Servers at which no check may choke.
    enum Odd {
        NEVER_ANSWERS,
        NEVER_ENDS,
        NEVER_ENDS_ITS_HEAD,
        ANSWERS_GARBAGE,
        UNPACKS_TO_A_GIGABYTE,
        HANGS_UP;

        private StandInSocket server() {
            return switch (this) {
                case NEVER_ANSWERS -> StandInSocket.silent();
                case NEVER_ENDS -> StandInSocket.endless();
                case NEVER_ENDS_ITS_HEAD -> StandInSocket.endlessHead();
                case ANSWERS_GARBAGE -> StandInSocket.garbage();
                case UNPACKS_TO_A_GIGABYTE -> StandInSocket.bomb();
                case HANGS_UP -> StandInSocket.closing();
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Odd.class)
    void outlivesTheOrigin(Odd odd) {
        try (var site = new Site()) {
            var origin = site.with(odd.server());
            site.edge().leadsTo(new Road.Origin("127.0.0.1", origin.port(), false, false));
            var answer =
                    site.check("--origin", "127.0.0.1:" + origin.port(), "--origin-scheme", "http");
            finished(answer);
            Expect.neverBlamesCloudflare(answer);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://user:secret@shop.example.test/ | user name or password",
                "https://shop example.test/             | one address only",
                "'https://shop.example.test/\nHost: x'  | line break",
                "https://shop.example.test:99999/       | port",
                "ftp://shop.example.test/               | http and https",
                "https:///nothing                       | ",
                "https://-oProxyCommand=id/             | ",
                "''                                     | address"
            })
    void saysWhatIsWrongWithAnAddress(String url, String said) {
        try (var site = new Site()) {
            var answer = site.checkWithoutEdge(url, List.of());
            Expect.wrongUsage(answer, said == null ? "" : said);
            assertThat(answer.out() + answer.err()).doesNotContain("secret");
        }
    }

    @Test
    void takesASemicolonForWhatItIs() {
        try (var site = new Site()) {
            var port = StandInSocket.closedPort();
            site.edge().leadsTo(new Road.Origin("127.0.0.1", port, true, true));
            site.option(site.machine().ssh("--origin-ssh").toArray(String[]::new));
            var answer = site.checkUrl(Site.URL + ";reboot", "--origin", "127.0.0.1:" + port);
            Expect.located(answer, "origin", "origin-not-listening");
            assertThat(answer.json().path("target").path("url").asString()).contains(";reboot");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--origin         | 'a b'",
                "--origin         | 127.0.0.1:0x50",
                "--origin-ssh     | -oProxyCommand=id",
                "--origin-ssh     | 'root@web-1;reboot'",
                "--origin-ssh     | root:secret@web-1",
                "--unit           | 'nginx;reboot'",
                "--timeout        | soon",
                "--origin-scheme  | gopher",
                "--path           | 'no slash'",
                "--ranges         | /no/such/file",
                "--ca             | /no/such/file",
                "--resolver       | 'x y'"
            })
    void saysWhatIsWrongWithAnOption(String option, String value) {
        try (var site = new Site()) {
            var answer = site.checkWithoutEdge(Site.URL, List.of(option, value));
            Expect.wrongUsage(answer, "");
            assertThat(answer.out() + answer.err()).doesNotContain("secret");
        }
    }

    @Test
    void saysThatANameDoesNotResolve() {
        try (var site = new Site()) {
            var answer = site.checkWithoutEdge("https://nowhere.example.test/", List.of());
            finished(answer);
            assertThat(answer.json().path("facts").toString()).contains("NXDOMAIN");
            assertThat(answer.exit()).as(answer.told()).isEqualTo(20);
        }
    }

    @Test
    void outlivesASilentResolver() {
        try (var site = new Site()) {
            var silent = StandInSocket.closedPort();
            var answer =
                    site.whence()
                            .check(
                                    Site.URL,
                                    List.of(
                                            "--resolver", "127.0.0.1:" + silent,
                                            "--status-page", "http://127.0.0.1:" + silent + "/",
                                            "--timeout", "15s"));
            finished(answer);
            assertThat(answer.verdict().path("kind").asString())
                    .as(answer.told())
                    .isNotIn("nothing-wrong-now");
        }
    }

    @Test
    void doesNotReadAStatusPageOfHtml() {
        statusPage(StandInWeb.answering(200, "text/html", "<html><h1>Welcome</h1></html>"));
    }

    @Test
    void doesNotReadAStatusPageOfFiftyMegabytes() {
        statusPage(StandInWeb.large(50));
    }

    @Test
    void doesNotWaitForAStatusPage() {
        statusPage(StandInWeb.slow(300));
    }

    @Test
    void keepsWhatItWroteWhereAFileCannotBeWritten() {
        try (var site = new Site()) {
            var port = StandInSocket.closedPort();
            site.edge().leadsTo(new Road.Origin("127.0.0.1", port, true, true));
            var answer =
                    site.whence()
                            .run(
                                    List.of(
                                            "check",
                                            Site.URL,
                                            "--edge",
                                            "127.0.0.1:" + port,
                                            "--timeout",
                                            "10s",
                                            "--json",
                                            "answer.json",
                                            "--pdf",
                                            "/no/such/folder/report.pdf"));
            assertThat(answer.exit()).as(answer.told()).isEqualTo(2);
            assertThat(answer.err()).contains("/no/such/folder");
            assertThat(answer.out() + answer.err()).doesNotContain("Exception");
        }
    }

    private static void statusPage(StandInWeb page) {
        try (var site = new Site()) {
            var port = site.secureNginx(site.certificates().issued(Site.HOST), site.app().port());
            site.edge().leadsTo(new Road.Origin("127.0.0.1", port, true, true));
            var answer = site.status(page).check("--origin", "127.0.0.1:" + port);
            assertThat(answer.json().path("facts").toString())
                    .as(answer.told())
                    .contains("The status page could not be read");
            finished(answer);
            Expect.well(answer);
        }
    }

    /// It came to an end, and everything that could be looked at was.
    private static void finished(Whence.Answer answer) {
        assertThat(answer.took()).as(answer.told()).isLessThan(LONGEST);
        Expect.readable(answer);
        assertThat(answer.markdown()).isNotBlank();
        assertThat(answer.pdf()).isNotBlank();
    }
}
