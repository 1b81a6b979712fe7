package dev.whence.knowledge.pasted;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Fetched.Phase;
import dev.whence.engine.world.Fetched.Reason;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TcpFact;
import dev.whence.knowledge.fact.TlsFact;
import dev.whence.knowledge.fact.TlsFact.Validity;
import dev.whence.knowledge.fact.TunnelFact.ServiceTried.Trouble;
import dev.whence.knowledge.parse.CurlTry;
import dev.whence.knowledge.parse.Text;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a request without an answer says, by whom it was sent to.
final class TriedFacts {
    private static final Pattern ALERT =
            Pattern.compile(
                    "(?:alert,?|error:\\w+:[^:]*:[^:]*:)\\s?((?:tlsv1 |tlsv13 |sslv3 |ssl/tls |tls"
                            + " )?(?:alert )?[a-z][a-z ]{3,40})");
    private static final Pattern NUMBERED = Pattern.compile("SSL alert number (\\d{1,3})\\b");

    /// The alerts by their number (RFC 8446, §6).
    private static final Map<Integer, String> ALERTS =
            Map.of(
                    40, "handshake_failure",
                    48, "unknown_ca",
                    70, "protocol_version",
                    71, "insufficient_security",
                    80, "internal_error",
                    112, "unrecognized_name",
                    116, "certificate_required",
                    120, "no_application_protocol");

    private static final Pattern SILENT =
            Pattern.compile(
                    "(?i)SSL connection time-?out|(?:SSL|TLS)[ /\\w]{0,20} handshake (?:timed"
                            + " out|time-?out)");
    private static final Pattern NOT_TLS =
            Pattern.compile(
                    "wrong version number|unknown protocol|packet length too long|record layer"
                            + " failure");

    private static final Pattern EXPIRED =
            Pattern.compile("(?i)has expired|cert(?:ificate)? expired|CERT_EXPIRED");
    private static final Pattern OTHER_NAME =
            Pattern.compile(
                    "(?i)no alternative certificate subject name|does not match|WRONG_PRINCIPAL"
                            + "|CERT_E_CN_NO_MATCH");
    private static final Pattern SELF_SIGNED = Pattern.compile("(?i)self[- ]signed certificate");
    private static final Pattern UNTRUSTED =
            Pattern.compile(
                    "(?i)unable to (?:get local issuer|verify the first)|unknown CA|UNTRUSTED_ROOT"
                            + "|issuer is unknown|not trusted");

    private TriedFacts() {}

    /// A request to an address around the edge.
    static Stream<Fact> direct(HostPort to, URI url, CurlTry tried) {
        return switch (tried.trouble()) {
            case REFUSED -> Stream.of(new TcpFact.Refused(to));
            case TIMED_OUT -> Stream.of(late(to, url, tried));
            case EMPTY -> Stream.of(unanswered(to, url, Phase.FIRST_BYTE, Reason.CLOSED, tried));
            case RESET ->
                    Stream.of(
                            flaw(tried.said())
                                    .<Fact>map(
                                            each -> new HttpFact.Flawed(to, path(url), 200, each))
                                    .orElseGet(
                                            () ->
                                                    unanswered(
                                                            to,
                                                            url,
                                                            Phase.FIRST_BYTE,
                                                            Reason.RESET,
                                                            tried)));
            case NOT_HTTP ->
                    Stream.of(
                            tried.said().contains("HTTP/2")
                                    ? new HttpFact.Http2Broken(
                                            to, path(url), Reason.NOT_HTTP, tried.said())
                                    : unanswered(to, url, Phase.HEAD, Reason.NOT_HTTP, tried));
            case TLS_FAILED -> tls(to, url.getHost(), tried.said());
            case OTHER ->
                    flaw(tried.said()).isPresent()
                            ? flaw(tried.said()).stream()
                                    .map(each -> new HttpFact.Flawed(to, path(url), 200, each))
                            : tried.said().contains("No route")
                                            || tried.said().contains("unreachable")
                                    ? Stream.of(new TcpFact.Unreachable(to, tried.said()))
                                    : Stream.empty();
            case CERT_REFUSED -> refused(to, url.getHost(), tried.said());
            case NONE, NO_SUCH_HOST, SOCKET_MISSING, PERMISSION_DENIED -> Stream.empty();
        };
    }

    /// What curl says of a body that is not what its head announced.
    private static Optional<Fetched.Flaw> flaw(String said) {
        if (said.contains("content unencoding") || said.contains("content encoding")) {
            return Optional.of(Fetched.Flaw.BROKEN_ENCODING);
        }
        if (said.contains("chunk")) {
            return Optional.of(Fetched.Flaw.BROKEN_CHUNKS);
        }
        return said.contains("transfer closed with") || said.contains("end of response with")
                ? Optional.of(Fetched.Flaw.SHORTER_THAN_ANNOUNCED)
                : Optional.empty();
    }

    private static Fact late(HostPort to, URI url, CurlTry tried) {
        if (SILENT.matcher(tried.said()).find()) {
            return new TlsFact.Stalled(to, url.getHost(), tried.took());
        }
        return tried.said().contains("bytes received")
                ? unanswered(to, url, Phase.FIRST_BYTE, Reason.TOO_SLOW, tried)
                : new TcpFact.TooSlow(to, tried.took());
    }

    /// Why a certificate was refused, as curl says it with each of its libraries. Of what it does
    /// not say, nothing is wrong.
    private static Stream<Fact> refused(HostPort at, String sni, String said) {
        var expired = EXPIRED.matcher(said).find();
        var early = said.contains("not yet valid");
        var named =
                Peer.of(sni, Optional.empty()) != Peer.NAMED || !OTHER_NAME.matcher(said).find();
        var selfSigned = SELF_SIGNED.matcher(said).find();
        var trusted = !selfSigned && !UNTRUSTED.matcher(said).find();
        return !expired && !early && named && trusted
                ? Stream.empty()
                : Stream.of(
                        new TlsFact.Served(
                                at,
                                sni,
                                "",
                                "",
                                List.of(),
                                Instant.EPOCH,
                                Instant.parse("9999-01-01T00:00:00Z"),
                                "",
                                expired
                                        ? Validity.EXPIRED
                                        : early ? Validity.NOT_YET_VALID : Validity.VALID,
                                named,
                                trusted,
                                false,
                                selfSigned,
                                trusted ? "" : said,
                                false,
                                ""));
    }

    /// How a handshake failed, as OpenSSL or curl says it.
    static Stream<Fact> tls(HostPort at, String sni, String said) {
        if (NOT_TLS.matcher(said).find()) {
            return Stream.of(new TlsFact.NotTls(at, ""));
        }
        var alert = alert(said);
        if (alert.isPresent()) {
            return Stream.of(new TlsFact.Alerted(at, sni, alert.get()));
        }
        var reset = said.contains("reset") || said.contains("errno=104");
        return reset
                        || said.contains("SSL_ERROR_SYSCALL")
                        || said.contains("write:errno=")
                        || said.contains("unexpected eof")
                ? Stream.of(new TlsFact.HungUp(at, sni, reset))
                : Stream.empty();
    }

    private static Optional<String> alert(String said) {
        var numbered = NUMBERED.matcher(said);
        var known =
                numbered.find()
                        ? Optional.ofNullable(ALERTS.get(Text.number(numbered.group(1))))
                        : Optional.<String>empty();
        var worded = ALERT.matcher(said);
        return known.isPresent() || !worded.find()
                ? known
                : Optional.of(
                        worded.group(1)
                                .replaceAll(
                                        "^(?:tlsv1 |tlsv13 |sslv3 |ssl/tls |tls )?(?:alert )?", "")
                                .strip()
                                .replace(' ', '_'));
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
