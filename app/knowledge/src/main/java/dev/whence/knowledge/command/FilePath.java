package dev.whence.knowledge.command;

import java.util.Optional;
import java.util.regex.Pattern;

/// The absolute path of a file on a host.
public record FilePath(String value) {
    private static final Pattern PATH = Pattern.compile("/[^\\p{Cntrl}]{1,1000}");

    public FilePath {
        if (!PATH.matcher(value).matches()) {
            throw new IllegalArgumentException("That is not the absolute path of a file.");
        }
    }

    /// Reads a path that some output named; empty where it is none that can be used.
    public static Optional<FilePath> of(String text) {
        return PATH.matcher(text).matches() ? Optional.of(new FilePath(text)) : Optional.empty();
    }
}
