package dev.whence.report;

import static dev.whence.report.ReportComposer.TOLD;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.run.Incident;
import dev.whence.engine.verdict.Hypothesis;
import dev.whence.engine.verdict.Verdict;
import dev.whence.engine.world.Exchange;
import dev.whence.knowledge.words.Names;
import dev.whence.report.Block.Code;
import dev.whence.report.Block.Heading;
import dev.whence.report.Block.Note;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Questions and answers as they came, those behind the verdict first.
final class RawEvidence {
    /// The mark that stands where a secret stood.
    private static final Pattern MARK = Pattern.compile("\\((removed-[a-z-]{1,24})\\)");

    private RawEvidence() {}

    static Stream<Block> of(Incident incident) {
        var behind = behind(incident.verdict());
        var parts =
                incident.tape().stream()
                        .collect(
                                Collectors.partitioningBy(
                                        exchange -> behind.contains(exchange.check())));
        return Stream.of(
                        Stream.<Block>of(new Heading(1, TOLD.say("evidence")), removed(incident)),
                        part("evidence.behind", parts.getOrDefault(true, List.of())),
                        part("evidence.rest", parts.getOrDefault(false, List.of())))
                .flatMap(part -> part);
    }

    /// Says what was removed, and how often its mark stands in the text, by kind.
    private static Note removed(Incident incident) {
        if (incident.tape().isEmpty()) {
            return new Note(TOLD.say("evidence.none"));
        }
        var marks =
                incident.tape().stream()
                        .map(Transcript::of)
                        .flatMap(text -> Stream.of(text.asked(), text.answered()))
                        .flatMap(text -> MARK.matcher(text).results())
                        .collect(
                                Collectors.groupingBy(
                                        mark -> mark.group(1),
                                        TreeMap::new,
                                        Collectors.counting()));
        return new Note(
                marks.isEmpty()
                        ? TOLD.say("evidence.removed")
                        : TOLD.say("evidence.removed.count", "marks", marks));
    }

    private static Stream<Block> part(String key, List<Exchange> exchanges) {
        return exchanges.isEmpty()
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(new Heading(2, TOLD.say(key))),
                        exchanges.stream().map(RawEvidence::code));
    }

    private static Code code(Exchange exchange) {
        var text = Transcript.of(exchange);
        var caption =
                TOLD.say(
                        "evidence.caption",
                        Map.of(
                                "from", Names.of(exchange.from()),
                                "check", exchange.check().value(),
                                "asked", text.asked()));
        return new Code(caption, text.answered());
    }

    private static Set<CheckId> behind(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Located(var root, _, _) -> checks(Stream.of(root));
            case Verdict.Placed(_, _, var because, var possible, _) ->
                    Stream.concat(
                                    checks(possible.stream()).stream(),
                                    because.stream().map(seen -> seen.check()))
                            .collect(Collectors.toSet());
            case Verdict.Torn(var rivals, _) -> checks(rivals.stream());
            case Verdict.Inconclusive(var possible, _) -> checks(possible.stream());
            case Verdict.NothingWrongNow(var because, _, _) ->
                    because.stream().map(seen -> seen.check()).collect(Collectors.toSet());
            case Verdict.NotThisFault(var because) -> Set.of(because.check());
        };
    }

    private static Set<CheckId> checks(Stream<Hypothesis> hypotheses) {
        return hypotheses
                .flatMap(hypothesis -> hypothesis.clues().stream())
                .flatMap(clue -> clue.because().stream())
                .map(seen -> seen.check())
                .collect(Collectors.toSet());
    }
}
