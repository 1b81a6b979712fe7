package dev.whence.desktop.step.describe;

import dev.whence.desktop.desk.Said;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what was typed. Whatever cannot be read throws an [IllegalArgumentException] with a
/// sentence for the user.
final class Typed {
    private static final Said SAID = Said.by(Typed.class);
    private static final Pattern CODE = Pattern.compile("\\d{3,4}");
    private static final Pattern RAY = Pattern.compile("([0-9a-f]{16})(-[A-Z]{3})?");
    private static final Pattern TUNNEL = Pattern.compile("[\\w .:@-]{1,100}");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd H:mm[:ss]", Locale.ROOT);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("H:mm[:ss]", Locale.ROOT);

    private Typed() {}

    /// What stands between commas or spaces.
    static Stream<String> parts(String text) {
        return Arrays.stream(text.split("[,\\s]+", -1)).filter(part -> !part.isEmpty());
    }

    /// Error codes such as `502, 1033`.
    static List<Integer> codes(String text) {
        return parts(text).map(Typed::code).toList();
    }

    /// A time of today or yesterday, a date with a time, or a full timestamp.
    static Instant since(String text, ZoneId zone, Clock clock) {
        var typed = text.strip();
        try {
            return typed.contains("T") ? Instant.parse(typed) : local(typed, zone, clock);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(SAID.at("since"), e);
        }
    }

    /// A time as it can be typed again.
    static String written(Instant at, ZoneId zone) {
        return MINUTE.format(at.atZone(zone));
    }

    /// A Ray ID, with or without its data centre.
    static String ray(String text) {
        var typed = text.strip();
        if (!RAY.matcher(typed).matches()) {
            throw new IllegalArgumentException(SAID.at("ray"));
        }
        return typed;
    }

    /// The name or id of a tunnel.
    static String tunnel(String text) {
        if (!TUNNEL.matcher(text.strip()).matches()) {
            throw new IllegalArgumentException(SAID.at("tunnel"));
        }
        return text.strip();
    }

    /// A path on the same host.
    static String path(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException(SAID.at("path", "path", text));
        }
        return text;
    }

    /// Text of a bearable length.
    static String shortEnough(String text, int most) {
        if (text.length() > most) {
            throw new IllegalArgumentException(SAID.at("long", "most", most));
        }
        return text;
    }

    private static int code(String text) {
        if (!CODE.matcher(text).matches()) {
            throw new IllegalArgumentException(SAID.at("code", "code", text));
        }
        return Integer.parseInt(text);
    }

    private static Instant local(String typed, ZoneId zone, Clock clock) {
        if (typed.length() > 8) {
            return LocalDateTime.parse(typed, MINUTE).atZone(zone).toInstant();
        }
        var today = LocalDate.now(clock.withZone(zone));
        var at = LocalTime.parse(typed, CLOCK).atDate(today).atZone(zone);
        var soon = clock.instant().plus(Duration.ofMinutes(1));
        return at.toInstant().isAfter(soon) ? at.minusDays(1).toInstant() : at.toInstant();
    }
}
