package dev.whence.desktop.terminal;

import dev.whence.knowledge.pasted.Intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// Reads the texts that a person brings as files or on the standard input. A log of any size is
/// condensed on the way.
final class Brought {
    private static final int MOST_CASES = 256 * 1024 * 1024;

    private final InputStream in;
    private final PrintStream err;

    /// @param in what `-` stands for
    /// @param err hears how far the reading of a large file is
    Brought(InputStream in, PrintStream err) {
        this.in = in;
        this.err = err;
    }

    /// The text of a file, or of the standard input for `-`.
    ///
    /// @throws Wrong where it cannot be read
    String text(String file) {
        try {
            return told(file, file.equals("-") ? Intake.read(in, _ -> true) : read(file));
        } catch (IOException | InvalidPathException e) {
            throw unreadable(file);
        }
    }

    /// The lines of a file, each as it stands.
    ///
    /// @throws Wrong where it cannot be read
    List<String> lines(String file) {
        try (var from = file.equals("-") ? in : Files.newInputStream(existing(file))) {
            return new String(from.readNBytes(MOST_CASES), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException | InvalidPathException e) {
            throw unreadable(file);
        }
    }

    private Intake read(String file) throws IOException {
        var path = existing(file);
        var line = new ReadingLine(err, Terminals.interactive(), file, Files.size(path));
        try (var from = Files.newInputStream(path)) {
            return Intake.read(from, line::show);
        } finally {
            line.end();
        }
    }

    private static String told(String file, Intake taken) {
        return switch (taken.form()) {
            case WHOLE, CONDENSED, CONDENSED_IN_PART -> taken.text();
            case TOO_LARGE ->
                    throw new Wrong(
                            file
                                    + " is too large and no log: give the part of it that is about"
                                    + " the failure.");
            case NO_TEXT ->
                    throw new Wrong(
                            file
                                    + " is no text: give a log, a page or the output of a command"
                                    + " as text.");
        };
    }

    private static Path existing(String file) {
        var path = Path.of(file);
        if (!Files.exists(path)) {
            throw new Wrong("The file " + file + " does not exist.");
        }
        if (Files.isDirectory(path)) {
            throw new Wrong(file + " is a folder: give a file, or several.");
        }
        return path;
    }

    private static Wrong unreadable(String file) {
        return new Wrong(file + " cannot be read: give a text file that you may open.");
    }
}
