package dev.whence.desktop.terminal;

import java.io.PrintStream;
import java.util.Locale;

/// How far the reading of a large file is: one line that is written over on a terminal, and a line
/// for each tenth elsewhere. Small files are read in silence.
final class ReadingLine {
    private static final long SMALL = 32L << 20;

    private final PrintStream err;
    private final boolean terminal;
    private final String file;
    private final long size;
    private long told = -1;

    ReadingLine(PrintStream err, boolean terminal, String file, long size) {
        this.err = err;
        this.terminal = terminal;
        this.file = file;
        this.size = size;
    }

    /// Shows how many bytes were read.
    ///
    /// @return `true`: the reading goes on
    boolean show(long read) {
        var share = size < SMALL ? -1 : read * 100 / size;
        var step = terminal ? share : share / 10 * 10;
        if (share >= 0 && step > told) {
            told = step;
            var text =
                    String.format(
                            Locale.ROOT,
                            "%s: %d %%, %d of %d MB",
                            file,
                            Math.min(100, share),
                            read >> 20,
                            size >> 20);
            err.print(terminal ? "\r\u001b[K" + Wrap.clean(text) : Wrap.clean(text) + "\n");
            err.flush();
        }
        return true;
    }

    /// Leaves the line clean for what comes next.
    void end() {
        if (terminal && told >= 0) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
