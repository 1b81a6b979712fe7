package dev.whence.desktop.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.desktop.Wiring;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/// The terminal through its own door, without a network: wrong usage, practice and saved incidents.
class WhenceCommandTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "check|Missing required parameter",
                "check https://user:hunter2@example.com/|leave out what stands before the @",
                "check ftp://example.com/|http and https addresses",
                "check --frobnicate example.com|'--frobnicate' is not understood",
                "check --timeout soon example.com|is no length of time",
                "check --origin example.com:99999 example.com|does not exist",
                "check --origin-ssh ;reboot example.com|is not a host name",
                "check --origin-scheme gopher example.com|http or https",
                "check --path api example.com|begins with /",
                "check --ranges /nowhere/ranges example.com|cannot be read",
                "check --ssh-key /nowhere/key example.com|cannot be read",
                "practice no-such-story|--list",
                "report /nowhere/x.whence|does not exist",
                "explain|Give a file",
                "explain /nowhere/x.log|does not exist",
                "explain --kind tea /nowhere/x.log|is no kind of text",
                "explain --jsonl /nowhere/x.jsonl|does not exist",
                "explain --jsonl /nowhere/x.jsonl --pdf x.pdf|only --json",
                "explain --jsonl /nowhere/x.jsonl other.log|leave out other files",
            })
    void saysInOneLineWhatIsWrongWithTheUsage(String words, String sentence) {
        var ran = run(words.split(" ", -1));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err().strip())
                .contains(sentence)
                .doesNotContain("hunter2")
                .doesNotContain("\tat ");
        assertThat(ran.err().strip().lines()).hasSize(1);
        assertThat(ran.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "check --help",
                "practice --help",
                "report --help",
                "explain --help",
                "--version"
            })
    void helps(String words) {
        var ran = run(words.split(" ", -1));

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "shop-after-updates, 10, The web server is stopped",
        "wiki-after-reboot, 12, No connector of the tunnel is running",
        "news-at-noon, 11, An incident at Cloudflare",
        "office-monday, 13, This desk does not reach Cloudflare",
    })
    void tellsAPracticeIncidentWithinEightyColumns(String scenario, int exit, String title) {
        var ran = run("practice", scenario);

        assertThat(ran.exit()).isEqualTo(exit);
        assertThat(ran.out()).contains(title, "First fix:", "What to take home:");
        assertThat(ran.out().lines().filter(line -> !line.contains("$ ")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void savesAnIncidentAndWritesItAgain() throws IOException {
        var saved = folder.resolve("shop.whence");
        var pdf = folder.resolve("shop.pdf");

        assertThat(run("practice", "shop-after-updates", "--save", saved.toString()).exit())
                .isEqualTo(10);
        var again = run("report", saved.toString(), "--json", "-", "--pdf", pdf.toString());

        assertThat(again.exit()).isEqualTo(10);
        assertThat(again.out())
                .contains("\"cause\" : \"web-server-stopped\"", "\"kind\" : \"located\"");
        assertThat(Files.readAllBytes(pdf)).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void saysWhereAFileCannotBeWritten() {
        var ran =
                run(
                        "practice",
                        "shop-after-updates",
                        "--pdf",
                        folder.resolve("no/such/folder.pdf").toString());

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("cannot be written");
    }

    private static Ran run(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var exit =
                WhenceCommand.run(
                        new Wiring(InstantSource.system()), printing(out), printing(err), words);
        return new Ran(exit, out.toString(StandardCharsets.UTF_8), withoutProgress(err));
    }

    private static String withoutProgress(ByteArrayOutputStream err) {
        return err.toString(StandardCharsets.UTF_8).replaceAll("(?m)^\\d+ of \\d+ checks\\R", "");
    }

    private static PrintStream printing(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private record Ran(int exit, String out, String err) {}
}
