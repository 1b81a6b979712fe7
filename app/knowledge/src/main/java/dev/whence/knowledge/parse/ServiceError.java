package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.List;
import java.util.regex.Pattern;

/// Tells what an error between a connector and its service means, by the words that Go and its
/// libraries use (facts §E.11).
///
/// @param address what was dialled or looked up; may be empty
record ServiceError(Fault fault, String address) {
    /// What cloudflared puts in front of what the library said.
    private static final Pattern WRAPPER =
            Pattern.compile(
                    "(?:Failed to proxy (?:HTTP|TCP): |Error proxying request to origin: "
                            + "|(?:Unable to reach the origin service\\. )?The service may be down"
                            + " or it may not be responding to traffic from cloudflared: )");

    private static final Pattern LOOKUP =
            Pattern.compile("\\blookup (\\S{1,260}?)(?: on (\\S{1,80}))?: (.*)");
    private static final Pattern DIAL =
            Pattern.compile("\\bdial (?:tcp[46]?|udp[46]?|unix) (\\S{1,260}): (.*)");
    private static final Pattern READ = Pattern.compile("->(\\S{1,80}): (.*)");
    private static final Pattern STATUS_CODE =
            Pattern.compile("malformed HTTP status code \"([^\"]{0,200})");
    private static final Pattern VERSION =
            Pattern.compile("malformed HTTP version \"([^\"]{0,200})");
    private static final Pattern ALERT = Pattern.compile("remote error: (?:tls: )?(.{1,60})");

    /// A phrase and what it means; the first that fits counts.
    private record Phrase(Pattern words, Fault means) {
        static Phrase of(String words, Fault means) {
            return new Phrase(Pattern.compile(words), means);
        }
    }

    private static final List<Phrase> DIALLING =
            List.of(
                    Phrase.of("connection refused|actively refused", Fault.REFUSED),
                    Phrase.of("no such file or directory", Fault.SOCKET_MISSING),
                    Phrase.of(
                            "permission denied|operation not permitted|forbidden by its access",
                            Fault.PERMISSION_DENIED),
                    Phrase.of(
                            "no route to host|host is down|host is unreachable|unreachable host",
                            Fault.NO_ROUTE),
                    Phrase.of(
                            "network is unreachable|network is down|unreachable network",
                            Fault.NETWORK_UNREACHABLE),
                    Phrase.of("too many open files", Fault.TOO_MANY_FILES),
                    Phrase.of(
                            "i/o timeout|connection timed out|deadline exceeded"
                                    + "|did not properly respond",
                            Fault.TIMED_OUT),
                    Phrase.of("connection reset|forcibly closed", Fault.RESET));

    private static final List<Phrase> CERTIFICATE =
            List.of(
                    Phrase.of(
                            "signed by unknown authority|certificate is not trusted"
                                    + "|self[- ]signed|unknown certificate authority",
                            Fault.CERT_UNTRUSTED),
                    Phrase.of(
                            "certificate is valid for .*, not |cannot validate certificate for "
                                    + "|is not valid for any names"
                                    + "|relies on legacy Common Name"
                                    + "|certificate name does not match",
                            Fault.CERT_NAME_MISMATCH),
                    Phrase.of("is not yet valid: .* is before ", Fault.CERT_NOT_YET_VALID),
                    Phrase.of(
                            "has expired or is not yet valid|certificate is expired",
                            Fault.CERT_EXPIRED),
                    Phrase.of("", Fault.CERT_OTHER));

    private static final List<Phrase> ALERTS =
            List.of(
                    Phrase.of("protocol version", Fault.TLS_PROTOCOL_VERSION),
                    Phrase.of("unrecognized name|internal error", Fault.TLS_UNRECOGNIZED_NAME),
                    Phrase.of("certificate", Fault.CLIENT_CERT_REQUIRED),
                    Phrase.of("", Fault.TLS_HANDSHAKE_FAILURE));

    private static final List<Phrase> REST =
            List.of(
                    Phrase.of("TLS handshake timeout", Fault.TLS_TIMED_OUT),
                    Phrase.of(
                            "first record does not look like a TLS handshake"
                                    + "|server gave HTTP response to HTTPS client"
                                    + "|tls: oversized record received",
                            Fault.PLAIN_HTTP_ANSWERED),
                    Phrase.of(
                            "malformed HTTP response \"?\\\\x1[56]\\\\x03"
                                    + "|sent an HTTP request to an HTTPS server",
                            Fault.TLS_ANSWERED),
                    Phrase.of("response headers exceeded", Fault.HEAD_TOO_LARGE),
                    Phrase.of("malformed HTTP response \"\\\\x00\\\\x00", Fault.MALFORMED),
                    Phrase.of("malformed HTTP response", Fault.NOT_HTTP),
                    Phrase.of(
                            "unsupported protocol version|no supported versions",
                            Fault.TLS_PROTOCOL_VERSION),
                    Phrase.of("\\btls: ", Fault.TLS_HANDSHAKE_FAILURE),
                    Phrase.of(
                            "malformed MIME header|malformed chunked|invalid byte in chunk length"
                                    + "|multiple Content-Length|bad Content-Length"
                                    + "|transfer encoding"
                                    + "|invalid header|PROTOCOL_ERROR|chunk length too large",
                            Fault.MALFORMED),
                    Phrase.of(
                            "unsupported protocol scheme|no Host in request URL|missing port in"
                                    + " address|missing protocol scheme|invalid port",
                            Fault.BAD_SCHEME),
                    Phrase.of(
                            "AccessJWTValidator|no access token in request", Fault.ACCESS_REQUIRED),
                    Phrase.of("too many open files", Fault.TOO_MANY_FILES),
                    Phrase.of("closed idle connection|GOAWAY", Fault.IDLE_CLOSED),
                    Phrase.of("unexpected EOF", Fault.BODY_CUT),
                    Phrase.of("connection reset|forcibly closed", Fault.RESET),
                    Phrase.of("i/o timeout|timeout awaiting|deadline exceeded", Fault.TIMED_OUT),
                    Phrase.of(
                            "\\bEOF$|broken pipe|closed network connection|connection aborted",
                            Fault.CLOSED));

    /// Reads the error as the log says it, with or without cloudflared's own words in front.
    static ServiceError read(String error) {
        var met = said(error);
        var wrapped = error.contains("The service may be down");
        if (met.matches("(?s).*(?:context canceled|canceled by remote).*")) {
            return new ServiceError(Fault.VISITOR_LEFT, "");
        }
        if (met.contains("proxyconnect ")) {
            return new ServiceError(Fault.OTHER, "");
        }
        var lookup = LOOKUP.matcher(met);
        if (lookup.find()) {
            return new ServiceError(lookup(lookup.group(3)), lookup.group(1));
        }
        var dial = DIAL.matcher(met);
        if (dial.find()) {
            return new ServiceError(first(DIALLING, dial.group(2)), dial.group(1));
        }
        return new ServiceError(beyondTheDial(met, wrapped), peer(met));
    }

    /// What the library said, without what cloudflared puts in front of it.
    static String said(String error) {
        var wrapper = WRAPPER.matcher(error);
        var begin = 0;
        while (wrapper.find()) {
            begin = wrapper.end();
        }
        return error.substring(begin).replaceAll("\\s+", " ").strip();
    }

    private static Fault lookup(String answer) {
        return answer.matches(".*(?:no such host|[Nn]ame or service not known|nodename nor).*")
                ? Fault.NO_SUCH_HOST
                : Fault.RESOLVER_FAILED;
    }

    private static Fault beyondTheDial(String met, boolean wrapped) {
        if (met.contains("x509: ") || met.contains("failed to verify certificate")) {
            return first(CERTIFICATE, met);
        }
        var alert = ALERT.matcher(met);
        if (alert.find()) {
            return first(ALERTS, alert.group(1));
        }
        var code = STATUS_CODE.matcher(met);
        if (code.find()) {
            return code.group(1).matches("[A-Za-z0-9]{0,4}") ? Fault.MALFORMED : Fault.NOT_HTTP;
        }
        var version = VERSION.matcher(met);
        if (version.find()) {
            return version.group(1).startsWith("HTTP") ? Fault.MALFORMED : Fault.NOT_HTTP;
        }
        var fault = first(REST, met);
        return fault == Fault.RESET && !wrapped ? Fault.BODY_CUT : fault;
    }

    private static Fault first(List<Phrase> phrases, String text) {
        return phrases.stream()
                .filter(phrase -> phrase.words().matcher(text).find())
                .findFirst()
                .map(Phrase::means)
                .orElse(Fault.OTHER);
    }

    private static String peer(String met) {
        var read = READ.matcher(met);
        return read.find() ? read.group(1) : "";
    }
}
