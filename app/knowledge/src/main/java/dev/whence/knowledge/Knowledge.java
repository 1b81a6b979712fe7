package dev.whence.knowledge;

import dev.whence.engine.cause.Cause;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.origin.OriginPortOpen;

import java.util.List;

/// The table of contents: everything that is looked at and everything that can be wrong.
public final class Knowledge {
    /// Every check, sorted by name.
    public static final List<Probe> CHECKS =
            List.of(
                    // keep-sorted start
                    new OriginPortOpen()
                    // keep-sorted end
                    );

    /// Every cause, sorted by name.
    public static final List<Cause> CAUSES =
            List.of(
                    // keep-sorted start
                    // keep-sorted end
                    );

    private Knowledge() {}
}
