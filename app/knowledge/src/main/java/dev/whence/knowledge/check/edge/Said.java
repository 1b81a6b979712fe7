package dev.whence.knowledge.check.edge;

import dev.whence.engine.world.Fetched;

import java.util.Locale;

/// How a request that got no answer ended, in a few words.
final class Said {
    private Said() {}

    /// Such as `too slow (connect)`, with what the connection said.
    static String of(Fetched.NoAnswer none) {
        var reason = word(none.reason()) + " (" + word(none.phase()) + ")";
        return none.detail().isEmpty() ? reason : reason + ": " + none.detail();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
