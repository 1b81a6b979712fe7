package dev.whence.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.sun.net.httpserver.HttpServer;

import dev.whence.knowledge.words.Tone;
import dev.whence.report.Block.Banner;
import dev.whence.report.Block.Cell;
import dev.whence.report.Block.Chain;
import dev.whence.report.Block.Code;
import dev.whence.report.Block.Column;
import dev.whence.report.Block.Entry;
import dev.whence.report.Block.Finding;
import dev.whence.report.Block.Findings;
import dev.whence.report.Block.FixCard;
import dev.whence.report.Block.FixStep;
import dev.whence.report.Block.Heading;
import dev.whence.report.Block.KeyValues;
import dev.whence.report.Block.Note;
import dev.whence.report.Block.Paragraph;
import dev.whence.report.Block.Steps;
import dev.whence.report.Block.Stop;
import dev.whence.report.Block.Table;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Evidence comes from broken and from malicious machines. Whatever it holds, in whatever block,
/// the paper is written, in bounded time and size, and nobody is called.
final class HostileEvidenceTest {

    private static final Pattern FENCED =
            Pattern.compile("^ *(```+)text\n.*?^ *\\1$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern TICKED = Pattern.compile("(?<![`\\\\])(`+)(?!`).*?(?<!`)\\1(?!`)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LARGEST_PDF = 3_000_000;
    private static final int LARGEST_MARKDOWN = 2_000_000;

    static Stream<Arguments> evidence() {
        return Stream.of(
                Arguments.of("every control character", controls(), "[U+0000 U+0001 U+0002"),
                Arguments.of("terminal colours", "\u001b[31mred\u001b[0m alert", "red alert"),
                Arguments.of(
                        "escape alone", "a\u001b]0;title\u0007b", "a[U+001B]]0;title[U+0007]b"),
                Arguments.of("nul", "nul\0\0\0.", "nul[U+0000 ×3]."),
                Arguments.of(
                        "an entity", "<!DOCTYPE a [<!ENTITY b 'c'>]>&b;", "<!ENTITY b 'c'>]>&b;"),
                Arguments.of("the end of character data", "a ]]> b --> c", "]]>"),
                Arguments.of("markup", "</div></body></html><script>x()</script>", "<script>x()"),
                Arguments.of("an image", "<img src=http://192.0.2.1/x>", "<img src=http"),
                Arguments.of("style", "</style>* { display: none } {page}", "display: none"),
                Arguments.of("right to left", "\u05e9\u05dc\u05d5\u05dd ok", "ok"),
                Arguments.of("direction override", "safe\u202egnp.exe", "safe[U+202E]gnp.exe"),
                Arguments.of("emoji", "fire \ud83d\ude00 end", "fire [U+1F600] end"),
                Arguments.of("lone surrogates", "x\ud83dy\ude00z", "x[U+D83D]y[U+DE00]z"),
                Arguments.of("no characters", "\ufffe\uffff\ufdd0", "[U+FFFE U+FFFF U+FDD0]"),
                Arguments.of("empty", "", "answers"),
                Arguments.of("only blanks", " \n\t\r\n ", "answers"),
                Arguments.of("other line breaks", "one\u2028two\u0085three\rfour", "two"),
                Arguments.of("bars and ticks", "| a | ``` | `` \\| ~~~ |", "~~~"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("evidence")
    void isWrittenWhereverItStands(String story, String evidence, String shown) throws IOException {
        var report = everywhere(evidence);

        assertThat(PdfWriterTest.textOf(report)).as(story).contains(shown);
        assertThat(withoutCode(new MarkdownWriter().write(report)))
                .as(story)
                .doesNotContain("<", "\0", "://");
    }

    @Test
    void isCutWhereItIsLong() throws IOException {
        var lines = "2026-03-02T09:12:44Z error: connection refused\n".repeat(200_000);
        var longs =
                List.of(
                        lines,
                        "t".repeat(10_000),
                        "t".repeat(5_000_000),
                        "word ".repeat(1_000_000),
                        "\r".repeat(200_000),
                        "\n".repeat(200_000),
                        "\0\1".repeat(1_000_000),
                        "\ud83d\ude00 ".repeat(300_000));
        for (var evidence : longs) {
            assertBounded(
                    Samples.report(
                            new Code("journal", evidence),
                            new Paragraph(evidence),
                            new Table(
                                    List.of(new Column("a", 1)),
                                    List.of(List.of(Cell.of(evidence))))));
        }
        var text = PdfWriterTest.textOf(Samples.report(new Code("journal", lines)));
        assertThat(text).contains("199,880 lines of this text are left out here.");
    }

    @Test
    void isCutWhereThereIsMuchOfIt() throws IOException {
        var one = new Code("log", "line of a log that goes on and on\n".repeat(100));
        var wide = new Table(List.of(new Column("a", 1)), manyRows(50_000));
        assertBounded(Samples.report(Collections.nCopies(20_000, one).toArray(Block[]::new)));
        assertThat(PdfWriterTest.textOf(Samples.report(wide)))
                .contains("49,600 more rows are left out here.");
    }

    @Test
    void callsNobody() throws IOException {
        var calls = new AtomicInteger();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    calls.incrementAndGet();
                    exchange.sendResponseHeaders(404, -1);
                    exchange.close();
                });
        server.start();
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            for (var lure :
                    List.of(
                            "<img src=\"%s\"/>",
                            "<link rel=\"stylesheet\" href=\"%s\"/>",
                            "<style>@import url(%s);</style>",
                            "</title></head><body background=\"%s\">",
                            "<!DOCTYPE html SYSTEM \"%s\">",
                            "<object data=\"%s\"></object>",
                            "![x](%s)")) {
                PdfWriterTest.textOf(everywhere(lure.formatted(url)));
            }
        } finally {
            server.stop(0);
        }
        assertThat(calls).hasValue(0);
    }

    private static List<List<Cell>> manyRows(int count) {
        return Collections.nCopies(count, List.of(Cell.of(Tone.BROKEN, "a row like any other")));
    }

    private static void assertBounded(Report report) {
        assertTimeout(
                PATIENCE,
                () -> {
                    var bytes = new ByteArrayOutputStream();
                    new PdfWriter().write(report, bytes);
                    assertThat(bytes.size()).isLessThan(LARGEST_PDF);
                    try (var pdf = Loader.loadPDF(bytes.toByteArray())) {
                        assertThat(pdf.getNumberOfPages()).isLessThan(160);
                        assertThat(new PDFTextStripper().getText(pdf)).contains("left out");
                    }
                    assertThat(new MarkdownWriter().write(report).length())
                            .isLessThan(LARGEST_MARKDOWN);
                });
    }

    private static String controls() {
        var text = new StringBuilder();
        for (var c = '\0'; c < ' '; c++) {
            text.append(c);
        }
        return text.append("\u007f\u0080\u009f").toString();
    }

    private static String withoutCode(String markdown) {
        var noFences = FENCED.matcher(markdown).replaceAll("");
        return TICKED.matcher(noFences).replaceAll("");
    }

    private static Report everywhere(String evidence) {
        return new Report(
                "answers " + evidence,
                new Report.Meta(evidence, evidence, "en", evidence, Instant.EPOCH),
                List.of(
                        new Banner(Tone.BROKEN, evidence, evidence, evidence),
                        new Heading(1, evidence),
                        new Chain(List.of(new Stop(evidence, Tone.WELL, evidence, evidence))),
                        new Paragraph(evidence),
                        new Note(evidence),
                        new Steps(List.of(evidence)),
                        new Findings(List.of(new Finding(Tone.LOOK, evidence, evidence))),
                        new Code(evidence, evidence),
                        new Table(
                                List.of(new Column(evidence, 1)),
                                List.of(List.of(Cell.of(evidence)))),
                        new FixCard(
                                evidence,
                                evidence,
                                evidence,
                                Optional.of(evidence),
                                List.of(
                                        new FixStep(
                                                evidence,
                                                Optional.of(evidence),
                                                Optional.of(evidence)))),
                        new KeyValues(List.of(new Entry(evidence, evidence)))));
    }
}
