package dev.whence.knowledge.check;

import dev.whence.engine.world.Deadline;

import java.time.Duration;

/// How long to wait for one answer: long enough to see Cloudflare's own time limits, short enough
/// to report what was seen and to let other checks use it.
public final class Patience {
    /// Cloudflare waits 19 s and once more for a connection, and 125 s for an answer (facts §A.1).
    public static final Duration LONGEST = Duration.ofSeconds(130);

    /// The budget of a check that waits as long as Cloudflare does; the run's own limit is usually
    /// shorter.
    public static final Duration BUDGET = Duration.ofSeconds(150);

    private Patience() {}

    /// A moment somewhat before the deadline.
    public static Deadline within(Deadline by) {
        var most = by.left().multipliedBy(85).dividedBy(100);
        return by.orIn(most.compareTo(LONGEST) < 0 ? most : LONGEST);
    }
}
