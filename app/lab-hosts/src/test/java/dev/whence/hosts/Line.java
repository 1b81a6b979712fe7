package dev.whence.hosts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The client's line to the hosts, made slow for a while.
final class Line implements AutoCloseable {
    private static final Path IMPAIR = Path.of("bin", "impair").toAbsolutePath();

    private final Process process;

    private Line(Process process) {
        this.process = process;
    }

    /// Each packet takes so much longer, in each direction.
    static Line slowedBy(int milliseconds) {
        try {
            var process =
                    new ProcessBuilder(
                                    IMPAIR.toString(),
                                    Lane.current().prefix(),
                                    "client",
                                    "--delay",
                                    Integer.toString(milliseconds))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            var line = new Line(process);
            line.waitUntilOn(process.inputReader());
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void waitUntilOn(BufferedReader said) throws IOException {
        if (!"impair: on".equals(said.readLine())) {
            close();
            throw new AssertionError("The line could not be slowed.");
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
