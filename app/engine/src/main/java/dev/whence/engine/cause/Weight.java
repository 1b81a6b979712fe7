package dev.whence.engine.cause;

import java.util.Locale;

/// What a clue is worth to an expert who sees it.
public enum Weight {
    /// Would stop looking.
    PROVES,
    /// Would bet on it.
    POINTS_TO,
    /// Would expect it, though other causes show it too.
    FITS,
    /// Would frown.
    SPEAKS_AGAINST,
    /// Would cross the cause off, at that moment.
    RULES_OUT;

    /// The public name, as JSON and reports carry it.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether the clue speaks for the cause.
    public boolean isFor() {
        return compareTo(FITS) <= 0;
    }
}
