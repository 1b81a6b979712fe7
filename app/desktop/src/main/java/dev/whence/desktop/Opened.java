package dev.whence.desktop;

import dev.whence.engine.run.Incident;
import dev.whence.knowledge.file.SavedIncident.Said;

/// A saved incident that was opened: judged anew, beside what its writer said.
///
/// @param before the verdict of the version that saved it
public record Opened(Incident incident, Said before) {
    /// Whether this version says something else.
    public boolean changed() {
        return !Said.of(incident.verdict()).equals(before);
    }

    /// Both verdicts in one sentence.
    public String difference() {
        return "When it was saved, the verdict was "
                + shown(before)
                + "; this version of Whence says "
                + shown(Said.of(incident.verdict()))
                + ".";
    }

    private static String shown(Said said) {
        return said.cause().map(cause -> said.kind() + " (" + cause + ")").orElse(said.kind());
    }
}
