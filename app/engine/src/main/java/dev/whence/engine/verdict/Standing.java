package dev.whence.engine.verdict;

import dev.whence.engine.cause.Clue;
import dev.whence.engine.cause.Weight;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How a cause stands, as an ordinal word: best first.
public enum Standing {
    PROVEN,
    LIKELY,
    POSSIBLE,
    UNSUPPORTED,
    RULED_OUT,
    /// The evidence proves it and rules it out: perhaps the fault comes and goes.
    CONFLICTED;

    /// A total function of the set of weights: how many clues of a weight there are does not
    /// matter.
    public static Standing of(List<Clue> clues) {
        Set<Weight> weights = EnumSet.noneOf(Weight.class);
        clues.forEach(clue -> weights.add(clue.weight()));
        var against = weights.contains(Weight.SPEAKS_AGAINST);
        if (weights.contains(Weight.RULES_OUT)) {
            return weights.contains(Weight.PROVES) ? CONFLICTED : RULED_OUT;
        }
        if (weights.contains(Weight.PROVES)) {
            return PROVEN;
        }
        if (weights.contains(Weight.POINTS_TO)) {
            return against ? POSSIBLE : LIKELY;
        }
        return weights.contains(Weight.FITS) ? POSSIBLE : UNSUPPORTED;
    }

    /// Whether a verdict may rest on it.
    public boolean carries() {
        return this == PROVEN || this == LIKELY;
    }

    /// Whether more evidence may still make it the answer.
    public boolean isOpen() {
        return carries() || this == POSSIBLE || this == CONFLICTED;
    }

    /// The public name, as JSON and reports carry it.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
