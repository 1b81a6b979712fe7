package dev.whence.knowledge.parse;

import static dev.whence.knowledge.fact.HostFact.WebLog.WebLine.*;

import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.parse.WebErrorLog.Entry;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads one line of HAProxy's log: the two letters that say how a session ended, or what became of
/// a server (facts §F.3).
final class HaproxyLine {
    private static final Pattern REQUEST =
            Pattern.compile(
                    "\\[(\\d\\d/\\w{3}/\\d{4}:\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d{3})?\\] \\S+"
                            + " (\\S{1,200}/\\S{1,200}) [\\d/+-]{3,80} (-1|\\d{3}) \\+?\\d+ \\S+"
                            + " \\S+ ([A-Za-z]{2})[A-Za-z-]{2} ");
    private static final Pattern DOWN =
            Pattern.compile("Server (\\S{1,200}/\\S{1,200}) is DOWN, reason: (.{1,300})");
    private static final Pattern NO_SERVER =
            Pattern.compile("(?:backend|proxy) (\\S{1,200}) has no server available");
    private static final Pattern LIMIT =
            Pattern.compile(
                    "[Pp]roxy \\S{1,200} reached (?:process|system) (FD|memory|connections?)"
                            + " limit");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss", Locale.ENGLISH);

    private HaproxyLine() {}

    static Optional<Entry> read(String line, ZoneOffset zone) {
        var request = REQUEST.matcher(line);
        if (request.find()) {
            return ended(request.group(4))
                    .filter(says -> says != VISITOR_LEFT || !request.group(3).startsWith("2"))
                    .map(
                            says ->
                                    new Entry(
                                            says,
                                            request.group(2),
                                            at(request.group(1), zone),
                                            Text.sample(
                                                    request.group(2) + " " + request.group(4))));
        }
        var down = DOWN.matcher(line);
        if (down.find()) {
            return Optional.of(
                    new Entry(
                            reason(down.group(2)),
                            down.group(1),
                            Optional.empty(),
                            Text.sample(down.group())));
        }
        var limit = LIMIT.matcher(line);
        if (limit.find()) {
            return Optional.of(
                    new Entry(
                            limit(limit.group(1)),
                            "",
                            Optional.empty(),
                            Text.sample(limit.group())));
        }
        var none = NO_SERVER.matcher(line);
        return none.find()
                ? Optional.of(
                        new Entry(
                                NO_LIVE_UPSTREAMS,
                                none.group(1),
                                Optional.empty(),
                                Text.sample(none.group())))
                : Optional.empty();
    }

    private static Optional<WebLine> ended(String letters) {
        return Optional.ofNullable(
                switch (letters) {
                    case "SC" -> UPSTREAM_REFUSED;
                    case "sC" -> UPSTREAM_CONNECT_TIMED_OUT;
                    case "SH", "SD" -> UPSTREAM_CLOSED_EARLY;
                    case "sH", "sD" -> UPSTREAM_READ_TIMED_OUT;
                    case "PH" -> UPSTREAM_INVALID;
                    case "CD", "cD", "CH", "cH", "CC" -> VISITOR_LEFT;
                    case "sQ" -> UPSTREAM_QUEUE_FULL;
                    case "RC", "PC" -> TOO_FEW_CONNECTIONS;
                    default -> null;
                });
    }

    private static WebLine limit(String what) {
        return switch (what) {
            case "FD" -> TOO_MANY_FILES;
            case "memory" -> NO_MEMORY;
            default -> TOO_FEW_CONNECTIONS;
        };
    }

    private static WebLine reason(String reason) {
        if (reason.contains("Connection refused")) {
            return UPSTREAM_REFUSED;
        }
        if (reason.startsWith("Layer4 timeout")) {
            return UPSTREAM_CONNECT_TIMED_OUT;
        }
        if (reason.startsWith("Layer7 timeout")) {
            return UPSTREAM_READ_TIMED_OUT;
        }
        if (reason.startsWith("Layer6 timeout")) {
            return UPSTREAM_TLS_TIMED_OUT;
        }
        if (reason.startsWith("Layer6")) {
            return UPSTREAM_TLS_ALERT;
        }
        return reason.startsWith("Layer4") ? UPSTREAM_NO_ROUTE : UPSTREAM_INVALID;
    }

    private static Optional<Instant> at(String stamp, ZoneOffset zone) {
        try {
            return Optional.of(LocalDateTime.parse(stamp, STAMP).toInstant(zone));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
