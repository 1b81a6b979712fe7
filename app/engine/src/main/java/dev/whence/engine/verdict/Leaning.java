package dev.whence.engine.verdict;

import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Place;

import java.util.List;
import java.util.Optional;

/// Where the fault lies, said by evidence that does not tell the cause. It is asked only where no
/// cause carries a verdict.
@FunctionalInterface
public interface Leaning {
    /// Evidence without a cause names no place.
    Leaning NONE = _ -> Optional.empty();

    /// The place; empty where the evidence names none, or more than one.
    Optional<Lean> read(Facts facts);

    /// A place that evidence points to without a cause.
    ///
    /// @param because what says so
    record Lean(Place place, List<Observation> because) {
        public Lean {
            because = List.copyOf(because);
        }
    }
}
