package dev.whence.knowledge.check.edge;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.knowledge.fact.EdgeFact;

import java.time.Duration;

/// When a site may be asked again: not where it limits requests, and not where each one takes long
/// (facts §J.3 #33).
final class Courtesy {
    private static final Duration SLOW = Duration.ofSeconds(5);

    private Courtesy() {}

    /// @throws CouldNotLook where the site should be left alone
    static void requireLeave(Scene scene) throws CouldNotLook {
        var known = scene.known();
        if (known.all(EdgeFact.Blocked.class).anyMatch(Courtesy::limits)
                || known.all(EdgeFact.Answered.class).anyMatch(Courtesy::slow)) {
            throw CouldNotLook.skipped(SkipReason.LEFT_ALONE);
        }
    }

    private static boolean slow(EdgeFact.Answered answer) {
        return answer.elapsed().compareTo(SLOW) > 0;
    }

    private static boolean limits(EdgeFact.Blocked blocked) {
        return blocked.status() == 429 || blocked.code() == 1015;
    }
}
