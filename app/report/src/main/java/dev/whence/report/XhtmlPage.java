package dev.whence.report;

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

import org.w3c.dom.Document;
import org.w3c.dom.Element;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Turns a fitted report into one XHTML page with its style sheet, bookmarks and running lines.
final class XhtmlPage {

    private static final int BOOKMARKED_LEVELS = 2;
    private static final int RUNNING_TITLE = 60;
    private static final int RUNNING_INCIDENT = 46;

    private final XhtmlTree tree = new XhtmlTree();
    private final Report report;
    private final ReportWords words;
    private int headings;

    XhtmlPage(Report report, ReportWords words) {
        this.report = report;
        this.words = words;
    }

    Document document() {
        var html = tree.root("html");
        html.setAttribute("lang", report.meta().language());
        head(tree.add(html, "head"));
        var body = tree.add(html, "body");
        runningLines(body);
        tree.add(body, "h1", "title", report.title());
        tree.add(body, "p", "about", words.about(report.meta()));
        report.blocks().forEach(block -> put(body, block));
        return tree.document();
    }

    private void head(Element head) {
        tree.write(tree.add(head, "title"), report.title());
        meta(head, "author", report.meta().author());
        meta(head, "subject", report.meta().subject());
        meta(head, "description", report.meta().subject());
        meta(head, "keywords", report.meta().incident());
        tree.write(tree.add(head, "style"), pageNumbersNamed(styleSheet()));
        bookmarks(tree.add(head, "bookmarks"));
    }

    private void meta(Element head, String name, String content) {
        var meta = tree.add(head, "meta");
        meta.setAttribute("name", name);
        meta.setAttribute("content", content);
    }

    private void bookmarks(Element bookmarks) {
        var chapter = bookmarks;
        var number = 0;
        for (var block : report.blocks()) {
            if (block instanceof Heading(var level, var text)) {
                number++;
                if (level <= BOOKMARKED_LEVELS) {
                    var bookmark = tree.add(level == 1 ? bookmarks : chapter, "bookmark");
                    bookmark.setAttribute("name", text);
                    bookmark.setAttribute("href", "#" + headingId(number));
                    chapter = level == 1 ? bookmark : chapter;
                }
            }
        }
    }

    private static String headingId(int number) {
        return "part-" + number;
    }

    private void runningLines(Element body) {
        var meta = report.meta();
        running(body, "running-title", report.title(), RUNNING_TITLE);
        running(
                body,
                "running-incident",
                words.incident() + " " + meta.incident(),
                RUNNING_INCIDENT);
        running(body, "running-author", meta.author(), RUNNING_INCIDENT);
    }

    private void running(Element body, String style, String text, int most) {
        var shown = text.length() <= most ? text : text.substring(0, most) + "…";
        tree.add(body, "div", "running " + style, shown);
    }

    private void put(Element body, Block block) {
        switch (block) {
            case Heading heading -> heading(body, heading);
            case Paragraph(var text) -> tree.add(body, "p", "text", text);
            case Note(var text) -> tree.add(body, "p", "note", text);
            case Steps(var steps) -> steps(body, steps);
            case Findings(var findings) -> findings(body, findings);
            case Code(var caption, var text) -> code(body, caption, text);
            case Table table -> table(body, table);
            case Chain(var stops) -> chain(body, stops);
            case Banner banner -> banner(body, banner);
            case FixCard card -> card(body, card);
            case KeyValues(var entries) -> keyValues(body, entries);
        }
    }

    private void heading(Element body, Heading heading) {
        headings++;
        var element = tree.add(body, "h" + (heading.level() + 1), "heading", heading.text());
        element.setAttribute("id", headingId(headings));
    }

    private void steps(Element body, List<String> steps) {
        var list = tree.add(body, "ol", "steps");
        steps.forEach(step -> tree.add(list, "li", "step", step));
    }

    private void findings(Element body, List<Finding> findings) {
        var list = tree.add(body, "ul", "findings");
        for (var finding : findings) {
            var item = tree.add(list, "li", "finding");
            var says = tree.add(item, "div", "says");
            sign(says, finding.tone());
            tree.write(says, finding.says());
            if (!finding.source().isEmpty()) {
                tree.add(item, "div", "source", finding.source());
            }
        }
    }

    private void sign(Element parent, Tone tone) {
        tree.add(parent, "span", "sign ink-" + styleOf(tone), tone.sign());
        tree.write(parent, " ");
    }

    private static String styleOf(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void code(Element body, String caption, String text) {
        if (!caption.isEmpty()) {
            tree.add(body, "p", "caption", caption);
        }
        tree.add(body, "div", "code", text);
    }

    private void table(Element body, Table table) {
        var element = tree.add(body, "table", "rows");
        var shares = table.columns().stream().mapToInt(Column::share).sum();
        var head = tree.add(tree.add(element, "thead"), "tr");
        for (var column : table.columns()) {
            var cell = tree.add(head, "th", "column", column.head());
            cell.setAttribute("style", "width: %d%%".formatted(100 * column.share() / shares));
        }
        var rows = tree.add(element, "tbody");
        for (var row : table.rows()) {
            var line = tree.add(rows, "tr");
            row.forEach(cell -> cell(line, cell));
        }
    }

    private void cell(Element line, Cell cell) {
        var element = tree.add(line, "td", "cell");
        cell.tone().ifPresent(tone -> sign(element, tone));
        tree.write(element, cell.text());
    }

    /// Names over signs and words, as a table: it keeps its columns on A4 and reads well aloud.
    private void chain(Element body, List<Stop> stops) {
        var road = tree.add(body, "table", "road");
        var line = tree.add(tree.add(road, "tbody"), "tr");
        for (var i = 0; i < stops.size(); i++) {
            if (i > 0) {
                tree.add(line, "td", "arrow", "→");
            }
            var stop = stops.get(i);
            var box = tree.add(line, "td", "stop ground-" + styleOf(stop.tone()));
            tree.add(box, "div", "stop-name", stop.name());
            tree.add(box, "div", "stop-sign ink-" + styleOf(stop.tone()), stop.tone().sign());
            tree.add(box, "div", "stop-word ink-" + styleOf(stop.tone()), stop.word());
        }
        var said = stops.stream().filter(stop -> !stop.state().isEmpty()).toList();
        findings(
                body,
                said.stream()
                        .map(
                                stop ->
                                        new Finding(
                                                stop.tone(), stop.name() + ": " + stop.state(), ""))
                        .toList());
    }

    private void banner(Element body, Banner banner) {
        var style = styleOf(banner.tone());
        var box = tree.add(body, "div", "banner ground-" + style);
        var word = tree.add(box, "div", "banner-word ink-" + style);
        sign(word, banner.tone());
        tree.write(word, banner.word());
        tree.add(box, "div", "banner-title", banner.title());
        tree.add(box, "div", "banner-sentence", banner.sentence());
    }

    private void card(Element body, FixCard card) {
        var box = tree.add(body, "div", "card");
        tree.add(box, "div", "card-title", card.title());
        fact(box, words.where(), card.where());
        fact(box, words.risk(), card.risk());
        var steps = tree.add(box, "ol", "steps");
        card.steps().forEach(step -> fixStep(tree.add(steps, "li", "step"), step));
        card.undo().ifPresent(undo -> fact(box, words.undo(), undo));
    }

    private void fixStep(Element item, FixStep step) {
        tree.write(item, step.say());
        step.run().ifPresent(run -> tree.add(item, "div", "code", run));
        step.expect()
                .ifPresent(
                        expect -> {
                            var line = tree.add(item, "div", "expect", words.expect() + " ");
                            tree.add(line, "span", "mono", expect);
                        });
    }

    private void fact(Element box, String name, String value) {
        var line = tree.add(box, "div", "fact");
        tree.add(line, "span", "fact-name", name + " ");
        tree.write(line, value);
    }

    private void keyValues(Element body, List<Entry> entries) {
        var table = tree.add(body, "table", "values");
        var rows = tree.add(table, "tbody");
        for (var entry : entries) {
            var row = tree.add(rows, "tr");
            var key = tree.add(row, "th", "key", entry.key());
            key.setAttribute("scope", "row");
            tree.add(row, "td", "value", entry.value());
        }
    }

    private String pageNumbersNamed(String css) {
        return css.replace("{page}", words.page()).replace("{of}", words.of());
    }

    private static String styleSheet() {
        try (InputStream css = XhtmlPage.class.getResourceAsStream("paper.css")) {
            return new String(
                    Objects.requireNonNull(css, "paper.css").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
