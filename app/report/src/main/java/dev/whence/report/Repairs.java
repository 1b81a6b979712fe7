package dev.whence.report;

import static dev.whence.report.ReportComposer.TOLD;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Incident;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.words.CauseWords;
import dev.whence.knowledge.words.CauseWords.Fix;
import dev.whence.knowledge.words.Names;
import dev.whence.knowledge.words.VerdictWords;
import dev.whence.report.Block.Entry;
import dev.whence.report.Block.FixCard;
import dev.whence.report.Block.FixStep;
import dev.whence.report.Block.Heading;
import dev.whence.report.Block.KeyValues;
import dev.whence.report.Block.Paragraph;
import dev.whence.report.Block.Steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What to do about a located cause; nothing is advised before the fault is located.
final class Repairs {
    private final Target target;
    private final VerdictWords words;

    private Repairs(Target target, VerdictWords words) {
        this.target = target;
        this.words = words;
    }

    static Stream<Block> of(Incident incident, VerdictWords words) {
        var repairs = new Repairs(incident.target(), words);
        return switch (incident.verdict()) {
            case Verdict.Located(var root, _, _) ->
                    words.words(root.cause()).stream()
                            .flatMap(
                                    cause ->
                                            repairs.of(
                                                    cause, words.fixes(root, incident.target())));
            case Verdict.Placed _, Verdict.Torn _, Verdict.Inconclusive _ ->
                    Stream.of(
                            new Heading(1, TOLD.say("fixes")),
                            new Paragraph(TOLD.say("fixes.none")));
            case Verdict.NothingWrongNow _, Verdict.NotThisFault _ -> Stream.empty();
        };
    }

    private Stream<Block> of(CauseWords cause, List<Fix> fixes) {
        return Stream.of(
                        part("fixes", fixes.stream().map(this::card).toList()),
                        part("fixes.prevent", prevent(cause.prevent())),
                        part("fixes.more", more(cause.more())))
                .flatMap(part -> part);
    }

    private static Stream<Block> part(String key, List<? extends Block> blocks) {
        return blocks.isEmpty()
                ? Stream.empty()
                : Stream.concat(Stream.of(new Heading(1, TOLD.say(key))), blocks.stream());
    }

    private FixCard card(Fix fix) {
        var risk = Names.of(fix.risk());
        return new FixCard(
                fix.title(),
                Names.of(fix.where(), target),
                fix.approval()
                        .map(who -> TOLD.say("fixes.approval", Map.of("risk", risk, "who", who)))
                        .orElse(risk),
                fix.undo(),
                steps(fix));
    }

    private List<FixStep> steps(Fix fix) {
        var steps = new ArrayList<FixStep>();
        fix.steps().forEach(step -> steps.add(new FixStep(step.say(), step.run(), step.expect())));
        if (!fix.confirmedBy().isEmpty()) {
            var checks =
                    fix.confirmedBy().stream()
                            .map(id -> words.title(new CheckId(id)))
                            .collect(Collectors.joining("; "));
            steps.add(
                    new FixStep(
                            TOLD.say("fixes.confirm", "checks", checks),
                            Optional.empty(),
                            Optional.empty()));
        }
        return steps;
    }

    private static List<Steps> prevent(List<String> advice) {
        return advice.isEmpty() ? List.of() : List.of(new Steps(advice));
    }

    private static List<KeyValues> more(List<CauseWords.Link> links) {
        return links.isEmpty()
                ? List.of()
                : List.of(
                        new KeyValues(
                                links.stream()
                                        .map(link -> new Entry(link.title(), link.url().toString()))
                                        .toList()));
    }
}
