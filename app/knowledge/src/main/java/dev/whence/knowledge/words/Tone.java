package dev.whence.knowledge.words;

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

    /// The sign, one character.
    public String sign() {
        return sign;
    }

    /// The colour's public name, as JSON carries it.
    public String colour() {
        return colour;
    }
}
