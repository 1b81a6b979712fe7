package dev.whence.report;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Incident;
import dev.whence.knowledge.words.Names;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Says where an observation comes from: who looked, and the command or the question behind it. Of
/// several it names the one that fewest others asked as well: every log is read with the host's
/// clock, and the clock is not what tells.
final class Sources {
    private static final int LONGEST = 64;

    private final Map<Look, List<String>> asked;
    private final Map<String, Long> askers;

    private Sources(Map<Look, List<String>> asked) {
        this.asked = asked;
        this.askers =
                asked.values().stream()
                        .flatMap(each -> each.stream().distinct())
                        .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
    }

    /// The sources of an incident's observations.
    static Sources of(Incident incident) {
        return new Sources(
                incident.tape().stream()
                        .collect(
                                Collectors.groupingBy(
                                        each -> new Look(each.check(), each.from()),
                                        Collectors.mapping(
                                                each -> Transcript.of(each).asked(),
                                                Collectors.toList()))));
    }

    /// The source of one observation: `on web-1 · systemctl show nginx.service`.
    String of(Observation seen) {
        return ReportComposer.TOLD.say(
                "seen.how", Map.of("from", Names.of(seen.from()), "how", how(seen)));
    }

    private String how(Observation seen) {
        var all = asked.getOrDefault(new Look(seen.check(), seen.from()), List.of());
        if (all.isEmpty()) {
            return seen.check().value();
        }
        var telling =
                shortened(
                        Collections.min(
                                all, Comparator.comparing(each -> askers.getOrDefault(each, 0L))));
        return all.size() == 1
                ? telling
                : ReportComposer.TOLD.say(
                        "seen.how.more", Map.of("asked", telling, "count", all.size() - 1));
    }

    private static String shortened(String asked) {
        return asked.length() <= LONGEST ? asked : asked.substring(0, LONGEST) + "…";
    }

    private record Look(CheckId check, Vantage from) {}
}
