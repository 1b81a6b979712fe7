package dev.whence.desktop.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.desktop.Wiring;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/// Explaining evidence through the terminal's own door.
class ExplainCommandTest {
    private static final String REFUSED =
            """
            × nginx.service - A high performance web server and a reverse proxy server
                 Loaded: loaded (/lib/systemd/system/nginx.service; enabled; preset: enabled)
                 Active: failed (Result: exit-code) since Thu 2026-10-01 06:41:15 UTC; 3min ago

            Oct 01 06:41:15 web-1 nginx[812]: nginx: [emerg] unknown directive "proxy_pas" in /etc/nginx/conf.d/shop.conf:12
            """;

    @TempDir private Path folder;

    @Test
    void tellsAPersonWhatATextMeans() throws IOException {
        var ran = run("explain", file("nginx.txt", REFUSED));

        assertThat(ran.exit()).isEqualTo(10);
        assertThat(ran.out()).contains("First fix:");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void readsACaseAndWritesItsResult() throws IOException {
        var ran =
                run(
                        "explain",
                        file(
                                "case.json",
                                """
                                {"id": "c-1", "codes": [1033], "cloudflare_in_path": true,
                                 "evidence": [{"kind": "browser-page", "text": "Cloudflare Tunnel error"}]}
                                """),
                        "--json",
                        "-");

        assertThat(ran.exit()).isEqualTo(12);
        assertThat(ran.out())
                .contains("\"id\" : \"c-1\"", "\"place\" : \"tunnel\"", "\"from\" : \"pasted\"");
    }

    @Test
    void takesAKindThatTheTextDoesNotShow() throws IOException {
        var text = file("line.txt", "dial tcp 127.0.0.1:8000: connect: connection refused");

        var ran = run("explain", "--kind", "cloudflared-log", text, "--json", "-");

        assertThat(ran.out()).contains("tunnel.service-failure");
    }

    @Test
    void writesOneResultALine() throws IOException {
        var to = folder.resolve("out.jsonl");
        var cases =
                file(
                        "cases.jsonl",
                        """
                        {"id": "a", "codes": [1033], "evidence": [], "expect": {"more": true}}

                        {"id": "b", "evidence": [{"kind": "no-such-kind", "text": "\\u0000\\ud800 nothing"}]}
                        {"id": "c"}
                        """);

        var ran = run("explain", "--jsonl", cases, "--json", to.toString());

        assertThat(ran.exit()).isZero();
        assertThat(Files.readAllLines(to))
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("{\"format\":1,\"id\":\"a\""),
                        line -> assertThat(line).contains("\"id\":\"b\"", "\"inconclusive\""),
                        line -> assertThat(line).contains("\"id\":\"c\"", "\"inconclusive\""));
    }

    @Test
    void saysWhichLineIsNoCase() throws IOException {
        var ran = run("explain", "--jsonl", file("cases.jsonl", "{\"id\": \"a\"}\nnonsense\n"));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err().strip().lines()).hasSize(1);
        assertThat(ran.err()).contains("Line 2", "one JSON object a line");
    }

    @Test
    void keepsNoSecret() throws IOException {
        var saved = folder.resolve("x.whence");
        var text =
                file(
                        "curl.txt",
                        "$ curl -H 'Authorization: Bearer abcdef0123456789abcdef'"
                                + " https://shop.example.com/\n"
                                + "curl: (7) Failed to connect to shop.example.com port 443\n");

        var ran = run("explain", text, "--json", "-", "--save", saved.toString());

        assertThat(ran.out()).doesNotContain("abcdef0123456789");
        assertThat(Files.readString(saved))
                .contains("shop.example.com")
                .doesNotContain("abcdef0123456789");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Ran run(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var exit =
                WhenceCommand.run(
                        new Wiring(InstantSource.system()), printing(out), printing(err), words);
        return new Ran(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream printing(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private record Ran(int exit, String out, String err) {}
}
