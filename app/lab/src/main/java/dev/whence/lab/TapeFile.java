package dev.whence.lab;

import dev.whence.engine.world.Exchange;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Reads and writes tapes as JSON: an array where they stand inside another file, one exchange a
/// line where they stand alone.
///
/// Reading is strict and bounded: an unknown key, a missing one or a text without end is refused
/// with a sentence.
public final class TapeFile {
    private static final int MOST_EXCHANGES = 10_000;

    private TapeFile() {}

    /// The tape as an array.
    public static JsonNode tree(Tape tape) {
        return TapeJson.MAPPER.valueToTree(tape.exchanges());
    }

    /// The tape that an array holds.
    ///
    /// @throws IOException with a sentence for the user where it is no tape
    public static Tape read(JsonNode array) throws IOException {
        if (!array.isArray() || array.size() > MOST_EXCHANGES) {
            throw new IOException(
                    "A tape is a list of at most " + MOST_EXCHANGES + " questions with answers.");
        }
        List<Exchange> exchanges = new ArrayList<>();
        for (var node : array) {
            exchanges.add(exchange(node, exchanges.size() + 1));
        }
        return new Tape(exchanges);
    }

    /// The tape with one exchange a line.
    public static String lines(Tape tape) {
        return tape.exchanges().stream()
                .map(exchange -> TapeJson.MAPPER.writeValueAsString(exchange) + "\n")
                .collect(Collectors.joining());
    }

    /// The tape that lines of exchanges hold; empty lines are passed over.
    ///
    /// @throws IOException with a sentence for the user, naming the line, where it is no tape
    public static Tape read(String lines) throws IOException {
        List<Exchange> exchanges = new ArrayList<>();
        var number = 0;
        for (var line : lines.split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                exchanges.add(exchange(parsed(line, number), number));
            }
            if (exchanges.size() > MOST_EXCHANGES) {
                throw new IOException("The tape is longer than " + MOST_EXCHANGES + " exchanges.");
            }
        }
        return new Tape(exchanges);
    }

    private static JsonNode parsed(String line, int number) throws IOException {
        try {
            return TapeJson.MAPPER.readTree(line);
        } catch (JacksonException e) {
            throw new IOException("Line " + number + " of the tape is not JSON.", e);
        }
    }

    private static Exchange exchange(JsonNode node, int number) throws IOException {
        if (!node.isObject()) {
            throw notOurs(number, null);
        }
        try {
            return TapeJson.MAPPER.treeToValue(node, Exchange.class);
        } catch (JacksonException | IllegalArgumentException e) {
            throw notOurs(number, e);
        }
    }

    private static IOException notOurs(int number, @Nullable Exception cause) {
        return new IOException(
                "Exchange " + number + " of the tape is not one that Whence wrote.", cause);
    }
}
