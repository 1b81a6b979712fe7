package dev.whence.knowledge.parse;

import dev.whence.knowledge.parse.WebErrorLog.Entry;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads one line of Traefik's log in which it says why it answered with an error itself: key=value
/// of version 2, console or JSON of version 3.
final class TraefikErrorLine {
    private static final Pattern CAUSED =
            Pattern.compile("'?\\b50\\d [A-Z][A-Za-z ]{3,40}'? caused by: (.{1,2000})");
    private static final Pattern ERROR =
            Pattern.compile(
                    "(?:\\.go:\\d{1,5} > |\"message\":\"|msg=\"?)50\\d [A-Z][A-Za-z ]{3,40}\"?");
    private static final Pattern WHY =
            Pattern.compile("\\berror\"?[=:]\\s?\"((?:[^\"\\\\]++|\\\\.){1,2000}+)\"");
    private static final Pattern BARE = Pattern.compile("\\berror=(\\S{1,300})");
    private static final Pattern AT =
            Pattern.compile(
                    "\\b(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:Z|[+-]\\d\\d:\\d\\d))");

    private TraefikErrorLine() {}

    static Optional<Entry> read(String line) {
        var caused = CAUSED.matcher(line);
        if (caused.find()) {
            return GoProxyError.read(caused.group(1), at(line));
        }
        if (!ERROR.matcher(line).find()) {
            return Optional.empty();
        }
        var why = WHY.matcher(line);
        if (why.find()) {
            return GoProxyError.read(why.group(1), at(line));
        }
        var bare = BARE.matcher(line);
        return bare.find() ? GoProxyError.read(bare.group(1), at(line)) : Optional.empty();
    }

    private static Optional<Instant> at(String line) {
        var at = AT.matcher(line);
        try {
            return at.find()
                    ? Optional.of(OffsetDateTime.parse(at.group(1)).toInstant())
                    : Optional.empty();
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
