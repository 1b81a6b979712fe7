package dev.whence.desktop.terminal;

import dev.whence.engine.run.Progress;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.words.CheckWords;

import java.io.PrintStream;
import java.util.function.Consumer;

/// How far a run is: one line that is written over on a terminal, and a line for each tenth
/// elsewhere.
final class ProgressLine implements Consumer<Progress> {
    private final PrintStream err;
    private final boolean terminal;
    private int told = -1;

    ProgressLine(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public synchronized void accept(Progress progress) {
        var all = progress.items().size();
        if (all == 0) {
            return;
        }
        if (terminal) {
            var text = "%d of %d checks  %s".formatted(progress.ended(), all, looking(progress));
            err.print(
                    "\r\u001b[K"
                            + (text.length() < Wrap.COLUMNS
                                    ? text
                                    : text.substring(0, Wrap.COLUMNS - 1)));
            err.flush();
        } else if (progress.ended() * 10 / all > told) {
            told = progress.ended() * 10 / all;
            err.println(progress.ended() + " of " + all + " checks");
        }
    }

    /// Leaves the line clean for what comes next.
    synchronized void end() {
        if (terminal) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    private static String looking(Progress progress) {
        return progress.items().stream()
                .filter(item -> item.state() instanceof Progress.State.Looking)
                .flatMap(
                        item ->
                                Knowledge.CHECKS.stream()
                                        .filter(check -> check.id().equals(item.look().id())))
                .findFirst()
                .map(check -> CheckWords.of(check).title())
                .orElse("");
    }
}
