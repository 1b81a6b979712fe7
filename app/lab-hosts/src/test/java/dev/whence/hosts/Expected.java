package dev.whence.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What must follow from a fault: a row of `expected.tsv`.
///
/// @param ask the path or address to ask for
/// @param kinds any of these kinds of verdict is right
/// @param places any of these places is right; empty where none is named
/// @param causes any of them in the root or its chain is right; empty where none is named
record Expected(
        String fault, String ask, List<String> kinds, List<String> places, List<String> causes) {
    /// No fault makes a run longer.
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Map<String, Integer> EXITS =
            Map.of("origin", 10, "edge", 11, "tunnel", 12, "client", 13);
    private static final Pattern STACK_TRACE =
            Pattern.compile("(?m)^\\s+at [\\w.$/]+\\(|Exception in thread|\\bNullPointer");

    Expected {
        kinds = List.copyOf(kinds);
        places = List.copyOf(places);
        causes = List.copyOf(causes);
    }

    /// All rows, in the table's order.
    static List<Expected> all() {
        try (var table = Expected.class.getResourceAsStream("/expected.tsv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t", -1))
                    .map(Expected::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Expected row(String[] cells) {
        return new Expected(cells[0], cells[1], list(cells[2]), list(cells[3]), list(cells[4]));
    }

    /// The row of one fault.
    static Expected of(String fault) {
        return all().stream()
                .filter(row -> row.fault().equals(fault))
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected.tsv has no row for " + fault));
    }

    private static List<String> list(String cell) {
        return cell.equals("-") ? List.of() : List.of(cell.split(","));
    }

    /// The row holds: in the verdict, in the exit code and on paper.
    void holds(Whence.Answer answer) {
        sound(answer);
        assertThat(answer.verdict("kind")).as("kind%n%s", answer.told()).isIn(kinds);
        if (answer.verdict("kind").equals("located")) {
            assertThat(answer.verdict("place")).as("place%n%s", answer.told()).isIn(places);
            assertThat(answer.causes())
                    .as("causes%n%s", answer.told())
                    .containsAnyElementsOf(causes);
        }
        if (answer.verdict("kind").equals("torn")) {
            assertThat(answer.possible()).as(answer.told()).containsAnyElementsOf(causes);
        }
        assertThat(answer.looked()).as("how long it looked").isLessThan(LONGEST);
    }

    /// With less evidence: the right place or none, and never a wrong cause.
    void isNotContradictedBy(Whence.Answer answer) {
        sound(answer);
        if (answer.verdict("kind").equals("located")) {
            assertThat(places).as("no place%n%s", answer.told()).isNotEmpty();
            assertThat(answer.verdict("place")).as("place%n%s", answer.told()).isIn(places);
        } else if (answer.verdict("kind").equals("nothing-wrong-now")) {
            assertThat(kinds).as(answer.told()).contains("nothing-wrong-now");
        }
    }

    /// What every run owes to the person in front of it.
    private static void sound(Whence.Answer answer) {
        assertThat(answer.out() + answer.err()).doesNotContainPattern(STACK_TRACE);
        assertThat(answer.exit()).as(answer.err()).isNotIn(1, 2);
        assertThat(answer.exit()).as(answer.told()).isEqualTo(exit(answer));
        assertThat(plain(answer.pdf())).as("PDF").contains(plain(answer.verdict("title")));
    }

    private static int exit(Whence.Answer answer) {
        return switch (answer.verdict("kind")) {
            case "nothing-wrong-now" -> 0;
            case "located" -> EXITS.getOrDefault(answer.verdict("place"), 20);
            case "not-this-fault" -> 30;
            default -> 20;
        };
    }

    private static String plain(String text) {
        return text.replaceAll("[\\\\`*_]", "").replaceAll("\\s+", " ");
    }
}
