package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

class LogDigestTest {
    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    2026/11/20 10:02:50 [error] 8#8: *2 no live upstreams     | 2026/11/21 23:59:01 [error] 9#9: *71 no live upstreams    | true
                    2026-11-20T10:02:50Z ERR x connIndex=0                    | 2026-11-20T10:02:51Z ERR x connIndex=3                    | true
                    ERR x cfRay=9df8a1b2c3d4e5f6-FRA                          | ERR x cfRay=8aa1b2c3d4e5f601-FRA                          | true
                    ERR x tunnelID=6f7e3f0a-1b2c-4d5e-8f90-a1b2c3d4e5f6       | ERR x tunnelID=0f7e3f0a-2b2c-4d5e-8f90-a1b2c3d4e5f6       | true
                    "GET /a/b?c=1 HTTP/1.1", upstream: "http://10.0.0.1:80/x" | "GET /d HTTP/1.1", upstream: "http://10.0.0.1:80/y"       | true
                    upstream: "http://127.0.0.1:8000/x"                       | upstream: "http://127.0.0.1:9000/x"                       | false
                    upstream: "http://app-1.example.test:8000/"               | upstream: "http://web-1.example.test:8000/"               | false
                    connect() to unix:/run/a.sock failed                      | connect() to unix:/run/b.sock failed                      | false
                    failed (111: Connection refused)                          | failed (110: Connection timed out)                        | false
                    "GET /a HTTP/1.1" 502 157 "-"                             | "GET /b HTTP/2.0" 200 612 "-"                             | false
                    dial tcp [::1]:8080: connect: connection refused          | dial tcp [::1]:8081: connect: connection refused          | false
                    """)
    void tellsWhatLinesShare(String one, String other, boolean alike) {
        assertThat(shape(one) == shape(other)).isEqualTo(alike);
    }

    @Test
    void keepsTheFirstAndTheLastOfAShapeAndCountsTheRest() throws IOException {
        var log = new StringBuilder();
        for (var i = 1; i <= 1_000; i++) {
            log.append("10:00:").append(i).append(" refused\n");
        }
        var digest = digest(log + "once\n");

        assertThat(digest.lines()).isEqualTo(1_001);
        assertThat(digest.kept()).hasSize(10);
        assertThat(digest.kept().getFirst().text()).isEqualTo("10:00:1 refused");
        assertThat(digest.kept().get(8).text()).isEqualTo("10:00:1000 refused");
        assertThat(digest.kept().stream().mapToLong(LogDigest.Line::times).sum()).isEqualTo(1_001);
        assertThat(digest.text())
                .endsWith("10:00:1000 refused\n-- 991 more lines like the one above --\nonce\n");
    }

    @Test
    void readsLinesWithoutEndInBoundedMemory() throws IOException {
        var endless = new Repeated("x".getBytes(StandardCharsets.UTF_8), 64L << 20);

        var digest = LogDigest.read(endless, _ -> true);

        assertThat(digest.bytes()).isEqualTo(64L << 20);
        assertThat(digest.kept()).hasSizeLessThan(20);
        assertThat(digest.text()).hasSizeLessThan(200_000);
    }

    @Test
    void forgetsTheOldestShapesWhereThereAreTooMany() throws IOException {
        var log = new StringBuilder();
        for (var i = 0; i < 10_000; i++) {
            log.append("word-").append(name(i)).append('\n');
        }

        var digest = digest(log.toString());
        var kept = digest.kept();

        assertThat(digest.forgotten()).isEqualTo(10_000 - 4_096);
        assertThat(kept).hasSize(4_096);
        assertThat(kept.getLast().text()).isEqualTo("word-" + name(9_999));
    }

    @Test
    void holdsLittleOfManyLongLines() throws IOException {
        var log = new StringBuilder();
        for (var i = 0; i < 4_000; i++) {
            log.append("word-").append(name(i)).append("x ".repeat(4_000)).append('\n');
        }

        var digest = digest(log.toString());

        assertThat(digest.text()).hasSizeLessThan(9 << 20);
        assertThat(digest.forgotten()).isPositive();
        assertThat(digest.forgotten() + digest.kept().size()).isEqualTo(4_000);
    }

    @Test
    void stopsWhereItIsTold() throws IOException {
        var endless = new Repeated("line\n".getBytes(StandardCharsets.UTF_8), Long.MAX_VALUE);

        var digest = LogDigest.read(endless, bytes -> bytes < 3 << 20);

        assertThat(digest.bytes()).isBetween(3L << 20, 4L << 20);
    }

    @Test
    void readsNothing() throws IOException {
        assertThat(digest("").kept()).isEmpty();
        assertThat(digest("\n\n").kept()).isEmpty();
        assertThat(digest("no end of line").kept())
                .isEqualTo(List.of(new LogDigest.Line(1, "no end of line", 1)));
    }

    private static LogDigest digest(String log) throws IOException {
        return LogDigest.read(
                new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), _ -> true);
    }

    private static long shape(String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        return LineShape.of(bytes, 0, bytes.length);
    }

    private static String name(int number) {
        return Integer.toString(number, 36).replaceAll("\\d", "z") + "-" + letters(number);
    }

    private static String letters(int number) {
        return number == 0 ? "" : letters(number / 26) + (char) ('a' + number % 26);
    }

    /// The same bytes again and again.
    private static final class Repeated extends InputStream {
        private final byte[] unit;
        private long left;
        private int next;

        Repeated(byte[] unit, long length) {
            this.unit = unit;
            this.left = length;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            var most = (int) Math.min(length, left);
            for (var at = from; at < from + most; at++) {
                bytes[at] = unit[next];
                next = (next + 1) % unit.length;
            }
            left -= most;
            return most == 0 ? -1 : most;
        }
    }
}
