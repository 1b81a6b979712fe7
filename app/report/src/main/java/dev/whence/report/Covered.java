package dev.whence.report;

import static dev.whence.report.ReportComposer.TOLD;

import dev.whence.engine.check.Outcome;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.run.Incident;
import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Command;
import dev.whence.engine.world.Ran;
import dev.whence.knowledge.words.Names;
import dev.whence.knowledge.words.Shown;
import dev.whence.knowledge.words.Tone;
import dev.whence.knowledge.words.VerdictWords;
import dev.whence.report.Block.Cell;
import dev.whence.report.Block.Column;
import dev.whence.report.Block.Heading;
import dev.whence.report.Block.Note;
import dev.whence.report.Block.Paragraph;
import dev.whence.report.Block.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What was looked at, how each look ended, and what ran on the hosts.
final class Covered {
    /// What a shell says of a program that is nowhere.
    private static final int NOT_FOUND = 127;

    private Covered() {}

    static Stream<Block> of(Incident incident, VerdictWords words) {
        var entries = incident.facts().coverage().entries();
        var rows = entries.stream().map(entry -> row(entry, words)).toList();
        return Stream.of(
                        Stream.<Block>of(
                                new Heading(1, TOLD.say("coverage")),
                                new Paragraph(summary(entries))),
                        rows.isEmpty()
                                ? Stream.<Block>empty()
                                : Stream.<Block>of(new Table(columns(), rows)),
                        touched(incident))
                .flatMap(part -> part);
    }

    private static String summary(List<Coverage.Entry> entries) {
        var looked = entries.stream().filter(it -> it.outcome() instanceof Outcome.Saw).count();
        var skipped =
                entries.stream().filter(it -> it.outcome() instanceof Outcome.Skipped).count();
        return TOLD.say(
                "coverage.summary",
                Map.of(
                        "looked",
                        looked,
                        "all",
                        entries.size(),
                        "skipped",
                        skipped,
                        "failed",
                        entries.size() - looked - skipped));
    }

    private static List<Column> columns() {
        return List.of(
                new Column(TOLD.say("coverage.check"), 34),
                new Column(TOLD.say("coverage.from"), 16),
                new Column(TOLD.say("coverage.ended"), 40),
                new Column(TOLD.say("coverage.took"), 10));
    }

    private static List<Cell> row(Coverage.Entry entry, VerdictWords words) {
        return List.of(
                Cell.of(words.title(entry.check())),
                Cell.of(Names.of(entry.from())),
                ended(entry.outcome()),
                Cell.of(Shown.duration(entry.took())));
    }

    private static Cell ended(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Saw(var observed) ->
                    Cell.of(TOLD.say("coverage.facts", "count", observed.size()));
            case Outcome.Skipped(var why) ->
                    Cell.of(Tone.NOT_APPLICABLE, because(outcome, Names.of(why)));
            case Outcome.Broke(var trouble) ->
                    Cell.of(
                            Tone.LOOK,
                            because(outcome, trouble.happened() + " " + trouble.wayOut()));
            case Outcome.TimedOut(var after) ->
                    Cell.of(Tone.LOOK, because(outcome, Shown.duration(after)));
            case Outcome.Cancelled _ -> Cell.of(Tone.UNKNOWN, Names.of(outcome));
        };
    }

    private static String because(Outcome outcome, String why) {
        return TOLD.say("coverage.why", Map.of("outcome", Names.of(outcome), "why", why.strip()));
    }

    private static Stream<Block> touched(Incident incident) {
        Map<String, List<Command>> commands = new TreeMap<>();
        for (var exchange : incident.tape()) {
            if (exchange.asked() instanceof Ask.Run(var command) && ran(exchange.answer())) {
                var there =
                        commands.computeIfAbsent(exchange.from().host(), _ -> new ArrayList<>());
                if (!command.steady() || !there.contains(command)) {
                    there.add(command);
                }
            }
        }
        return commands.entrySet().stream()
                .map(
                        on ->
                                new Note(
                                        TOLD.say(
                                                "coverage.touched",
                                                Map.of(
                                                        "host",
                                                        on.getKey(),
                                                        "count",
                                                        on.getValue().size()))));
    }

    /// Whether the host ran something for this answer; that a program is missing it says once.
    private static boolean ran(Answer answer) {
        return switch (answer) {
            case Ran.Done done -> done.exit() != NOT_FOUND;
            case Ran.Hung _ -> true;
            default -> false;
        };
    }
}
