package dev.whence.report;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Incident;
import dev.whence.engine.world.Exchange;
import dev.whence.knowledge.words.Names;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Says where an observation comes from: who looked, and the command or the question behind it.
final class Sources {
    private static final int LONGEST = 64;

    private final Map<Look, List<Exchange>> tape;

    private Sources(Map<Look, List<Exchange>> tape) {
        this.tape = tape;
    }

    /// The sources of an incident's observations.
    static Sources of(Incident incident) {
        return new Sources(
                incident.tape().stream()
                        .collect(
                                Collectors.groupingBy(
                                        asked -> new Look(asked.check(), asked.from()))));
    }

    /// The source of one observation: `on web-1 · systemctl show nginx.service`.
    String of(Observation seen) {
        return ReportComposer.TOLD.say(
                "seen.how", Map.of("from", Names.of(seen.from()), "how", how(seen)));
    }

    private String how(Observation seen) {
        var asked = tape.getOrDefault(new Look(seen.check(), seen.from()), List.of());
        if (asked.isEmpty()) {
            return seen.check().value();
        }
        var first = shortened(Transcript.of(asked.getFirst()).asked());
        return asked.size() == 1
                ? first
                : ReportComposer.TOLD.say(
                        "seen.how.more", Map.of("asked", first, "count", asked.size() - 1));
    }

    private static String shortened(String asked) {
        return asked.length() <= LONGEST ? asked : asked.substring(0, LONGEST) + "…";
    }

    private record Look(CheckId check, Vantage from) {}
}
