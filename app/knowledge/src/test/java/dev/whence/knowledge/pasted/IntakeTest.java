package dev.whence.knowledge.pasted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TunnelFact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// Texts of any size and form, and that what is counted in them stays true.
class IntakeTest {

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE"})
    void readsWhatWindowsWritesToo(String charset) throws IOException {
        var said = "\ufeff" + refused(3);

        var taken = read(said.getBytes(Charset.forName(charset)));

        assertThat(taken.form()).isEqualTo(Intake.Form.WHOLE);
        assertThat(taken.text()).isEqualTo(refused(3));
    }

    @Test
    void readsWhatGzipPacked() throws IOException {
        var packed = packed(refused(100));

        assertThat(read(packed).text()).isEqualTo(refused(100));
        assertThat(read(packed).bytes()).isEqualTo(packed.length);
    }

    @Test
    void readsWhatThereIsOfATornPackage() throws IOException {
        var packed = packed(refused(60_000));

        var taken = read(Arrays.copyOf(packed, packed.length / 2));

        assertThat(taken.form()).isEqualTo(Intake.Form.CONDENSED_IN_PART);
        assertThat(taken.text()).contains("every count is at least", "Connection refused");
    }

    @Test
    void takesNoPictureForAText() throws IOException {
        var picture = new byte[100_000];
        new Random(1).nextBytes(picture);

        assertThat(read(picture).form()).isEqualTo(Intake.Form.NO_TEXT);
        assertThat(read(new byte[5_000]).form()).isEqualTo(Intake.Form.NO_TEXT);
        assertThat(read(new byte[0]).form()).isEqualTo(Intake.Form.WHOLE);
        assertThat(read("Verbindung zurückgewiesen".getBytes(StandardCharsets.ISO_8859_1)).form())
                .isEqualTo(Intake.Form.WHOLE);
    }

    @Test
    void leavesNoLineOutOfWhatIsNoLog() throws IOException {
        var rules = new StringBuilder("*filter\n:INPUT DROP [0:0]\n");
        for (var i = 0; i < 60_000; i++) {
            rules.append("-A INPUT -s 203.0.113.").append(i % 256).append("/32 -j DROP\n");
        }

        assertThat(read(bytes(rules.toString())).form()).isEqualTo(Intake.Form.WHOLE);
        assertThat(read(bytes(rules.toString().repeat(4))).form()).isEqualTo(Intake.Form.TOO_LARGE);
    }

    @Test
    void countsEveryLineOfALargeErrorLog() throws IOException {
        var taken = read(bytes(refused(60_000)));

        assertThat(taken.form()).isEqualTo(Intake.Form.CONDENSED);
        assertThat(taken.text()).hasSizeLessThan(10_000);
        assertThat(facts(taken))
                .filteredOn(HostFact.WebLog.class::isInstance)
                .map(HostFact.WebLog.class::cast)
                .map(HostFact.WebLog::count)
                .containsExactly(60_000);
    }

    @Test
    void countsEveryRequestOfALargeConnectorLog() throws IOException {
        var log = new StringBuilder();
        for (var i = 0; i < 30_000; i++) {
            var at = Instant.parse("2026-11-20T10:00:00Z").plusMillis(i * 100L);
            log.append(at)
                    .append(
                            " ERR  error=\"Unable to reach the origin service. The service may be"
                                    + " down or it may not be responding to traffic from"
                                    + " cloudflared: dial tcp 127.0.0.1:8000: connect: connection"
                                    + " refused\" connIndex=1 event=1 ingressRule=0"
                                    + " originService=http://127.0.0.1:8000\n")
                    .append(at)
                    .append(
                            " ERR Request failed error=\"Unable to reach the origin service. The"
                                    + " service may be down or it may not be responding to traffic"
                                    + " from cloudflared: dial tcp 127.0.0.1:8000: connect:"
                                    + " connection refused\" connIndex=1"
                                    + " dest=https://shop.example.com/item/")
                    .append(i)
                    .append(" event=0 ip=198.41.192.27 type=http\n");
        }

        assertThat(facts(read(bytes(log.toString()))))
                .filteredOn(TunnelFact.ServiceFailure.class::isInstance)
                .map(TunnelFact.ServiceFailure.class::cast)
                .map(TunnelFact.ServiceFailure::count)
                .containsExactly(30_000);
    }

    @Test
    void countsTheAnswersOfALargeAccessLogByStatus() throws IOException {
        var log = new StringBuilder();
        for (var i = 0; i < 60_000; i++) {
            log.append(
                    "203.0.113.%d - - [20/Nov/2026:10:%02d:%02d +0000] \"GET /item/%d HTTP/1.1\" %d 157 \"-\" \"curl/8.5.0\"%n"
                            .formatted(i % 256, i / 60 % 60, i % 60, i, i % 3 == 0 ? 502 : 200));
        }

        assertThat(facts(read(bytes(log.toString()))))
                .filteredOn(HostFact.Requests.class::isInstance)
                .map(HostFact.Requests.class::cast)
                .map(HostFact.Requests::byStatus)
                .containsExactly(Map.of(200, 40_000, 502, 20_000));
    }

    @Test
    void survivesMillionsOfShortLines() {
        var timed = Intake.of("10:00:00\n".repeat(10_000_000), _ -> true);
        var mute = Intake.of("a\n".repeat(10_000_000), _ -> true);

        assertThat(timed.lines()).isEqualTo(10_000_000);
        assertThat(timed.text()).hasSizeLessThan(1_000);
        assertThat(mute.form()).isEqualTo(Intake.Form.TOO_LARGE);
    }

    @Test
    void endsWhereItIsTold() throws IOException {
        var taken = Intake.of(refused(60_000), _ -> false);

        assertThat(taken.form()).isEqualTo(Intake.Form.CONDENSED_IN_PART);
        assertThat(taken.lines()).isLessThan(60_000);
    }

    private static List<?> facts(Intake taken) {
        var target = Defaults.target(URI.create("https://shop.example.com/"));
        return Explained.about(target, List.of(Piece.of(taken.text())), text -> text, Instant.EPOCH)
                .facts()
                .observed()
                .stream()
                .map(seen -> seen.fact())
                .toList();
    }

    private static String refused(int lines) {
        var log = new StringBuilder();
        for (var i = 0; i < lines; i++) {
            log.append(
                    ("2026/11/20 10:%02d:%02d [error] 29#29: *%d connect() failed (111: Connection"
                         + " refused) while connecting to upstream, client: 203.0.113.%d, server:"
                         + " shop.example.com, request: \"GET /item/%d HTTP/1.1\", upstream:"
                         + " \"http://127.0.0.1:8000/item/%d\", host: \"shop.example.com\"\n")
                            .formatted(i / 60 % 60, i % 60, i, i % 256, i, i));
        }
        return log.toString();
    }

    private static Intake read(byte[] bytes) throws IOException {
        return Intake.read(new ByteArrayInputStream(bytes), _ -> true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packed(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes(text));
        }
        return packed.toByteArray();
    }
}
