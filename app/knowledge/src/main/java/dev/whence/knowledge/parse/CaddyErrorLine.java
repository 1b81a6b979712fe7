package dev.whence.knowledge.parse;

import static dev.whence.knowledge.fact.HostFact.WebLog.WebLine.*;

import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.parse.WebErrorLog.Entry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads one line of Caddy's log, a JSON object (facts §F.4).
final class CaddyErrorLine {
    private static final Pattern LEVEL = Pattern.compile("\"level\":\"(error|fatal|panic)\"");
    private static final Pattern AT = Pattern.compile("\"ts\":(\\d{9,11})(?:\\.\\d{0,9})?[,}]");
    private static final Pattern TEXT =
            Pattern.compile("\"(?:msg|error)\":\"((?:[^\"\\\\]++|\\\\.){1,2000}+)\"");
    private static final Pattern DIAL = Pattern.compile("dial (?:tcp|unix) (\\S{1,300}?):(?: |$)");
    private static final List<Words> WORDS =
            List.of(
                    new Words(VISITOR_LEFT, "context canceled|client disconnected"),
                    new Words(UPSTREAM_REFUSED, "dial .*connection refused"),
                    new Words(UPSTREAM_NO_ROUTE, "dial .*(?:no route to host|network is unreach)"),
                    new Words(UPSTREAM_SOCKET_MISSING, "dial unix .*no such file"),
                    new Words(UPSTREAM_PERMISSION_DENIED, "dial .*permission denied"),
                    new Words(UPSTREAM_NAME_UNKNOWN, "lookup .*(?:no such host|misbehaving)"),
                    new Words(UPSTREAM_CONNECT_TIMED_OUT, "dial .*(?:i/o timeout|timed out)"),
                    new Words(
                            UPSTREAM_NOT_TLS,
                            "does not look like a TLS handshake|server gave HTTP"),
                    new Words(UPSTREAM_TLS_ALERT, "remote error: tls|x509:"),
                    new Words(NO_LIVE_UPSTREAMS, "no upstreams available"),
                    new Words(UPSTREAM_READ_TIMED_OUT, "timeout awaiting response|i/o timeout"),
                    new Words(UPSTREAM_RESET, "connection reset by peer|broken pipe"),
                    new Words(UPSTREAM_INVALID, "malformed HTTP|transport connection broken"),
                    new Words(UPSTREAM_CLOSED_EARLY, "EOF|aborting with incomplete response"),
                    new Words(ADDRESS_IN_USE, "address already in use"),
                    new Words(TOO_MANY_FILES, "too many open files"),
                    new Words(NO_SPACE, "no space left on device"));

    private record Words(WebLine says, Pattern pattern) {
        Words(WebLine says, String pattern) {
            this(says, Pattern.compile(pattern));
        }
    }

    private CaddyErrorLine() {}

    static Optional<Entry> read(String line, ZoneOffset zone) {
        if (!LEVEL.matcher(line).find()) {
            return Optional.empty();
        }
        return TEXT.matcher(line)
                .results()
                .map(text -> text.group(1))
                .flatMap(text -> entry(line, text).stream())
                .findFirst();
    }

    private static Optional<Entry> entry(String line, String text) {
        return WORDS.stream()
                .filter(words -> words.pattern().matcher(text).find())
                .findFirst()
                .map(words -> new Entry(words.says(), about(text), at(line), Text.sample(text)));
    }

    private static String about(String text) {
        var dial = DIAL.matcher(text);
        return dial.find() ? dial.group(1) : "";
    }

    private static Optional<Instant> at(String line) {
        var at = AT.matcher(line);
        return at.find()
                ? Optional.of(Instant.ofEpochSecond(Text.large(at.group(1))))
                : Optional.empty();
    }
}
