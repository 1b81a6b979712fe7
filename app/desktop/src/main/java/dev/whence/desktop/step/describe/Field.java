package dev.whence.desktop.step.describe;

import java.util.Locale;

/// What a user can tell about the failure, in the order in which it is asked.
enum Field {
    URL,
    CODES,
    SINCE,
    RAY,
    CHANGED,
    ORIGINS,
    ORIGIN_HOSTS,
    TUNNEL,
    TUNNEL_HOSTS,
    PATHS,
    UNITS;

    /// The name in ids and words: `origin-hosts`.
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
