package dev.whence.report;

import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;
import dev.whence.engine.model.Observation;
import dev.whence.engine.run.Incident;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.words.FactWords;
import dev.whence.knowledge.words.Names;
import dev.whence.report.Block.Chain;
import dev.whence.report.Block.Heading;
import dev.whence.report.Block.Stop;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The road of the request: how each station stands, and the observation that says so.
final class Road {
    private static final ReportWords WORDS = ReportWords.english();

    private Road() {}

    /// The road of an incident.
    static Stream<Block> of(Incident incident) {
        var stops = Arrays.stream(Hop.values()).map(hop -> stop(hop, incident)).toList();
        return Stream.of(new Heading(1, ReportComposer.TOLD.say("road")), new Chain(stops));
    }

    private static Stop stop(Hop hop, Incident incident) {
        var deciding = deciding(hop, incident);
        var tone = tone(hop, incident, deciding);
        return new Stop(
                Names.of(hop),
                tone,
                WORDS.tone(tone),
                deciding.map(seen -> FactWords.say(seen.fact())).orElse(""));
    }

    private static Tone tone(Hop hop, Incident incident, Optional<Observation> deciding) {
        return switch (incident.trail().stations().getOrDefault(hop, Health.SAYS_NOTHING)) {
            case WELL -> Tone.WELL;
            case BROKEN -> Tone.BROKEN;
            case SAYS_NOTHING -> {
                if (deciding.isPresent()) {
                    yield Tone.LOOK;
                }
                yield hop == Hop.TUNNEL && noTunnel(incident) ? Tone.NOT_APPLICABLE : Tone.UNKNOWN;
            }
        };
    }

    /// What makes the station what it is: else a reason of the verdict that is about this station.
    private static Optional<Observation> deciding(Hop hop, Incident incident) {
        var health = incident.trail().stations().getOrDefault(hop, Health.SAYS_NOTHING);
        var from = health == Health.SAYS_NOTHING ? reasons(incident) : incident.facts().observed();
        return from.stream()
                .filter(seen -> seen.fact().hop() == hop && seen.fact().health() == health)
                .findFirst();
    }

    private static List<Observation> reasons(Incident incident) {
        return incident.verdict() instanceof Verdict.Located(var root, _)
                ? root.clues().stream()
                        .filter(clue -> clue.weight().isFor())
                        .flatMap(clue -> clue.because().stream())
                        .toList()
                : List.of();
    }

    private static boolean noTunnel(Incident incident) {
        return incident.target().tunnel().isEmpty()
                && incident.facts().coverage().entries().stream()
                        .anyMatch(
                                entry ->
                                        entry.outcome() instanceof Outcome.Skipped(SkipReason why)
                                                && why == SkipReason.NO_TUNNEL);
    }
}
