package dev.whence.knowledge.check;

import dev.whence.engine.check.Check;
import dev.whence.knowledge.Step;

/// A check of ours: it belongs to one step of the checklist.
public interface Probe extends Check {
    /// The step under which it is shown.
    Step step();
}
