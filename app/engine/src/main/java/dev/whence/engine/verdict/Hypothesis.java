package dev.whence.engine.verdict;

import dev.whence.engine.cause.CauseId;
import dev.whence.engine.cause.Clue;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Place;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A cause with what speaks for and against it.
///
/// @param open kinds of fact that the cause asked for and nobody has seen
public record Hypothesis(
        CauseId cause,
        Place place,
        Standing standing,
        List<Clue> clues,
        Set<Class<? extends Evidence>> open) {
    public Hypothesis {
        clues = List.copyOf(clues);
        open = Collections.unmodifiableSet(new LinkedHashSet<>(open));
    }
}
