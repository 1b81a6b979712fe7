package dev.whence.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// What came out of each fault, for `app/docs/laboratory.md`.
final class FaultTable {
    private static final Path PAGE = Path.of("..", "docs", "laboratory.md");

    private final List<String> lines = new ArrayList<>();

    /// One run, and what it cost each host.
    void add(Expected row, Whence.Answer answer, Collection<Cost> costs) {
        lines.add(
                "| %s | %s | %s | %d | %d | %s |"
                        .formatted(
                                row.fault(),
                                verdict(answer),
                                answer.verdict("standing"),
                                Math.round(answer.took().toMillis() / 1000.0),
                                costs.stream().mapToInt(Cost::commands).max().orElse(0),
                                String.format(
                                        Locale.ROOT,
                                        "%.1f",
                                        costs.stream()
                                                .mapToDouble(Cost::seconds)
                                                .max()
                                                .orElse(0))));
    }

    private static String verdict(Whence.Answer answer) {
        return answer.verdict("kind").equals("located")
                ? answer.verdict("place") + ": " + answer.verdict("cause")
                : answer.verdict("kind");
    }

    /// The page, in place of the former one.
    void write() {
        try (var head = FaultTable.class.getResourceAsStream("laboratory.md")) {
            var text = new String(head.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(PAGE, text + String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
