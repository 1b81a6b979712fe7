package dev.whence.report;

/// How a thing stands, as the reader sees it: each tone has a sign of its own, so that colour never
/// carries meaning alone. The word that goes with it is in [ReportWords].
public enum Tone {
    WELL("✓"),
    LOOK("!"),
    BROKEN("✕"),
    UNKNOWN("?"),
    NOT_APPLICABLE("–");

    private final String sign;

    Tone(String sign) {
        this.sign = sign;
    }

    /// The sign, one character that every bundled set of fonts can draw.
    public String sign() {
        return sign;
    }
}
