package dev.whence.knowledge.pasted;

import dev.whence.engine.model.Target;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known around a text when it is read.
///
/// @param target what fails; its codes are the user's
/// @param named the target's host was found in the evidence, or given
/// @param cloudflare whether requests pass Cloudflare's edge, where that is known
/// @param asked when the person asked the site, where an answer tells
/// @param now the moment of reading
record About(
        Target target,
        boolean named,
        Optional<Boolean> cloudflare,
        Optional<Instant> asked,
        Instant now) {
    /// Whether requests may pass the edge.
    boolean mayPassEdge() {
        return cloudflare.orElse(true);
    }

    List<Integer> codes() {
        return target.seen().codes();
    }
}
