package dev.whence.desktop.desk;

import java.util.Locale;

/// How something stands, as a colour, a sign and a word that always go together.
public enum Sign {
    WELL,
    LOOK,
    BROKEN,
    UNKNOWN,
    /// Seen, and neither good nor bad by itself.
    NOTED,
    /// Does not apply here.
    NOT_HERE,
    /// Its turn has not come.
    WAITING,
    /// Being looked at.
    LOOKING;

    /// The word that goes with it.
    public String word() {
        return Said.by(Sign.class).at(id());
    }

    /// The name in style classes and words: `not-here`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
