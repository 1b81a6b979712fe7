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

/// Reads one line of Apache's error log by its message id and its error number (facts §F.2).
final class ApacheErrorLine {
    private static final Pattern LINE =
            Pattern.compile(
                    "^.{0,200}?\\[\\w{3} (\\w{3} [ \\d]?\\d \\d\\d:\\d\\d:\\d\\d)(?:\\.\\d{1,9})?"
                            + " (\\d{4})\\] \\[[\\w-]*:?(\\w+)\\] (.*)$");

    /// A line that lost its date in pasting.
    private static final Pattern FRAGMENT =
            Pattern.compile("(?:\\(\\d{1,6}\\)[^:]{1,120}: .{0,200}?)?\\bAH\\d{5}: .*$");

    private static final Pattern ID = Pattern.compile("\\bAH(\\d{5}): (.*)$");
    private static final Pattern ERRNO = Pattern.compile("\\((\\d{1,6})\\)[A-Z]");
    private static final Pattern TO =
            Pattern.compile(
                    "(?:attempt to connect to(?: Unix domain socket)?|from remote server|request"
                        + " body failed to|Error dispatching request to|connection to|worker for"
                        + " \\(|lookup failure for:) ?\\(?((?:unix:)?[^\\s()]{1,300})");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("MMM d HH:mm:ss uuuu", Locale.ENGLISH);

    private ApacheErrorLine() {}

    static Optional<Entry> read(String line, ZoneOffset zone) {
        var match = LINE.matcher(line);
        if (match.matches()) {
            return entry(match.group(4), at(match.group(1) + " " + match.group(2), zone));
        }
        var fragment = FRAGMENT.matcher(line);
        return fragment.find() ? entry(fragment.group(), Optional.empty()) : Optional.empty();
    }

    private static Optional<Entry> entry(String rest, Optional<Instant> at) {
        var id = ID.matcher(rest);
        var known = id.find();
        var message = known ? id.group(2) : rest;
        var errno = errno(known ? rest.substring(0, id.start()) + message : rest);
        var says = known ? says(Text.number(id.group(1)), errno, message) : words(errno, message);
        return says.map(
                kind ->
                        new Entry(
                                kind,
                                about(message),
                                at,
                                Text.sample((known ? "AH" + id.group(1) + ": " : "") + message)));
    }

    private static Optional<WebLine> says(int id, int errno, String message) {
        return switch (id) {
            case 957, 2454, 1079 -> Optional.of(connect(errno));
            case 1114 -> errno == 0 ? Optional.empty() : Optional.of(connect(errno));
            case 959, 940 -> Optional.of(NO_LIVE_UPSTREAMS);
            case 1102, 1097, 1067, 1075, 992 -> Optional.of(reading(errno));
            case 898 -> returned(message);
            case 161, 484, 3490 -> Optional.of(TOO_FEW_CONNECTIONS);
            case 52, 51 -> Optional.of(crash(message));
            case 72, 73, 15, 451 ->
                    Optional.of(errno == 98 || errno == 0 ? ADDRESS_IN_USE : CONFIG_INVALID);
            case 526, 14, 16, 20 -> Optional.of(CONFIG_INVALID);
            case 2561, 2562, 2564, 2565, 2572, 2577, 2579, 2240 ->
                    Optional.of(CERTIFICATE_UNREADABLE);
            case 1961, 2003 -> Optional.of(UPSTREAM_TLS_ALERT);
            case 2004 -> Optional.of(UPSTREAM_CERT_EXPIRED);
            case 2005, 2411 -> Optional.of(UPSTREAM_CERT_NAME);
            case 2032, 2033 -> Optional.of(SNI_UNKNOWN);
            case 1630, 1797, 1276 -> Optional.of(FORBIDDEN);
            case 561, 565, 566, 567, 560 -> Optional.of(REQUEST_HEAD_TOO_LARGE);
            case 26 -> Optional.of(URL_REJECTED);
            case 1996 -> Optional.of(PLAIN_HTTP_ON_TLS);
            case 2039, 2040 -> Optional.of(CLIENT_CERT_MISSING);
            case 10159 -> Optional.empty();
            default -> words(errno, message);
        };
    }

    private static Optional<WebLine> words(int errno, String message) {
        if (errno == 28 || message.contains("No space left on device")) {
            return Optional.of(NO_SPACE);
        }
        if (errno == 12 || message.contains("Cannot allocate memory")) {
            return Optional.of(NO_MEMORY);
        }
        if (errno == 24 || message.contains("Too many open files")) {
            return Optional.of(TOO_MANY_FILES);
        }
        if (message.contains("HTTP spoken on HTTPS port")
                || message.contains("speaking plain HTTP to an SSL-enabled server port")) {
            return Optional.of(PLAIN_HTTP_ON_TLS);
        }
        if (message.contains("exceeds LimitRequest")
                || message.contains("URI too long")
                || message.contains("exceeds server limit")) {
            return Optional.of(REQUEST_HEAD_TOO_LARGE);
        }
        if (message.contains("larger than the configured limit")) {
            return Optional.of(BODY_TOO_LARGE);
        }
        return message.contains("no shared cipher")
                ? Optional.of(NO_SHARED_CIPHER)
                : Optional.empty();
    }

    private static WebLine connect(int errno) {
        return switch (errno) {
            case 111, 0 -> UPSTREAM_REFUSED;
            case 113, 101 -> UPSTREAM_NO_ROUTE;
            case 2 -> UPSTREAM_SOCKET_MISSING;
            case 13 -> UPSTREAM_PERMISSION_DENIED;
            case 11 -> UPSTREAM_BACKLOG_FULL;
            case 24 -> TOO_MANY_FILES;
            default -> UPSTREAM_CONNECT_TIMED_OUT;
        };
    }

    private static WebLine reading(int errno) {
        return switch (errno) {
            case 70007, 110 -> UPSTREAM_READ_TIMED_OUT;
            case 104, 32 -> UPSTREAM_RESET;
            default -> UPSTREAM_CLOSED_EARLY;
        };
    }

    /// Apache repeats what it already said of a read that failed; only the other reasons are news.
    private static Optional<WebLine> returned(String message) {
        if (message.startsWith("DNS lookup failure")) {
            return Optional.of(UPSTREAM_NAME_UNKNOWN);
        }
        return message.startsWith("Error during SSL Handshake")
                ? Optional.of(UPSTREAM_TLS_ALERT)
                : Optional.empty();
    }

    private static WebLine crash(String message) {
        return message.contains("Killed") || message.contains("(9)")
                ? WORKER_KILLED
                : WORKER_CRASHED;
    }

    private static int errno(String message) {
        var errno = ERRNO.matcher(message);
        return errno.find() ? Text.number(errno.group(1)) : 0;
    }

    private static String about(String message) {
        var to = TO.matcher(message);
        if (!to.find()) {
            return "";
        }
        var address = to.group(1).replaceFirst("[,:]$", "");
        return WebErrorLog.upstream(address.startsWith("/") ? "unix:" + address : address);
    }

    private static Optional<Instant> at(String stamp, ZoneOffset zone) {
        try {
            return Optional.of(
                    LocalDateTime.parse(stamp.replaceFirst(" +0?", " "), STAMP).toInstant(zone));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
