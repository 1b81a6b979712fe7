package dev.whence.engine.verdict;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;

import java.util.List;

/// Something unknown that would tell hypotheses apart.
///
/// @param unknown the kind of fact that is missing
/// @param wouldAnswer the checks that could see it and have not looked everywhere
/// @param blockedBy why they were skipped; empty where they broke, ran out of time or never ran
public record Question(
        Class<? extends Evidence> unknown, List<CheckId> wouldAnswer, List<SkipReason> blockedBy) {
    public Question {
        wouldAnswer = List.copyOf(wouldAnswer);
        blockedBy = List.copyOf(blockedBy);
    }

    /// The checks that a verdict waits for; empty where it is settled.
    public static List<CheckId> asked(Verdict verdict) {
        var questions =
                switch (verdict) {
                    case Verdict.Placed(_, _, _, _, var open) -> open;
                    case Verdict.Torn(_, var open) -> open;
                    case Verdict.Inconclusive(_, var open) -> open;
                    case Verdict.Located _, Verdict.NothingWrongNow _, Verdict.NotThisFault _ ->
                            List.<Question>of();
                };
        return questions.stream()
                .flatMap(question -> question.wouldAnswer().stream())
                .distinct()
                .toList();
    }
}
