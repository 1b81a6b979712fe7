package dev.whence.desktop.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Every word that the window asks for by name stands beside its class.
class SaidTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/whence/desktop");
    private static final Pattern ASKED =
            Pattern.compile("SAID\\s*\\.at\\(\\s*\"([a-z-]+)\"\\s*[,)]");
    private static final Pattern COUNTED =
            Pattern.compile("SAID\\s*\\.counted\\(\\s*\"([a-z-]+)\"");

    @Test
    void everyNamedWordIsThere() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var missing =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(SaidTest::missing)
                            .toList();
            assertThat(missing).isEmpty();
        }
    }

    private static Stream<String> missing(Path file) {
        var asked = asked(file);
        if (asked.isEmpty()) {
            return Stream.empty();
        }
        var yaml = file.resolveSibling(file.getFileName().toString().replace(".java", ".yaml"));
        var words = read(yaml);
        return asked.stream()
                .filter(key -> !words.contains("\n" + key + ":"))
                .map(key -> yaml.getFileName() + " has no " + key);
    }

    private static List<String> asked(Path file) {
        var source = read(file);
        return Stream.concat(
                        ASKED.matcher(source).results().map(found -> found.group(1)),
                        COUNTED.matcher(source)
                                .results()
                                .flatMap(
                                        found ->
                                                Stream.of(found.group(1), found.group(1) + "-one")))
                .distinct()
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? "\n" + Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
