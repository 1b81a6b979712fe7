package dev.whence.engine.check;

import dev.whence.engine.model.Observation;

import java.time.Duration;
import java.util.List;

/// How a look ended.
public sealed interface Outcome {
    /// It looked and saw this; an empty list means that it looked and there was nothing to report.
    record Saw(List<Observation> observed) implements Outcome {
        public Saw {
            observed = List.copyOf(observed);
        }
    }

    /// It did not look.
    record Skipped(SkipReason why) implements Outcome {}

    /// It failed on our side.
    record Broke(Trouble trouble) implements Outcome {}

    /// It was left at its deadline.
    record TimedOut(Duration after) implements Outcome {}

    /// The user ended the run.
    record Cancelled() implements Outcome {}

    /// The public name, as JSON and reports carry it.
    default String id() {
        return switch (this) {
            case Saw _ -> "saw";
            case Skipped _ -> "skipped";
            case Broke _ -> "broke";
            case TimedOut _ -> "timed-out";
            case Cancelled _ -> "cancelled";
        };
    }
}
