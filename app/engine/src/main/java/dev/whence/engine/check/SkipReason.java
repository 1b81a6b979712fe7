package dev.whence.engine.check;

import java.util.Locale;

/// Why a check did not look.
public enum SkipReason {
    /// No shell on a host of the role that it needs.
    NO_SSH,
    /// The shell is there, and the right to see this is not.
    NO_ROOT,
    /// No address of the origin was given or found.
    NO_ORIGIN,
    /// No tunnel is used here, as far as is known.
    NO_TUNNEL,
    /// The facts that it starts from were not found.
    NOTHING_TO_START_FROM,
    /// The program that it asks is not on that host.
    NOT_INSTALLED,
    /// The user did not agree to it, or did not name it.
    NOT_ASKED,
    /// Asking again would burden what is looked at.
    LEFT_ALONE;

    /// The public name, as JSON and reports carry it.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
