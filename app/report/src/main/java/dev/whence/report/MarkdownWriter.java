package dev.whence.report;

import dev.whence.knowledge.words.Tone;
import dev.whence.report.Block.Banner;
import dev.whence.report.Block.Cell;
import dev.whence.report.Block.Column;
import dev.whence.report.Block.Entry;
import dev.whence.report.Block.Finding;
import dev.whence.report.Block.FixCard;
import dev.whence.report.Block.FixStep;
import dev.whence.report.Block.Stop;
import dev.whence.report.Block.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes a report as GitHub flavoured Markdown, to be pasted into a ticket or a chat. Evidence
/// stays text: it cannot bring markup, links, mentions or HTML.
public final class MarkdownWriter {

    private static final Pattern BLANK = Pattern.compile("^ +$", Pattern.MULTILINE);

    private final ReportWords words = ReportWords.english();

    /// The report as Markdown, in lines that end in `\n`; never fails.
    public String write(Report report) {
        var fitted = Fitted.of(report, new PlainText(_ -> true), Limits.usual(), words.leftOut());
        return Stream.concat(
                        Stream.of("# " + line(fitted.title()), small(words.about(fitted.meta()))),
                        fitted.blocks().stream().map(this::block))
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    private String block(Block block) {
        return switch (block) {
            case Block.Heading(var level, var text) -> "#".repeat(level + 1) + " " + line(text);
            case Block.Paragraph(var text) -> line(text);
            case Block.Note(var text) -> small(text);
            case Block.Steps(var steps) ->
                    numbered(steps.stream().map(MarkdownWriter::line).toList());
            case Block.Findings(var findings) -> findings(findings);
            case Block.Code(var caption, var text) ->
                    caption.isEmpty() ? fence(text) : small(caption) + "\n\n" + fence(text);
            case Table table -> table(table);
            case Block.Chain(var stops) -> chain(stops);
            case Banner banner -> banner(banner);
            case FixCard card -> card(card);
            case Block.KeyValues(var entries) -> keyValues(entries);
        };
    }

    private static String line(String text) {
        return MarkdownText.inline(text);
    }

    private static String small(String text) {
        return text.isBlank() ? "" : "_" + line(text) + "_";
    }

    private static String numbered(List<String> items) {
        var lines = new ArrayList<String>();
        for (var item : items) {
            var number = (lines.size() + 1) + ". ";
            lines.add(number + BLANK.matcher(item.indent(number.length()).strip()).replaceAll(""));
        }
        return String.join("\n", lines);
    }

    private static String findings(List<Finding> findings) {
        return findings.stream()
                .map(
                        it ->
                                "- "
                                        + signed(it.tone(), it.says())
                                        + (it.source().isEmpty()
                                                ? ""
                                                : "  \n  " + small(it.source())))
                .collect(Collectors.joining("\n"));
    }

    private static String signed(Tone tone, String text) {
        return line(tone.sign() + " " + text);
    }

    private static String fence(String text) {
        var fence = "`".repeat(Math.max(3, MarkdownText.longestRunOfTicks(text) + 1));
        return fence + "text\n" + text + "\n" + fence;
    }

    private static String table(Table table) {
        var head = row(table.columns().stream().map(Column::head).map(MarkdownText::inCell));
        var rule = row(table.columns().stream().map(_ -> "---"));
        return Stream.concat(
                        Stream.of(head, rule),
                        table.rows().stream()
                                .map(cells -> row(cells.stream().map(MarkdownWriter::cell))))
                .collect(Collectors.joining("\n"));
    }

    private static String cell(Cell cell) {
        return MarkdownText.inCell(
                cell.tone().map(tone -> tone.sign() + " " + cell.text()).orElse(cell.text()));
    }

    private static String row(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String chain(List<Stop> stops) {
        var road =
                stops.stream()
                        .map(
                                stop ->
                                        "**"
                                                + line(stop.name())
                                                + "** "
                                                + signed(stop.tone(), stop.word()))
                        .collect(Collectors.joining(" → "));
        var said =
                stops.stream()
                        .filter(stop -> !stop.state().isEmpty())
                        .map(
                                stop ->
                                        new Finding(
                                                stop.tone(), stop.name() + ": " + stop.state(), ""))
                        .toList();
        return said.isEmpty() ? road : road + "\n\n" + findings(said);
    }

    private static String banner(Banner banner) {
        return "> **%s**\n>\n> **%s**\n>\n> %s"
                .formatted(
                        signed(banner.tone(), banner.word()),
                        line(banner.title()),
                        line(banner.sentence()));
    }

    private String card(FixCard card) {
        var parts = new ArrayList<String>();
        parts.add("#### " + line(card.title()));
        parts.add(fact(words.where(), card.where()) + "  \n" + fact(words.risk(), card.risk()));
        parts.add(numbered(card.steps().stream().map(this::step).toList()));
        card.undo().ifPresent(undo -> parts.add(fact(words.undo(), undo)));
        return String.join("\n\n", parts);
    }

    private String step(FixStep step) {
        var text = new StringBuilder(line(step.say()));
        step.run().ifPresent(run -> text.append("\n\n").append(fence(run)));
        step.expect()
                .ifPresent(
                        expect ->
                                text.append("\n\n")
                                        .append(words.expect())
                                        .append(' ')
                                        .append(MarkdownText.ticked(expect)));
        return text.toString();
    }

    private static String fact(String name, String value) {
        return "**" + line(name) + "** " + line(value);
    }

    private static String keyValues(List<Entry> entries) {
        return entries.stream()
                .map(entry -> "- " + fact(entry.key(), entry.value()))
                .collect(Collectors.joining("\n"));
    }
}
