package dev.whence.knowledge.check.edge;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.Trouble;
import dev.whence.knowledge.fact.EdgeFact;

import java.time.Duration;

/// When a site may be asked again: not where it limits requests, and not where each one takes long
/// (facts §J.3 #33).
final class Courtesy {
    private static final Duration SLOW = Duration.ofSeconds(5);

    private Courtesy() {}

    /// @throws CouldNotLook where the site should be left alone
    static void requireLeave(Scene scene) throws CouldNotLook {
        if (scene.known().all(EdgeFact.Blocked.class).anyMatch(Courtesy::limits)) {
            throw CouldNotLook.broke(
                    new Trouble(
                            "The site limits how often it may be asked, so it is left alone.",
                            "Wait some minutes and check again."));
        }
        if (scene.known()
                .all(EdgeFact.Answered.class)
                .anyMatch(answer -> answer.elapsed().compareTo(SLOW) > 0)) {
            throw CouldNotLook.broke(
                    new Trouble(
                            "Each answer takes so long that the request is not repeated.",
                            "Repeat it by hand a few times."));
        }
    }

    private static boolean limits(EdgeFact.Blocked blocked) {
        return blocked.status() == 429 || blocked.code() == 1015;
    }
}
