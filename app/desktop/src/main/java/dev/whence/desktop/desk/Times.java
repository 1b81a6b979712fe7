package dev.whence.desktop.desk;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times of day as people read them, with their zone.
public final class Times {
    private static final DateTimeFormatter SECOND = utc("HH:mm:ss 'UTC'");
    private static final DateTimeFormatter MINUTE = utc("HH:mm 'UTC'");
    private static final DateTimeFormatter DAY = utc("yyyy-MM-dd HH:mm:ss 'UTC'");

    private Times() {}

    /// `09:41:07 UTC`.
    public static String second(Instant at) {
        return SECOND.format(at);
    }

    /// `09:41 UTC`.
    public static String minute(Instant at) {
        return MINUTE.format(at);
    }

    /// `2026-03-01 09:41:07 UTC`.
    public static String day(Instant at) {
        return DAY.format(at);
    }

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
