package dev.whence.knowledge.parse;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/// A host's clock at one moment, with its zone.
public record HostTime(Instant now, ZoneOffset zone) {
    private static final Duration RECENT = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Pattern STAMP =
            Pattern.compile("(\\d{9,11})(?:\\.(\\d{1,9}|%N))?\\s+([+-]\\d{4})");

    /// Reads `1795153157.639701296 +0000`, also without the fraction where `date` has none.
    public static Optional<HostTime> read(String text) {
        var stamp = STAMP.matcher(text.strip());
        if (!stamp.matches()) {
            return Optional.empty();
        }
        var fraction = stamp.group(2) == null || stamp.group(2).equals("%N") ? "" : stamp.group(2);
        var nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
        try {
            return Optional.of(
                    new HostTime(
                            Instant.ofEpochSecond(Long.parseLong(stamp.group(1)), nanos),
                            ZoneOffset.of(stamp.group(3))));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// Where the time of the failure begins: a quarter of an hour ago, or when the user says that
    /// it began, at most a day ago.
    public Instant failing(Optional<Instant> began) {
        var quarter = now.minus(RECENT);
        var since = began.map(moment -> moment.minus(MARGIN)).orElse(quarter);
        var day = now.minus(LONGEST);
        var earliest = since.isBefore(day) ? day : since;
        return earliest.isBefore(quarter) ? earliest : quarter;
    }
}
