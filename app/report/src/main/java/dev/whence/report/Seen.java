package dev.whence.report;

import static dev.whence.report.ReportComposer.TOLD;

import dev.whence.engine.model.Observation;
import dev.whence.engine.run.Incident;
import dev.whence.knowledge.words.FactWords;
import dev.whence.knowledge.words.Names;
import dev.whence.knowledge.words.Tone;
import dev.whence.report.Block.Cell;
import dev.whence.report.Block.Column;
import dev.whence.report.Block.Heading;
import dev.whence.report.Block.Paragraph;
import dev.whence.report.Block.Table;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Every observation as a sentence with its source, along the road.
final class Seen {
    private Seen() {}

    static Stream<Block> of(Incident incident) {
        var heading = new Heading(1, TOLD.say("seen"));
        if (incident.facts().observed().isEmpty()) {
            return Stream.of(heading, new Paragraph(TOLD.say("seen.nothing")));
        }
        var sources = Sources.of(incident);
        var rows =
                incident.facts().observed().stream()
                        .sorted(Comparator.comparing(seen -> seen.fact().hop()))
                        .map(seen -> row(seen, sources))
                        .toList();
        return Stream.of(heading, new Table(columns(), rows));
    }

    private static List<Column> columns() {
        return List.of(
                new Column(TOLD.say("seen.station"), 16),
                new Column(TOLD.say("seen.what"), 50),
                new Column(TOLD.say("seen.source"), 34));
    }

    private static List<Cell> row(Observation seen, Sources sources) {
        return List.of(Cell.of(Names.of(seen.fact().hop())), what(seen), Cell.of(sources.of(seen)));
    }

    private static Cell what(Observation seen) {
        var says = FactWords.say(seen.fact());
        return switch (seen.fact().health()) {
            case WELL -> Cell.of(Tone.WELL, says);
            case BROKEN -> Cell.of(Tone.BROKEN, says);
            case SAYS_NOTHING -> Cell.of(says);
        };
    }
}
