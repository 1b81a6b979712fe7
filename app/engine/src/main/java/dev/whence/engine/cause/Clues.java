package dev.whence.engine.cause;

import dev.whence.engine.model.Evidence;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a cause made of the facts.
///
/// @param unknown kinds of fact that the cause asked for and nobody has seen
public record Clues(List<Clue> found, Set<Class<? extends Evidence>> unknown) {
    public Clues {
        found = List.copyOf(found);
        unknown = Collections.unmodifiableSet(new LinkedHashSet<>(unknown));
    }
}
