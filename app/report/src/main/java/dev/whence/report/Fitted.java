package dev.whence.report;

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
import dev.whence.report.ReportWords.LeftOut;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Fits a report to paper before anything is written: every text plain, everything bounded, and a
/// sentence wherever something was left out. Writers need not think of either again.
final class Fitted {

    private static final int CAPTION_CHARACTERS = 300;
    private static final int LEAST_ROOM = 600;
    private static final int LINE_COST = 40;

    private final PlainText plain;
    private final Limits limits;
    private final LeftOut words;
    private int left;

    private Fitted(PlainText plain, Limits limits, LeftOut words) {
        this.plain = plain;
        this.limits = limits;
        this.words = words;
        this.left = limits.characters();
    }

    /// The same report in plain, bounded text.
    static Report of(Report report, PlainText plain, Limits limits, LeftOut words) {
        var fitted = new Fitted(plain, limits, words);
        var meta = report.meta();
        return new Report(
                fitted.caption(report.title()),
                new Report.Meta(
                        fitted.caption(meta.incident()),
                        fitted.caption(meta.subject()),
                        meta.language(),
                        fitted.caption(meta.author()),
                        meta.written()),
                fitted.blocks(report.blocks()));
    }

    private List<Block> blocks(List<Block> blocks) {
        var fitted = new ArrayList<Block>();
        for (var i = 0; i < blocks.size(); i++) {
            if (left <= 0 || i >= limits.blocks()) {
                fitted.add(new Note(ReportWords.counted(words.blocks(), blocks.size() - i)));
                break;
            }
            fit(blocks.get(i)).forEach(fitted::add);
        }
        return fitted;
    }

    private Stream<Block> fit(Block block) {
        return switch (block) {
            case Heading(var level, var text) -> Stream.of(new Heading(level, caption(text)));
            case Paragraph(var text) -> Stream.of(new Paragraph(text(text)));
            case Note(var text) -> Stream.of(new Note(text(text)));
            case Steps(var steps) -> few(steps, these -> new Steps(these.map(this::text).toList()));
            case Findings(var findings) ->
                    few(findings, these -> new Findings(these.map(this::finding).toList()));
            case Code code -> code(code);
            case Table table -> table(table);
            case Chain(var stops) -> few(stops, these -> new Chain(these.map(this::stop).toList()));
            case Banner(var tone, var word, var title, var sentence) ->
                    Stream.of(new Banner(tone, caption(word), caption(title), text(sentence)));
            case FixCard card -> Stream.of(card(card));
            case KeyValues(var entries) ->
                    few(entries, these -> new KeyValues(these.map(this::entry).toList()));
        };
    }

    private interface Rebuild<T> {
        Block from(Stream<T> kept);
    }

    private <T> Stream<Block> few(List<T> items, Rebuild<T> rebuild) {
        var kept = rebuild.from(items.stream().limit(limits.rows()));
        return Stream.concat(Stream.of(kept), rowsLeftOut(items.size() - limits.rows()));
    }

    private Stream<Block> table(Table table) {
        var columns =
                table.columns().stream()
                        .map(it -> new Column(caption(it.head()), it.share()))
                        .toList();
        var rows = new ArrayList<List<Cell>>();
        for (var row : table.rows()) {
            if (rows.size() == limits.rows() || left <= 0) {
                break;
            }
            rows.add(row.stream().map(it -> new Cell(it.tone(), text(it.text()))).toList());
        }
        return Stream.concat(
                Stream.of(new Table(columns, rows)),
                rowsLeftOut(table.rows().size() - rows.size()));
    }

    private Stream<Block> rowsLeftOut(int count) {
        return count > 0
                ? Stream.of(new Note(ReportWords.counted(words.rows(), count)))
                : Stream.empty();
    }

    private FixCard card(FixCard card) {
        return new FixCard(
                caption(card.title()),
                caption(card.where()),
                text(card.risk()),
                card.undo().map(this::text),
                card.steps().stream()
                        .limit(limits.rows())
                        .map(
                                step ->
                                        new FixStep(
                                                text(step.say()),
                                                step.run().map(this::text),
                                                step.expect().map(this::text)))
                        .toList());
    }

    private Finding finding(Finding finding) {
        return new Finding(finding.tone(), text(finding.says()), text(finding.source()));
    }

    private Stop stop(Stop stop) {
        return new Stop(
                caption(stop.name()), stop.tone(), caption(stop.word()), text(stop.state()));
    }

    private Entry entry(Entry entry) {
        return new Entry(caption(entry.key()), text(entry.value()));
    }

    private Stream<Block> code(Code code) {
        var caption = caption(code.caption());
        var room = Math.clamp(left, LEAST_ROOM, limits.codeCharacters());
        var excerpt = Excerpt.of(PlainText.unixLines(code.text()), limits.codeLines(), room);
        var head = new Code(caption, raw(excerpt.head(), room));
        if (excerpt.whole()) {
            return Stream.of(head);
        }
        return Stream.of(head, new Note(leftOut(excerpt)), new Code("", raw(excerpt.tail(), room)));
    }

    private String leftOut(Excerpt excerpt) {
        return excerpt.lines() > 0
                ? ReportWords.counted(words.lines(), excerpt.lines())
                : ReportWords.counted(words.characters(), excerpt.characters());
    }

    private String raw(String text, int room) {
        var fitted = cut(plain.of(text).stripTrailing(), room);
        spend(fitted.length() + LINE_COST * (int) fitted.lines().count());
        return fitted;
    }

    private String text(String text) {
        return shortened(text, limits.textCharacters());
    }

    private String caption(String text) {
        return shortened(text, CAPTION_CHARACTERS);
    }

    private String shortened(String text, int most) {
        var fitted = cut(plain.of(cut(text, most)), 2 * most);
        spend(fitted.length() + LINE_COST);
        return fitted;
    }

    private String cut(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, most)
                        + ReportWords.counted(words.cut(), text.length() - (long) most);
    }

    private void spend(int characters) {
        left = Math.max(0, left - characters);
    }
}
