package dev.whence.knowledge.parse;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One record of a connector's log, in any of the forms it had since 2018 and behind any prefix
/// that a journal or a container runtime puts in front (facts §E.10).
///
/// @param at when, where the record says so
/// @param level `DBG`, `INF`, `WRN`, `ERR`, `FTL`, `PNC`; empty where it says none
/// @param message may be empty: the text then stands in the field `error`
record LogLine(Optional<Instant> at, String level, String message, Map<String, String> fields) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern CONSOLE =
            Pattern.compile(
                    "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z)"
                            + " (DBG|INF|WRN|ERR|FTL|PNC)(?: |$)");
    private static final Pattern BARE = Pattern.compile("^\\s*(DBG|INF|WRN|ERR|FTL|PNC) ");
    private static final Pattern BRACKETED =
            Pattern.compile(
                    "\\b(DEBU|INFO|WARN|ERRO|FATA|PANI)[A-Z]{0,3}\\[([0-9T:.Z+-]{1,40})\\] ");
    private static final Pattern SPELLED =
            Pattern.compile(
                    "time=\"?([0-9T:.Z+-]{1,40})\"?"
                            + " level=(debug|info|warning|warn|error|fatal|panic) msg=");
    private static final Pattern JOURNAL =
            Pattern.compile(
                    "^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?"
                            + "(?:Z|[+-]\\d\\d:?\\d\\d)) \\S+ [^\\s:]{1,80}: ");
    private static final Map<String, String> LEVELS =
            Map.ofEntries(
                    Map.entry("trace", "DBG"),
                    Map.entry("debug", "DBG"),
                    Map.entry("DEBU", "DBG"),
                    Map.entry("info", "INF"),
                    Map.entry("INFO", "INF"),
                    Map.entry("warn", "WRN"),
                    Map.entry("warning", "WRN"),
                    Map.entry("WARN", "WRN"),
                    Map.entry("error", "ERR"),
                    Map.entry("ERRO", "ERR"),
                    Map.entry("fatal", "FTL"),
                    Map.entry("FATA", "FTL"),
                    Map.entry("panic", "PNC"),
                    Map.entry("PANI", "PNC"));

    LogLine {
        fields = Map.copyOf(fields);
    }

    /// Whether a record begins with this line; otherwise it may be the rest of the one before.
    static boolean begins(String line) {
        return CONSOLE.matcher(line).find()
                || BARE.matcher(line).find()
                || JOURNAL.matcher(line).find()
                || BRACKETED.matcher(line).find()
                || SPELLED.matcher(line).find()
                || json(line) >= 0;
    }

    /// Reads one record. What has no known form is its own message.
    static LogLine read(String line) {
        var console = CONSOLE.matcher(line);
        if (console.find()) {
            return pairs(time(console.group(1)), console.group(2), line.substring(console.end()));
        }
        var brace = json(line);
        if (brace >= 0) {
            return fromJson(line.substring(brace));
        }
        return old(line);
    }

    /// A field's value; empty where the record has none.
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /// Whether the record says that something went wrong, or does not say how bad it is.
    boolean warns() {
        return !level.equals("INF") && !level.equals("DBG");
    }

    private static LogLine pairs(Optional<Instant> at, String level, String rest) {
        var begin = LogFields.begin(rest);
        return new LogLine(
                at, level, rest.substring(0, begin).strip(), LogFields.read(rest, begin));
    }

    private static LogLine old(String line) {
        var bracketed = BRACKETED.matcher(line);
        if (bracketed.find()) {
            return pairs(
                    time(bracketed.group(2)),
                    LEVELS.getOrDefault(bracketed.group(1), ""),
                    line.substring(bracketed.end()));
        }
        var spelled = SPELLED.matcher(line);
        if (spelled.find()) {
            var fields = LogFields.read(line, spelled.start());
            return new LogLine(
                    time(spelled.group(1)),
                    LEVELS.getOrDefault(spelled.group(2), ""),
                    fields.getOrDefault("msg", ""),
                    fields);
        }
        var journal = JOURNAL.matcher(line);
        var at = journal.find() ? time(journal.group(1)) : Optional.<Instant>empty();
        var rest = at.isPresent() ? line.substring(journal.end()) : line;
        var bare = BARE.matcher(rest);
        return bare.find()
                ? pairs(at, bare.group(1), rest.substring(bare.end()))
                : pairs(at, "", rest);
    }

    private static int json(String line) {
        var brace = line.indexOf("{\"");
        return brace >= 0 && line.indexOf("\"level\":", brace) > 0 ? brace : -1;
    }

    private static LogLine fromJson(String text) {
        Map<String, String> fields = new HashMap<>();
        try {
            for (var entry : JSON.readTree(text).properties()) {
                fields.put(entry.getKey(), plain(entry.getValue()));
            }
        } catch (JacksonException _) {
            fields.putAll(broken(text));
        }
        return new LogLine(
                time(fields.getOrDefault("time", "")),
                LEVELS.getOrDefault(fields.getOrDefault("level", ""), ""),
                fields.getOrDefault("message", ""),
                fields);
    }

    private static String plain(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    /// The texts of an object whose end is missing.
    private static Map<String, String> broken(String text) {
        Map<String, String> fields = new HashMap<>();
        var pair =
                Pattern.compile("\"(\\w{1,40})\":(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"?|(-?\\d{1,12}))")
                        .matcher(text);
        while (pair.find()) {
            fields.putIfAbsent(
                    pair.group(1),
                    pair.group(2) == null ? pair.group(3) : LogFields.unquoted(pair.group(2)));
        }
        return fields;
    }

    private static Optional<Instant> time(String stamp) {
        try {
            return Optional.of(
                    OffsetDateTime.parse(
                                    stamp.replace(',', '.')
                                            .replaceAll("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                            .toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
