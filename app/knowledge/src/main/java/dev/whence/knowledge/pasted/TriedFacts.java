package dev.whence.knowledge.pasted;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Fetched.Flaw;
import dev.whence.engine.world.Fetched.Phase;
import dev.whence.engine.world.Fetched.Reason;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TcpFact;
import dev.whence.knowledge.fact.TlsFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceTried.Trouble;
import dev.whence.knowledge.parse.CurlTry;

import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a request without an answer says, by whom it was sent to.
final class TriedFacts {
    private static final Pattern ALERT =
            Pattern.compile(
                    "(?:alert|error:\\w+:[^:]*:[^:]*:)\\s?((?:tlsv1 |sslv3 |tls )?(?:alert"
                            + " )?[a-z][a-z ]{3,40})");
    private static final Pattern NOT_TLS =
            Pattern.compile(
                    "wrong version number|unknown protocol|packet length too long|record layer"
                            + " failure");

    private static final Pattern CUT =
            Pattern.compile("transfer closed with|end of response with|was not closed cleanly");

    private TriedFacts() {}

    /// A request to an address around the edge.
    static Stream<Fact> direct(HostPort to, URI url, CurlTry tried) {
        return switch (tried.trouble()) {
            case REFUSED -> Stream.of(new TcpFact.Refused(to));
            case TIMED_OUT ->
                    Stream.of(
                            tried.said().contains("bytes received")
                                    ? unanswered(to, url, Phase.FIRST_BYTE, Reason.TOO_SLOW, tried)
                                    : new TcpFact.TooSlow(to, tried.took()));
            case EMPTY -> Stream.of(unanswered(to, url, Phase.FIRST_BYTE, Reason.CLOSED, tried));
            case RESET -> Stream.of(unanswered(to, url, Phase.FIRST_BYTE, Reason.RESET, tried));
            case NOT_HTTP -> Stream.of(unanswered(to, url, Phase.HEAD, Reason.NOT_HTTP, tried));
            case TLS_FAILED -> tls(to, url.getHost(), tried.said());
            case OTHER ->
                    CUT.matcher(tried.said()).find()
                            ? Stream.of(
                                    new HttpFact.Flawed(
                                            to, path(url), 200, Flaw.SHORTER_THAN_ANNOUNCED))
                            : noWay(to, tried);
            case NONE, NO_SUCH_HOST, CERT_REFUSED, SOCKET_MISSING, PERMISSION_DENIED ->
                    Stream.empty();
        };
    }

    private static Stream<Fact> noWay(HostPort to, CurlTry tried) {
        return tried.said().contains("No route") || tried.said().contains("unreachable")
                ? Stream.of(new TcpFact.Unreachable(to, tried.said()))
                : Stream.empty();
    }

    /// How a handshake failed, as OpenSSL or curl says it.
    static Stream<Fact> tls(HostPort at, String sni, String said) {
        if (NOT_TLS.matcher(said).find()) {
            return Stream.of(new TlsFact.NotTls(at, ""));
        }
        var alert = ALERT.matcher(said);
        if (alert.find()) {
            var plain =
                    alert.group(1).replaceAll("^(?:tlsv1 |sslv3 |tls )?(?:alert )?", "").strip();
            return Stream.of(new TlsFact.Alerted(at, sni, plain));
        }
        return said.contains("reset")
                        || said.contains("SSL_ERROR_SYSCALL")
                        || said.contains("unexpected eof")
                ? Stream.of(new TlsFact.HungUp(at, sni, said.contains("reset")))
                : Stream.empty();
    }

    /// A request to a name, which meets the edge where there is one.
    static Stream<Fact> named(URI url, CurlTry tried, About about) {
        if (tried.trouble() == Trouble.NO_SUCH_HOST) {
            return Stream.of(new DnsFact.NoAddress(url.getHost(), "system", tried.said()));
        }
        if (!about.cloudflare().orElse(false)) {
            return Stream.empty();
        }
        return switch (tried.trouble()) {
            case TIMED_OUT ->
                    Stream.of(
                            noAnswer(
                                    url,
                                    tried.said().contains("bytes received")
                                            ? Phase.FIRST_BYTE
                                            : Phase.CONNECT,
                                    Reason.TOO_SLOW,
                                    tried));
            case REFUSED -> Stream.of(noAnswer(url, Phase.CONNECT, Reason.REFUSED, tried));
            case TLS_FAILED -> Stream.of(noAnswer(url, Phase.TLS, Reason.TLS_REFUSED, tried));
            case EMPTY -> Stream.of(noAnswer(url, Phase.FIRST_BYTE, Reason.CLOSED, tried));
            case RESET -> Stream.of(noAnswer(url, Phase.FIRST_BYTE, Reason.RESET, tried));
            default -> Stream.empty();
        };
    }

    private static Fact noAnswer(URI url, Phase phase, Reason reason, CurlTry tried) {
        return new EdgeFact.NoAnswer(path(url), phase, reason, tried.said());
    }

    private static Fact unanswered(
            HostPort to, URI url, Phase phase, Reason reason, CurlTry tried) {
        return new HttpFact.NoAnswer(
                to,
                String.valueOf(url.getScheme()),
                path(url),
                phase,
                reason,
                tried.said(),
                tried.took());
    }

    private static String path(URI url) {
        return url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    }
}
