package dev.whence.report;

import static dev.whence.report.ReportComposer.TOLD;

import dev.whence.engine.model.Health;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Incident;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.words.FactWords;
import dev.whence.knowledge.words.Names;
import dev.whence.knowledge.words.Shown;
import dev.whence.knowledge.words.Tone;
import dev.whence.report.Block.Cell;
import dev.whence.report.Block.Column;
import dev.whence.report.Block.Heading;
import dev.whence.report.Block.Table;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What happened when, as far as the facts carry a time of their own.
final class Timeline {
    private Timeline() {}

    static Stream<Block> of(Incident incident) {
        var sources = Sources.of(incident);
        var moments =
                Stream.of(
                                incident.target().seen().since().stream().map(Timeline::began),
                                incident.facts().observed().stream()
                                        .flatMap(seen -> moment(seen, sources).stream()),
                                Stream.of(
                                        ours(incident.opened(), "timeline.opened"),
                                        ours(
                                                incident.opened().plus(incident.took()),
                                                "timeline.ended")))
                        .<Moment>flatMap(part -> part)
                        .distinct()
                        .sorted(Comparator.comparing(Moment::at))
                        .map(Moment::row)
                        .toList();
        return Stream.of(new Heading(1, TOLD.say("timeline")), new Table(columns(), moments));
    }

    private static List<Column> columns() {
        return List.of(
                new Column(TOLD.say("timeline.time"), 24),
                new Column(TOLD.say("timeline.what"), 46),
                new Column(TOLD.say("timeline.source"), 30));
    }

    private static Moment began(Instant since) {
        return new Moment(
                since,
                Cell.of(Tone.BROKEN, TOLD.say("timeline.since")),
                TOLD.say("timeline.since.source"));
    }

    private static Moment ours(Instant at, String key) {
        return new Moment(at, Cell.of(TOLD.say(key)), Names.of(Vantage.HERE));
    }

    private static Optional<Moment> moment(Observation seen, Sources sources) {
        return seen.fact() instanceof Fact fact
                ? time(fact).map(at -> new Moment(at, cell(seen), sources.of(seen)))
                : Optional.empty();
    }

    private static Cell cell(Observation seen) {
        var says = FactWords.say(seen.fact());
        return seen.fact().health() == Health.BROKEN ? Cell.of(Tone.BROKEN, says) : Cell.of(says);
    }

    /// The time that a fact is about; empty where it is only about now.
    private static Optional<Instant> time(Fact fact) {
        return switch (fact) {
            case HostFact.Unit unit -> unit.since();
            case HostFact.WebLog log -> log.last();
            case HostFact.AppLog log -> log.last();
            case HostFact.OomKill kill -> kill.last();
            case EdgeFact.Incident incident -> Optional.of(incident.began());
            default -> Optional.empty();
        };
    }

    private record Moment(Instant at, Cell what, String source) {
        List<Cell> row() {
            return List.of(Cell.of(Shown.of(at)), what, Cell.of(source));
        }
    }
}
