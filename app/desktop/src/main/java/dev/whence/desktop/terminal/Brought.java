package dev.whence.desktop.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the texts that a person brings as files or on the standard input. Of one that is too large,
/// the beginning and the end.
final class Brought {
    private static final int BEGINNING = 1024 * 1024;
    private static final int END = 15 * 1024 * 1024;

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
            return file.equals("-") ? decoded(in.readNBytes(BEGINNING + END)) : read(Path.of(file));
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
            var beginning = from.readNBytes(BEGINNING);
            var left = Files.size(file) - beginning.length;
            if (left <= END) {
                return decoded(joined(beginning, from.readNBytes(END)));
            }
            from.skipNBytes(left - END);
            return decoded(joined(beginning, joined(new byte[] {'\n'}, from.readNBytes(END))));
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

    private static byte[] joined(byte[] one, byte[] other) {
        var both = new byte[one.length + other.length];
        System.arraycopy(one, 0, both, 0, one.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
