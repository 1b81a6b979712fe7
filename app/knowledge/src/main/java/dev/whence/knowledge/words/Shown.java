package dev.whence.knowledge.words;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How values look in a sentence: numbers with units, times with their zone, lists short.
public final class Shown {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int MOST = 6;

    private Shown() {}

    /// A value as a reader sees it; empty for what is absent.
    public static String of(Object value) {
        return switch (value) {
            case Optional<?> some -> some.map(Shown::of).orElse("");
            case Duration time -> duration(time);
            case Instant moment -> TIME.format(moment);
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case Map<?, ?> map -> map(map);
            case Collection<?> list -> list(list);
            case Boolean answer -> answer ? "yes" : "no";
            case Double number -> String.format(Locale.ROOT, "%.1f", number);
            default -> value.toString();
        };
    }

    /// A length of time: `41 ms`, `2.3 s`, `4 min 10 s`.
    public static String duration(Duration time) {
        var millis = time.abs().toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        return millis < 100_000
                ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
                : millis / 60_000 + " min " + millis / 1000 % 60 + " s";
    }

    private static String list(Collection<?> list) {
        var shown = list.stream().limit(MOST).map(Shown::of).collect(Collectors.joining(", "));
        return list.size() > MOST ? shown + " and " + (list.size() - MOST) + " more" : shown;
    }

    private static String map(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(entry -> of(entry.getKey()) + " " + of(entry.getValue()))
                .sorted()
                .limit(MOST)
                .collect(Collectors.joining(", "));
    }
}
