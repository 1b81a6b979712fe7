package dev.whence.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// What came out of each fault, for `app/docs/laboratory.md`.
final class FaultTable {
    private static final Path PAGE = Path.of("..", "docs", "laboratory.md");

    private final Map<String, String> lines = new ConcurrentHashMap<>();

    /// One run, and what it cost each host.
    void add(Expected row, Whence.Answer answer, Collection<Cost> costs) {
        lines.put(
                row.fault(),
                "| %s | %s | %s | %d | %d | %s |"
                        .formatted(
                                row.fault(),
                                verdict(answer),
                                answer.verdict("standing"),
                                Math.round(answer.looked().toMillis() / 1000.0),
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

    /// The page, in place of the former one; what did not run keeps its former line.
    void write() {
        try (var head = FaultTable.class.getResourceAsStream("laboratory.md")) {
            var text = new String(head.readAllBytes(), StandardCharsets.UTF_8);
            var former = Files.exists(PAGE) ? Files.readAllLines(PAGE) : List.<String>of();
            var table =
                    Expected.all().stream()
                            .flatMap(row -> line(row, former).stream())
                            .collect(Collectors.joining("\n"));
            Files.writeString(PAGE, text + table + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> line(Expected row, List<String> former) {
        return Optional.ofNullable(lines.get(row.fault()))
                .or(
                        () ->
                                former.stream()
                                        .filter(line -> line.startsWith("| " + row.fault() + " |"))
                                        .findFirst());
    }
}
