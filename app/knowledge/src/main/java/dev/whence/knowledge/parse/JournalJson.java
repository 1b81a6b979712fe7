package dev.whence.knowledge.parse;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what `journalctl -o json` prints: one object a line (facts §F.8).
public final class JournalJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern HIDDEN =
            Pattern.compile(
                    "You are currently not seeing messages from other users|insufficient"
                            + " permissions");
    private static final Pattern NOTHING_KEPT = Pattern.compile("No journal files were found");

    private JournalJson() {}

    /// One line.
    ///
    /// @param unit the service that wrote it, or that systemd wrote about; may be empty
    /// @param by the program that wrote it
    /// @param priority 0 is the gravest, 7 the least; 6 where it is not said
    /// @param times how many lines it stands for
    public record Entry(
            Instant at, String unit, String by, int priority, String message, int times) {
        public Entry(Instant at, String unit, String by, int priority, String message) {
            this(at, unit, by, priority, message, 1);
        }

        /// The same line, standing for so many.
        public Entry times(int count) {
            return new Entry(at, unit, by, priority, message, count);
        }
    }

    /// The lines that can be read; one that was cut off is left out.
    public static List<Entry> entries(String text) {
        return Repeats.of(Text.lines(text)).stream()
                .flatMap(
                        counted ->
                                entry(counted.line())
                                        .map(entry -> entry.times(counted.times()))
                                        .stream())
                .toList();
    }

    /// Whether the journal said that it hides what others wrote: then no line means nothing.
    public static boolean hidden(String err) {
        return HIDDEN.matcher(err).find();
    }

    /// Whether the host keeps no journal.
    public static boolean nothingKept(String err) {
        return NOTHING_KEPT.matcher(err).find();
    }

    private static Optional<Entry> entry(String line) {
        try {
            var object = JSON.readTree(line);
            var micros = Text.large(text(object.path("__REALTIME_TIMESTAMP")));
            if (!object.isObject() || micros <= 0) {
                return Optional.empty();
            }
            var about = text(object.path("UNIT"));
            var priority = text(object.path("PRIORITY"));
            return Optional.of(
                    new Entry(
                            Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000),
                            about.isEmpty() ? text(object.path("_SYSTEMD_UNIT")) : about,
                            text(object.path("SYSLOG_IDENTIFIER")),
                            priority.isEmpty() ? 6 : Text.number(priority),
                            message(object.path("MESSAGE"))));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// A message that is not UTF-8 comes as the numbers of its bytes.
    private static String message(JsonNode message) {
        if (!message.isArray()) {
            return Text.clean(text(message));
        }
        var bytes = new byte[message.size()];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) message.path(i).asInt(0);
        }
        return Text.clean(new String(bytes, StandardCharsets.UTF_8));
    }

    private static String text(JsonNode node) {
        return node.isString() || node.isNumber() ? node.asString() : "";
    }
}
