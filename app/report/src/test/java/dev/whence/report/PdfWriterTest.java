package dev.whence.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.words.Tone;
import dev.whence.report.Block.Cell;
import dev.whence.report.Block.Code;
import dev.whence.report.Block.Column;
import dev.whence.report.Block.Heading;
import dev.whence.report.Block.Paragraph;
import dev.whence.report.Block.Table;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;

import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

final class PdfWriterTest {

    private static final double RIGHT_EDGE = 210 / 25.4 * 72;

    @Test
    void saysWhatTheReportSays() throws IOException {
        var text = textOf(Samples.webServerStopped()).replaceAll("\\s+", " ");

        assertThat(text)
                .contains("shop.example.com answers 502")
                .contains("The web server on web-1 is stopped")
                .contains("✓", "✕", "!", "?", "–", "look here", "does not apply")
                .contains("Web server: nothing listens on 192.0.2.10:443")
                .contains("Seen on web-1 · systemctl show nginx.service")
                .contains("ActiveExitTimestamp=Mon 2026-03-02 09:12:44 UTC")
                .contains("<h1>502 Bad Gateway</h1>")
                .contains("80 lines of this text are left out here.")
                .contains("sudo systemctl enable --now nginx")
                .contains("You should see syntax is ok")
                .contains("To undo");
    }

    @Test
    void namesIncidentAndPageOnEveryPage() throws IOException {
        try (var pdf = pdfOf(Samples.webServerStopped())) {
            var pages = pdf.getNumberOfPages();
            for (var page = 1; page <= pages; page++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(pdf))
                        .contains("Incident 2026-03-02-0931-shop")
                        .contains("Page " + page + " of " + pages);
            }
        }
    }

    @Test
    void repeatsTheHeadOfATableOnEachOfItsPages() throws IOException {
        var rows = Collections.nCopies(120, List.of(Cell.of("09:12"), Cell.of("refused")));
        var table = new Table(List.of(new Column("Moment", 1), new Column("Seen", 3)), rows);
        try (var pdf = pdfOf(Samples.report(table))) {
            assertThat(pdf.getNumberOfPages()).isGreaterThan(1);
            assertThat(new PDFTextStripper().getText(pdf).split("Moment", -1))
                    .hasSize(pdf.getNumberOfPages() + 1);
        }
    }

    @Test
    void isTaggedForScreenReadersAndMadeToLast() throws IOException {
        try (var pdf = pdfOf(Samples.webServerStopped())) {
            var catalog = pdf.getDocumentCatalog();
            assertThat(catalog.getStructureTreeRoot().getKids()).isNotEmpty();
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getLanguage()).isEqualTo("en");
            assertThat(catalog.getOutputIntents()).hasSize(1);
            assertThat(new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8))
                    .containsPattern("pdfuaid:part[>=\"']+1")
                    .containsPattern("pdfaid:part[>=\"']+2")
                    .containsPattern("pdfaid:conformance[>=\"']+A");
            for (var page : pdf.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                }
            }
        }
    }

    @Test
    void carriesTitleSubjectAuthorAndBookmarks() throws IOException {
        try (var pdf = pdfOf(Samples.webServerStopped())) {
            var about = pdf.getDocumentInformation();
            assertThat(about.getTitle()).isEqualTo("shop.example.com answers 502");
            assertThat(about.getSubject())
                    .isEqualTo("Where the 502 of shop.example.com comes from");
            assertThat(about.getAuthor()).isEqualTo("Whence 0.1.0");
            assertThat(bookmarksOf(pdf))
                    .containsExactly("The road", "Summary", "Timeline", "Evidence", "What to do");
        }
    }

    @Test
    void drawsEverySignWithAGlyph() {
        for (var tone : Tone.values()) {
            assertThat(Fonts.bundled().draw(tone.sign().codePointAt(0))).as(tone.sign()).isTrue();
            assertThat(ReportWords.english().tone(tone)).isNotBlank();
        }
    }

    @Test
    void wrapsLongWordsInsideThePage() throws IOException {
        var token = "x".repeat(9_000);
        var table =
                new Table(
                        List.of(new Column("A", 1), new Column("B", 1)),
                        List.of(List.of(Cell.of("y".repeat(400)), Cell.of("z".repeat(400)))));
        var report =
                Samples.report(
                        new Heading(1, "w".repeat(200)),
                        new Paragraph("v".repeat(400)),
                        new Code("c", token),
                        table);
        var edges = new ArrayList<Float>();
        var stripper =
                new PDFTextStripper() {
                    @Override
                    protected void processTextPosition(TextPosition text) {
                        edges.add(text.getXDirAdj() + text.getWidthDirAdj());
                    }
                };
        try (var pdf = pdfOf(report)) {
            stripper.getText(pdf);
        }
        assertThat(edges).hasSizeGreaterThan(9_000);
        assertThat(Collections.max(edges).doubleValue()).isLessThan(RIGHT_EDGE - 40);
    }

    @Test
    void keepsRunningLinesOutOfTheText() throws IOException {
        var name = "w".repeat(240);
        var report =
                new Report(
                        name,
                        new Report.Meta(name, name, "en", name, Instant.EPOCH),
                        List.of(new Paragraph("text")));
        var stripper = new PDFTextStripperByArea();
        stripper.addRegion("top", new Rectangle2D.Double(0, 0, RIGHT_EDGE, 22 / 25.4 * 72));
        try (var pdf = pdfOf(report)) {
            stripper.extractRegions(pdf.getPage(0));
        }
        assertThat(stripper.getTextForRegion("top").strip()).startsWith("wwww").hasLineCount(1);
    }

    private static List<String> bookmarksOf(PDDocument pdf) {
        var titles = new ArrayList<String>();
        for (PDOutlineItem item : pdf.getDocumentCatalog().getDocumentOutline().children()) {
            titles.add(item.getTitle());
        }
        return titles;
    }

    static String textOf(Report report) throws IOException {
        try (var pdf = pdfOf(report)) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    static PDDocument pdfOf(Report report) throws IOException {
        var bytes = new ByteArrayOutputStream();
        new PdfWriter().write(report, bytes);
        return Loader.loadPDF(bytes.toByteArray());
    }
}
