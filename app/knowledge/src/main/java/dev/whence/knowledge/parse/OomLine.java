package dev.whence.knowledge.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what the kernel, and systemd after it, write when memory ran out (facts §F.6).
public final class OomLine {
    private static final Pattern KILLED =
            Pattern.compile(
                    "(?:Out of memory: |Memory cgroup out of memory: )?"
                            + "Killed process \\d{1,9}(?:, UID \\d+,)? \\(([^)]{1,64})\\)");
    private static final Pattern CHOSEN =
            Pattern.compile("oom-kill:constraint=\\S{1,2000}?,task=([^,]{1,64}),pid=\\d");
    private static final Pattern UNIT =
            Pattern.compile(
                    "(?:^|\\s)(\\S{1,200}): (?:A process of this unit has been killed by the OOM"
                            + " killer|Failed with result 'oom-kill')");
    private static final Pattern RING =
            Pattern.compile(
                    "^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d),(\\d{1,6})([+-]\\d\\d:\\d\\d)"
                            + " (.*)$");

    private OomLine() {}

    /// A process, or a unit where only systemd says it, that was ended.
    ///
    /// @param times how many lines say so
    public record Entry(String process, Instant at, int times) {}

    /// The processes that the kernel says it ended; where that was cut off, those that it chose.
    public static Stream<Entry> fromKernel(List<JournalJson.Entry> journal) {
        var killed = entries(journal, OomLine::killed);
        return killed.isEmpty() ? entries(journal, OomLine::chosen).stream() : killed.stream();
    }

    private static List<Entry> entries(
            List<JournalJson.Entry> journal, Function<String, Optional<String>> name) {
        return journal.stream()
                .flatMap(
                        line ->
                                name
                                        .apply(line.message())
                                        .map(found -> new Entry(found, line.at(), line.times()))
                                        .stream())
                .toList();
    }

    /// The units of which systemd says so.
    public static Stream<Entry> fromUnits(List<JournalJson.Entry> journal) {
        return journal.stream()
                .filter(line -> line.by().equals("systemd"))
                .flatMap(
                        line ->
                                unit(line.message()).stream()
                                        .map(name -> new Entry(name, line.at(), line.times())));
    }

    /// The same from `dmesg --time-format iso`.
    public static Stream<Entry> fromRing(String text) {
        return Text.lines(text).stream().flatMap(line -> ring(line).stream());
    }

    private static Optional<Entry> ring(String line) {
        var match = RING.matcher(line);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            var at = OffsetDateTime.parse(match.group(1) + match.group(3)).toInstant();
            return killed(match.group(4)).map(name -> new Entry(name, at, 1));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> killed(String message) {
        return first(KILLED, message);
    }

    private static Optional<String> chosen(String message) {
        return first(CHOSEN, message);
    }

    private static Optional<String> unit(String message) {
        return first(UNIT, message);
    }

    private static Optional<String> first(Pattern pattern, String message) {
        var match = pattern.matcher(message);
        return match.find() ? Optional.of(match.group(1)) : Optional.empty();
    }
}
