package dev.whence.knowledge.parse;

import java.util.Optional;
import java.util.regex.Pattern;

/// The pages of access decisions that carry neither a code nor a header of their own (facts §A.3,
/// row 1020).
final class BlockPage {
    private static final int LOOK_AT = 64 * 1024;
    private static final Pattern BLOCKED =
            Pattern.compile("Sorry, you have been blocked|<title>Attention Required!");
    private static final Pattern CHALLENGE =
            Pattern.compile("<title>Just a moment\\.\\.\\.</title>");

    private BlockPage() {}

    /// Whether the page is an access decision, and then whether it is a challenge.
    static Optional<Boolean> of(int status, String body, RayId ray) {
        if (status != 403 && status != 429 && status != 503) {
            return Optional.empty();
        }
        var start = body.substring(0, Math.min(body.length(), LOOK_AT));
        if (CHALLENGE.matcher(start).find() && start.contains("/cdn-cgi/challenge-platform/")) {
            return Optional.of(true);
        }
        return BLOCKED.matcher(start).find() && start.contains(ray.id())
                ? Optional.of(false)
                : Optional.empty();
    }
}
