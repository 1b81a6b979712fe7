package dev.whence.engine.cause;

import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;

import java.util.Set;

/// One thing that can be wrong: a small pure rule over typed facts.
///
/// Its name says what is wrong.
public interface Cause {
    /// The public name, from the class name.
    default CauseId id() {
        return CauseId.of(getClass());
    }

    /// Where the fault sits. Most causes have one place; some depend on the leg that the facts
    /// show.
    Place place(Facts facts);

    /// Causes that this one, lying deeper, accounts for.
    default Set<Class<? extends Cause>> explains() {
        return Set.of();
    }

    /// Whether it passes without anybody's doing, so that nobody need be told of it beside another.
    default boolean passes() {
        return false;
    }

    /// Weighs the facts into clues for and against.
    Clues weigh(Weighing facts);
}
