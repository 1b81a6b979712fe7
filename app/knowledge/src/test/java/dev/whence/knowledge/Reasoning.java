package dev.whence.knowledge;

import dev.whence.engine.cause.Clue;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;
import dev.whence.engine.verdict.Hypothesis;
import dev.whence.engine.verdict.Judge;
import dev.whence.engine.verdict.Trail;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.words.VerdictWords;

import java.util.List;
import java.util.stream.Collectors;

/// The reasoning as text, for a reviewer: the verdict, the trail, every cause that is still open,
/// and in any case the one that the situation is about.
final class Reasoning {
    private static final VerdictWords WORDS = new VerdictWords(Knowledge.CAUSES, Knowledge.CHECKS);

    private Reasoning() {}

    static String of(Facts facts, Judge judge, String about) {
        var trail = Trail.walk(facts);
        var causes =
                judge.hypotheses(facts).stream()
                        .filter(each -> isTold(each, about))
                        .map(Reasoning::cause)
                        .collect(Collectors.joining("\n"));
        var others =
                judge.hypotheses(facts).stream()
                        .filter(each -> !isTold(each, about))
                        .map(Reasoning::inShort)
                        .collect(Collectors.joining("; "));
        return verdict(judge.judge(facts))
                + "\ntrail: last good "
                + trail.lastGood().map(Enum::name).orElse("none")
                + ", first broken "
                + trail.firstBroken().map(Enum::name).orElse("none")
                + "\n\n"
                + causes
                + (others.isEmpty() ? "" : "\nNot so: " + others + "\n");
    }

    private static boolean isTold(Hypothesis hypothesis, String about) {
        return hypothesis.standing().isOpen() || hypothesis.cause().value().equals(about);
    }

    private static String inShort(Hypothesis hypothesis) {
        return hypothesis.clues().stream()
                .map(Clue::key)
                .collect(Collectors.joining(", ", hypothesis.cause() + " (", ")"));
    }

    private static String verdict(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Located(var root, var chain, var besides) ->
                    "located "
                            + root.cause()
                            + " ("
                            + root.place()
                            + ", "
                            + root.standing()
                            + ")"
                            + (chain.isEmpty() ? "" : " explains " + ids(chain))
                            + (besides.isEmpty() ? "" : ", besides " + ids(besides));
            case Verdict.Placed(var place, var standing, _, var possible, _) ->
                    "placed ("
                            + place
                            + ", "
                            + standing
                            + ")"
                            + (possible.isEmpty() ? "" : " between " + ids(possible));
            case Verdict.Torn(var rivals, _) -> "torn between " + ids(rivals);
            case Verdict.NothingWrongNow(_, _, var soon) ->
                    verdict.kind() + (soon.isEmpty() ? "" : ", soon " + kinds(soon));
            case Verdict.Inconclusive _, Verdict.NotThisFault _ -> verdict.kind();
        };
    }

    private static String kinds(List<Observation> seen) {
        return seen.stream()
                .map(one -> one.fact().getClass().getSimpleName())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String ids(List<Hypothesis> hypotheses) {
        return hypotheses.stream()
                .map(each -> each.cause().value())
                .collect(Collectors.joining(", "));
    }

    private static String cause(Hypothesis hypothesis) {
        return hypothesis.cause()
                + " "
                + hypothesis.standing()
                + "\n"
                + hypothesis.clues().stream()
                        .map(clue -> "  " + line(hypothesis, clue) + "\n")
                        .collect(Collectors.joining());
    }

    private static String line(Hypothesis hypothesis, Clue clue) {
        return clue.weight() + " " + clue.key() + ": " + WORDS.clue(hypothesis.cause(), clue);
    }
}
