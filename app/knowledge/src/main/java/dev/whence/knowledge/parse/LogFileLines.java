package dev.whence.knowledge.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the log files of databases and PHP as if they were a journal: lines with their times.
public final class LogFileLines {
    private static final Pattern ISO =
            Pattern.compile(
                    "^(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d)(?:[.,]\\d{1,9})?"
                            + " ?(UTC|GMT|Z|[+-]\\d\\d:?\\d\\d)?");
    private static final Pattern PHP =
            Pattern.compile(
                    "^\\[(\\d\\d-\\w{3}-\\d{4} \\d\\d:\\d\\d:\\d\\d)(?: (UTC))?[^\\]]{0,40}\\]");
    private static final DateTimeFormatter PHP_STAMP =
            DateTimeFormatter.ofPattern("dd-MMM-uuuu HH:mm:ss", Locale.ENGLISH);

    private LogFileLines() {}

    /// The lines of one unit's file. A line without a time has that of the line before; the first
    /// ones without any are left out.
    ///
    /// @param zone the host's time zone, for times without one
    public static List<JournalJson.Entry> entries(String text, String unit, ZoneOffset zone) {
        List<JournalJson.Entry> entries = new ArrayList<>();
        var last = Optional.<Instant>empty();
        for (var line : Text.lines(text)) {
            var at = at(line, zone);
            last = at.isPresent() ? at : last;
            last.ifPresent(moment -> entries.add(new JournalJson.Entry(moment, unit, "", 6, line)));
        }
        return entries;
    }

    private static Optional<Instant> at(String line, ZoneOffset zone) {
        try {
            var iso = ISO.matcher(line);
            if (iso.find()) {
                return Optional.of(
                        LocalDateTime.parse(iso.group(1) + "T" + iso.group(2))
                                .toInstant(zone(iso.group(3), zone)));
            }
            var php = PHP.matcher(line);
            return php.find()
                    ? Optional.of(
                            LocalDateTime.parse(php.group(1), PHP_STAMP)
                                    .toInstant(zone(php.group(2), zone)))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static ZoneOffset zone(
            @org.jspecify.annotations.Nullable String written, ZoneOffset host) {
        return switch (written) {
            case null -> host;
            case "UTC", "GMT", "Z" -> ZoneOffset.UTC;
            default -> ZoneOffset.of(written);
        };
    }
}
