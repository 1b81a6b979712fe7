package dev.whence.engine.run;

import dev.whence.engine.check.Outcome;

import java.time.Duration;
import java.util.List;

/// What happens during a run, in order.
public sealed interface RunEvent {
    /// The run begins with these looks.
    record Began(List<Plan.Look> looks) implements RunEvent {
        public Began {
            looks = List.copyOf(looks);
        }
    }

    /// One look starts.
    record Started(Plan.Look look) implements RunEvent {}

    /// One look ended.
    ///
    /// @param took zero where it never started
    record Ended(Plan.Look look, Outcome outcome, Duration took) implements RunEvent {}

    /// Every look has ended.
    record Finished() implements RunEvent {}
}
