package dev.whence.desktop.desk;

import dev.whence.engine.cause.Clue;
import dev.whence.engine.cause.Symptom;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;
import dev.whence.engine.verdict.Hypothesis;
import dev.whence.engine.verdict.Trail;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.cause.SiteFails;
import dev.whence.knowledge.words.StepState;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the facts of one moment come to.
///
/// @param suspicious observations that show the failure, or speak for a cause on which a verdict
///   may rest
public record Reading(
        Facts facts,
        Verdict verdict,
        List<Hypothesis> hypotheses,
        Trail trail,
        Set<Observation> suspicious) {
    /// Nothing is known.
    public static final Reading NOTHING =
            new Reading(
                    Facts.NONE,
                    new Verdict.Inconclusive(List.of(), List.of()),
                    List.of(),
                    Trail.walk(Facts.NONE),
                    Set.of());

    public Reading {
        hypotheses = List.copyOf(hypotheses);
        suspicious = Set.copyOf(suspicious);
    }

    /// Reads the facts with the help of the house.
    public static Reading of(Facts facts, Desk desk) {
        return of(facts, desk.judge(facts), desk);
    }

    /// Reads the facts under a verdict that was reached already.
    public static Reading of(Facts facts, Verdict verdict, Desk desk) {
        var hypotheses = desk.hypotheses(facts);
        return new Reading(
                facts, verdict, hypotheses, Trail.walk(facts), suspicious(hypotheses, facts));
    }

    /// How one observation stands by itself and in the light of the others.
    public Sign sign(Observation seen) {
        return switch (seen.fact().health()) {
            case BROKEN -> Sign.BROKEN;
            case WELL -> StepState.isWorthALook(seen) ? Sign.LOOK : Sign.WELL;
            case SAYS_NOTHING ->
                    suspicious.contains(seen) || StepState.isWorthALook(seen)
                            ? Sign.LOOK
                            : Sign.NOTED;
        };
    }

    private static Set<Observation> suspicious(List<Hypothesis> hypotheses, Facts facts) {
        Set<Observation> found = new HashSet<>();
        if (new SiteFails().read(facts) instanceof Symptom.Reading.Present(var because)) {
            found.addAll(because);
        }
        hypotheses.stream()
                .filter(hypothesis -> hypothesis.standing().carries())
                .flatMap(hypothesis -> hypothesis.clues().stream())
                .filter(clue -> clue.weight().isFor())
                .map(Clue::because)
                .forEach(found::addAll);
        return found;
    }
}
