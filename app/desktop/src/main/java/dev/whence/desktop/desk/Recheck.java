package dev.whence.desktop.desk;

import dev.whence.engine.run.Incident;
import dev.whence.engine.run.Progress;

/// How far looking again after a fix is.
public sealed interface Recheck {
    /// Nobody looked again.
    record None() implements Recheck {}

    /// The confirming checks are under way.
    record Looking(Running run, Progress progress) implements Recheck {}

    /// They have ended.
    record Done(Incident incident, Reading reading) implements Recheck {}
}
