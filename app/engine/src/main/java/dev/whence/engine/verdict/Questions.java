package dev.whence.engine.verdict;

import dev.whence.engine.check.Check;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Vantage;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Finds what would settle a verdict that is still open.
public final class Questions {
    private final List<Check> checks;

    /// @param checks everything that can be looked at
    public Questions(List<? extends Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /// The open questions of some hypotheses, the one that most of them ask first.
    ///
    /// Only questions that some check can answer, and has not looked into everywhere, are asked.
    public List<Question> settling(List<Hypothesis> hypotheses, Facts facts) {
        Map<Class<? extends Evidence>, Integer> askers = new LinkedHashMap<>();
        hypotheses.stream()
                .flatMap(hypothesis -> hypothesis.open().stream())
                .sorted(Comparator.comparing(Class::getName))
                .forEach(kind -> askers.merge(kind, 1, Integer::sum));
        return askers.entrySet().stream()
                .sorted(Map.Entry.<Class<? extends Evidence>, Integer>comparingByValue().reversed())
                .map(entry -> question(entry.getKey(), facts))
                .filter(question -> !question.wouldAnswer().isEmpty())
                .toList();
    }

    private Question question(Class<? extends Evidence> unknown, Facts facts) {
        var able =
                checks.stream()
                        .filter(check -> check.couldSee(unknown))
                        .filter(check -> !lookedEverywhere(check, facts))
                        .toList();
        var blocked =
                able.stream()
                        .flatMap(check -> facts.coverage().of(check.id()))
                        .flatMap(
                                entry ->
                                        entry.outcome() instanceof Outcome.Skipped(var why)
                                                ? Stream.of(why)
                                                : Stream.<SkipReason>empty())
                        .distinct()
                        .toList();
        return new Question(unknown, able.stream().map(Check::id).toList(), blocked);
    }

    /// What a person brought is a part of what a look would see.
    private static boolean lookedEverywhere(Check check, Facts facts) {
        var looks =
                facts.coverage()
                        .of(check.id())
                        .filter(entry -> entry.from().kind() != Vantage.Kind.PASTED)
                        .map(Coverage.Entry::outcome)
                        .toList();
        return !looks.isEmpty() && looks.stream().allMatch(Outcome.Saw.class::isInstance);
    }
}
