package dev.whence.desktop.terminal;

import dev.whence.knowledge.parse.LogDigest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the texts that a person brings as files or on the standard input. A log of any size is
/// condensed on the way.
final class Brought {
    private static final int LARGEST = 4 * 1024 * 1024;

    private final InputStream in;

    /// @param in what `-` stands for
    Brought(InputStream in) {
        this.in = in;
    }

    /// The text of a file, or of the standard input for `-`.
    ///
    /// @throws Wrong where it cannot be read
    String text(String file) {
        try {
            return file.equals("-") ? decoded(in.readNBytes(LARGEST)) : read(Path.of(file));
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw new Wrong(file + " cannot be read: give a text file that you may open.");
        }
    }

    private static String read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new Wrong("The file " + file + " does not exist.");
        }
        if (Files.isDirectory(file)) {
            throw new Wrong(file + " is a folder: give a file, or several.");
        }
        try (var from = Files.newInputStream(file)) {
            return Files.size(file) <= LARGEST
                    ? decoded(from.readAllBytes())
                    : LogDigest.read(from, _ -> true).text();
        }
    }

    /// UTF-8; what PowerShell writes is UTF-16 with a mark in front.
    private static String decoded(byte[] bytes) {
        if (bytes.length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        Charset utf8 = StandardCharsets.UTF_8;
        var text = new String(bytes, utf8);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}
