package dev.whence.knowledge.check;

import dev.whence.engine.world.Deadline;

import java.time.Duration;

/// How long to wait for one answer: where there is time, long enough to see Cloudflare's own time
/// limits; short enough to report what was seen and to let other checks use it.
public final class Patience {
    /// Cloudflare waits 19 s and once more for a connection, and 125 s for an answer (facts §A.1).
    public static final Duration LONGEST = Duration.ofSeconds(130);

    /// The budget of a check that waits as long as Cloudflare does; the run's own limit is usually
    /// shorter.
    public static final Duration BUDGET = Duration.ofSeconds(150);

    private Patience() {}

    /// A run of the usual length shows whether the site is slow, and does not sit out each silence.
    private static final Duration USUAL_RUN = Duration.ofSeconds(75);

    private static final Duration USUAL = Duration.ofSeconds(22);

    /// A moment somewhat before the deadline; as late as Cloudflare's only where there is time for
    /// it.
    public static Deadline within(Deadline by) {
        var left = by.left();
        var most = left.multipliedBy(85).dividedBy(100);
        var longest = left.compareTo(USUAL_RUN) > 0 ? LONGEST : USUAL;
        return by.orIn(most.compareTo(longest) < 0 ? most : longest);
    }
}
