package dev.whence.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Real outputs of programs, redacted and trimmed.
public final class Captures {
    private static final Path FOLDER = Path.of("src/test/captures");

    private Captures() {}

    /// The output of a tool in a case: `ss/none`.
    public static String read(String toolAndCase) {
        try {
            return Files.readString(FOLDER.resolve(toolAndCase + ".txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
