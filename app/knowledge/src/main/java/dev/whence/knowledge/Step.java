package dev.whence.knowledge;

import java.util.Locale;

/// The five steps of the checklist, in order. A run does not wait between them: they group what is
/// shown.
public enum Step {
    CLOUDFLARE,
    ORIGIN,
    TUNNEL,
    LOGS,
    WAF;

    /// The public name, as JSON and reports carry it.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
