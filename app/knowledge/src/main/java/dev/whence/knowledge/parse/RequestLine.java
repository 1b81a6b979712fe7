package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.Optional;
import java.util.regex.Pattern;

/// A line about a request that a connector could not get an answer for (facts §E.11).
///
/// @param said what the library said
/// @param service the service of the rule; may be empty
/// @param rule the rule's index; -1 where the line does not say
/// @param dest the visitor's URL; may be empty
record RequestLine(
        Half half, String said, ServiceError error, String service, int rule, String dest) {
    /// Which of the two lines that one failed request leaves.
    enum Half {
        PROXY,
        TRANSPORT,
        WHOLE
    }

    private static final Pattern PROSE =
            Pattern.compile(
                    "(?:Proxying to ingress (-?\\d{1,4}) error: )?"
                            + "Error proxying request to origin: (.*)",
                    Pattern.DOTALL);
    private static final Pattern EDGE =
            Pattern.compile(
                    ":7844|argotunnel|cftunnel|CurvePreferences|dial to edge|with"
                            + " edge|cfd-features|api\\.cloudflare");
    private static final Pattern SPOKEN =
            Pattern.compile(
                    "\\bdial (?:tcp|unix)|\\blookup \\S|x509: |remote error: tls|\\btls: "
                            + "|Incoming request ended abruptly|canceled by remote with error"
                            + " code|malformed HTTP |TLS handshake timeout|server gave HTTP"
                            + " response|: EOF$|unexpected EOF|read: connection reset by peer");

    /// Reads the line; empty where it is about something else.
    static Optional<RequestLine> of(LogLine line) {
        var error = line.field("error");
        if (line.level().equals("DBG") || line.level().equals("INF")) {
            return Optional.empty();
        }
        if (line.message().isEmpty() && !error.isEmpty() && isOfProxy(line)) {
            return Optional.of(told(Half.PROXY, error, line));
        }
        if (isOfTransport(line, error)) {
            return Optional.of(told(Half.TRANSPORT, error, line));
        }
        return loose(line, error);
    }

    private static boolean isOfProxy(LogLine line) {
        return !line.field("originService").isEmpty()
                || !line.field("ingressRule").isEmpty()
                || !line.field("cfRay").isEmpty()
                || line.field("event").equals("1")
                || line.field("error").contains("The service may be down")
                || line.field("error").startsWith("Incoming request ended abruptly");
    }

    private static boolean isOfTransport(LogLine line, String error) {
        return switch (line.message()) {
            case "Request failed", "Failed to handle QUIC stream" -> !error.isEmpty();
            case "failed to serve incoming request" -> error.startsWith("Failed to proxy ");
            default -> false;
        };
    }

    /// The prose of the first years, and what was cut out of a line.
    private static Optional<RequestLine> loose(LogLine line, String error) {
        var prose = PROSE.matcher(line.message());
        if (prose.find()) {
            var rule = prose.group(1) == null ? "" : prose.group(1);
            return Optional.of(told(Half.WHOLE, unended(prose.group(2)), line).at(rule));
        }
        if (line.message().startsWith("HTTP request error")) {
            return Optional.of(told(Half.WHOLE, error, line));
        }
        var text = unended((line.message() + " " + error).strip());
        if (text.contains("The service may be down or it may not be responding")
                || (line.level().isEmpty() && SPOKEN.matcher(text).find())) {
            return EDGE.matcher(text).find()
                    ? Optional.empty()
                    : Optional.of(told(Half.WHOLE, text, line));
        }
        return Optional.empty();
    }

    private RequestLine at(String rule) {
        return new RequestLine(half, said, error, service, number(rule), dest);
    }

    private static RequestLine told(Half half, String error, LogLine line) {
        var service =
                line.field("originService").isEmpty()
                        ? line.field("destAddr")
                        : line.field("originService");
        return new RequestLine(
                half,
                ServiceError.said(error),
                meaning(error),
                service,
                number(line.field("ingressRule")),
                line.field("dest"));
    }

    /// A line that was broken by a terminal may have been broken inside a word.
    private static ServiceError meaning(String error) {
        var read = ServiceError.read(error);
        return read.fault() == Fault.OTHER && error.contains("\n")
                ? ServiceError.read(error.replace("\n", ""))
                : read;
    }

    private static String unended(String text) {
        return text.endsWith("\"") ? text.substring(0, text.length() - 1) : text;
    }

    private static int number(String rule) {
        return rule.matches("-?\\d{1,6}") ? Integer.parseInt(rule) : -1;
    }
}
