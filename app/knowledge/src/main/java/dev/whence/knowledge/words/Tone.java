package dev.whence.knowledge.words;

import dev.whence.engine.verdict.Verdict;

/// How a thing stands, as the reader sees it: each tone has a colour and a sign of its own, so that
/// colour never carries meaning alone.
public enum Tone {
    WELL("✓", "green"),
    LOOK("!", "amber"),
    BROKEN("✕", "red"),
    UNKNOWN("?", "grey"),
    NOT_APPLICABLE("–", "grey");

    private final String sign;
    private final String colour;

    Tone(String sign, String colour) {
        this.sign = sign;
        this.colour = colour;
    }

    /// The tone of a verdict.
    public static Tone of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Located _, Verdict.Placed _ -> BROKEN;
            case Verdict.Torn _, Verdict.NotThisFault _ -> LOOK;
            case Verdict.Inconclusive _ -> UNKNOWN;
            case Verdict.NothingWrongNow _ -> WELL;
        };
    }

    /// The sign, one character.
    public String sign() {
        return sign;
    }

    /// The colour's public name, as JSON carries it.
    public String colour() {
        return colour;
    }
}
