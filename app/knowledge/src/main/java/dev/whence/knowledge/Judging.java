package dev.whence.knowledge;

import dev.whence.engine.check.Check;
import dev.whence.engine.verdict.Judge;
import dev.whence.engine.verdict.Questions;
import dev.whence.knowledge.cause.CodeTellsPlace;
import dev.whence.knowledge.cause.SiteFails;

import java.util.List;

/// The judge of everything that is known here.
public final class Judging {
    private Judging() {}

    /// Judges by every cause.
    ///
    /// @param checks what may still be looked at to settle an open verdict
    public static Judge with(List<? extends Check> checks) {
        return new Judge(
                Knowledge.CAUSES, new SiteFails(), new CodeTellsPlace(), new Questions(checks));
    }
}
