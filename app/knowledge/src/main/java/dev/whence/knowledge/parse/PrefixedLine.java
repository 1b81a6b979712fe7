package dev.whence.knowledge.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A line of a log without what a journal, a syslog or a container runtime put in front of it
/// (facts §E.10, §F.8).
///
/// @param at when, where the prefix says so
/// @param host empty where the prefix names none
/// @param program who wrote it; empty where the prefix does not say
/// @param message the rest
public record PrefixedLine(Optional<Instant> at, String host, String program, String message) {
    private static final Pattern SYSLOG =
            Pattern.compile(
                    "^(?:\\S{1,120}\\.gz:|<\\d{1,3}>)?(\\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d)"
                            + " (.*)$");
    private static final Pattern ISO =
            Pattern.compile(
                    "^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?:[.,]\\d{1,9})?"
                            + "(Z|[+-]\\d\\d:?\\d\\d) (.*)$");
    private static final Pattern FULL =
            Pattern.compile(
                    "^\\w{3} (\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d{1,6})? \\w{2,5}"
                            + " (.*)$");
    private static final Pattern BY =
            Pattern.compile(
                    "^(?:([\\w.:-]{1,80}) )?([\\w@.()/-]{1,80})(?:\\[\\d{1,9}\\])?: ?(.*)$");
    private static final Pattern CONTAINER = Pattern.compile("^([\\w.-]{1,60})\\s{1,40}\\| (.*)$");
    private static final Pattern LEVEL = Pattern.compile("[A-Z]{3,8} ");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu MMM d HH:mm:ss", Locale.ENGLISH);

    /// Reads one line.
    ///
    /// @param now gives the year, which syslog does not write
    public static PrefixedLine read(String line, Instant now) {
        var syslog = SYSLOG.matcher(line);
        if (syslog.matches()) {
            return by(syslog(syslog.group(1), now), syslog.group(2), line);
        }
        var iso = ISO.matcher(line);
        if (iso.matches()) {
            return by(iso(iso.group(1), iso.group(2)), iso.group(3), line);
        }
        var full = FULL.matcher(line);
        if (full.matches()) {
            return by(iso(full.group(1) + "T" + full.group(2), "Z"), full.group(3), line);
        }
        var container = CONTAINER.matcher(line);
        return container.matches()
                ? new PrefixedLine(
                        Optional.empty(), "", container.group(1), container.group(2).stripLeading())
                : new PrefixedLine(Optional.empty(), "", "", line);
    }

    /// Whether a journal or a syslog put something in front.
    public boolean prefixed() {
        return !program.isEmpty();
    }

    private static PrefixedLine by(Optional<Instant> at, String rest, String whole) {
        var by = BY.matcher(rest);
        if (!by.matches() || LEVEL.matcher(rest).lookingAt()) {
            return new PrefixedLine(at, "", "", whole);
        }
        return new PrefixedLine(
                at,
                by.group(1) == null ? "" : by.group(1),
                by.group(2).replaceAll("^\\(|\\)$", ""),
                by.group(3));
    }

    private static Optional<Instant> syslog(String stamp, Instant now) {
        try {
            var year = Year.from(now.atOffset(ZoneOffset.UTC));
            var at =
                    LocalDateTime.parse(year + " " + stamp.replaceAll(" +", " "), STAMP)
                            .toInstant(ZoneOffset.UTC);
            return Optional.of(
                    at.isAfter(now.plusSeconds(86_400))
                            ? at.atOffset(ZoneOffset.UTC).minusYears(1).toInstant()
                            : at);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> iso(String stamp, String zone) {
        try {
            var offset =
                    zone.matches("[+-]\\d{4}")
                            ? zone.substring(0, 3) + ":" + zone.substring(3)
                            : zone;
            return Optional.of(OffsetDateTime.parse(stamp + offset).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
