package dev.whence.knowledge.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what the kernel, and systemd after it, write when memory ran out (facts §F.6).
public final class OomLine {
    private static final Pattern KILLED =
            Pattern.compile(
                    "(?:Out of memory: |Memory cgroup out of memory: )?"
                            + "Killed process \\d{1,9}(?:, UID \\d+,)? \\(([^)]{1,64})\\)");
    private static final Pattern UNIT =
            Pattern.compile(
                    "^(\\S{1,200}): A process of this unit has been killed by the OOM killer");
    private static final Pattern RING =
            Pattern.compile(
                    "^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d),(\\d{1,6})([+-]\\d\\d:\\d\\d)"
                            + " (.*)$");

    private OomLine() {}

    /// A process, or a unit where only systemd says it, that was ended.
    public record Entry(String process, Instant at) {}

    /// The processes that the kernel says it ended.
    public static Stream<Entry> fromKernel(List<JournalJson.Entry> journal) {
        return journal.stream()
                .flatMap(
                        line ->
                                killed(line.message())
                                        .map(name -> new Entry(name, line.at()))
                                        .stream());
    }

    /// The units of which systemd says so.
    public static Stream<Entry> fromUnits(List<JournalJson.Entry> journal) {
        return journal.stream()
                .filter(line -> line.by().equals("systemd"))
                .flatMap(
                        line -> {
                            var unit = UNIT.matcher(line.message());
                            return unit.find()
                                    ? Stream.of(new Entry(unit.group(1), line.at()))
                                    : Stream.of();
                        });
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
            return killed(match.group(4)).map(name -> new Entry(name, at));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> killed(String message) {
        var match = KILLED.matcher(message);
        return match.find() ? Optional.of(match.group(1)) : Optional.empty();
    }
}
