package dev.whence.knowledge.parse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// What genuine connectors printed, one file for each case, in sections that begin with `--- name`.
public final class TunnelCaptures {
    private static final Path FOLDER = Path.of("src/test/captures/cloudflared");

    private TunnelCaptures() {}

    /// The sections of a case.
    public static Map<String, String> of(String name) {
        Map<String, String> sections = new LinkedHashMap<>();
        for (var section : read(FOLDER.resolve(name + ".txt")).split("(?m)^--- ", -1)) {
            var end = section.indexOf('\n');
            if (end > 0) {
                sections.put(section.substring(0, end).strip(), section.substring(end + 1));
            }
        }
        return sections;
    }

    /// One section of a case.
    public static String of(String name, String section) {
        var text = of(name).get(section);
        if (text == null) {
            throw new IllegalArgumentException(name + " has no section " + section);
        }
        return text;
    }

    /// Every case.
    public static Stream<String> cases() {
        try (var files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString().replace(".txt", ""))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
