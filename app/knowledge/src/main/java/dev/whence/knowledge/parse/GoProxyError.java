package dev.whence.knowledge.parse;

import static dev.whence.knowledge.fact.HostFact.WebLog.WebLine.*;

import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.parse.WebErrorLog.Entry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a web server that is written in Go, such as Caddy or Traefik, says when its upstream fails:
/// the words are those of Go's libraries (facts §E.11, §F.4).
final class GoProxyError {
    private static final Pattern DIAL =
            Pattern.compile("dial (?:tcp[46]?|unix) (\\S{1,300}?):(?: |$)");
    private static final List<Words> WORDS =
            List.of(
                    new Words(VISITOR_LEFT, "context canceled|client disconnected"),
                    new Words(TOO_MANY_FILES, "too many open files"),
                    new Words(NO_SPACE, "no space left on device"),
                    new Words(UPSTREAM_REFUSED, "dial .*(?:connection|actively) refused"),
                    new Words(UPSTREAM_NO_ROUTE, "dial .*(?:no route to host|network is unreach)"),
                    new Words(UPSTREAM_SOCKET_MISSING, "dial unix .*no such file"),
                    new Words(UPSTREAM_PERMISSION_DENIED, "dial .*permission denied"),
                    new Words(UPSTREAM_NAME_UNKNOWN, "lookup .*(?:no such host|misbehaving)"),
                    new Words(UPSTREAM_CONNECT_TIMED_OUT, "dial .*(?:i/o timeout|timed out)"),
                    new Words(UPSTREAM_TLS_TIMED_OUT, "TLS handshake timeout"),
                    new Words(
                            UPSTREAM_NOT_TLS,
                            "does not look like a TLS handshake|server gave HTTP response"),
                    new Words(
                            UPSTREAM_CERT_EXPIRED,
                            "x509: certificate has expired or is not yet valid"),
                    new Words(
                            UPSTREAM_CERT_NAME,
                            "x509: (?:certificate is (?:valid for|not valid)|cannot validate"
                                    + " certificate for|certificate relies on legacy Common Name)"),
                    new Words(UPSTREAM_CERT_UNTRUSTED, "x509: "),
                    new Words(UPSTREAM_CLIENT_CERT, "remote error: tls: .*certificate required"),
                    new Words(
                            UPSTREAM_TLS_VERSION,
                            "remote error: tls: protocol version|tls: server selected unsupported"),
                    new Words(UPSTREAM_TLS_ALERT, "remote error: tls"),
                    new Words(NO_LIVE_UPSTREAMS, "no upstreams available|no available server"),
                    new Words(UPSTREAM_READ_TIMED_OUT, "timeout awaiting response|i/o timeout"),
                    new Words(UPSTREAM_RESET, "connection reset by peer|broken pipe"),
                    new Words(UPSTREAM_INVALID, "malformed HTTP|transport connection broken"),
                    new Words(UPSTREAM_CLOSED_EARLY, "EOF|aborting with incomplete response"),
                    new Words(ADDRESS_IN_USE, "address already in use"));

    private record Words(WebLine says, Pattern pattern) {
        Words(WebLine says, String pattern) {
            this(says, Pattern.compile(pattern));
        }
    }

    private GoProxyError() {}

    /// What the text of an error says; empty where it says nothing that is known.
    static Optional<Entry> read(String text, Optional<Instant> at) {
        return WORDS.stream()
                .filter(words -> words.pattern().matcher(text).find())
                .findFirst()
                .map(words -> new Entry(words.says(), about(text), at, Text.sample(text)));
    }

    private static String about(String text) {
        var dial = DIAL.matcher(text);
        return dial.find() ? dial.group(1) : "";
    }
}
