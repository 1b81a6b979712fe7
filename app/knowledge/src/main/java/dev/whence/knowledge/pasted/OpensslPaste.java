package dev.whence.knowledge.pasted;

import dev.whence.engine.model.HostPort;
import dev.whence.knowledge.check.tls.Certificates;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TcpFact;
import dev.whence.knowledge.fact.TlsFact;
import dev.whence.knowledge.fact.TlsFact.Validity;
import dev.whence.knowledge.parse.OpensslText;
import dev.whence.knowledge.parse.Text;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What openssl says of a TLS port or of a certificate. Of the edge's own certificate nothing
/// follows.
final class OpensslPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?m)^CONNECTED\\(\\w+\\)|^CONNECTION ESTABLISHED|Verify return code:"
                            + " \\d+|verify error:num=\\d+|^\\s*Not After ?: |^notAfter=|no peer"
                            + " certificate available|^\\s*0 s:");
    private static final Pattern LIKE =
            Pattern.compile(
                    "(?m)BEGIN CERTIFICATE|^(?:subject|issuer) ?= ?|:error:\\w+:SSL routines");
    private static final Pattern PERHAPS = Pattern.compile("(?i)ssl|tls|cert|CN ?=");
    private static final Pattern CONNECT =
            Pattern.compile("-connect (\\[[0-9A-Fa-f:]+\\]|[\\w.-]{1,253})(?::(\\d{1,5}))?");
    private static final Pattern FILE = Pattern.compile("\\bx509 .*?-in (/\\S{1,300})");
    private static final Pattern SERVERNAME = Pattern.compile("-servername ([\\w.-]{1,253})");
    private static final Pattern EDGES_OWN =
            Pattern.compile(
                    "(?i)CN ?= ?sni\\.cloudflaressl\\.com|O ?= ?\"?Cloudflare,"
                            + " Inc\\.?\"?.*(?:ECC|RSA) CA|Cloudflare Inc (?:ECC|RSA)");

    @Override
    public Pasted kind() {
        return Pasted.OPENSSL;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, LIKE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        var read = OpensslText.read(sheet.text());
        var file = FILE.matcher(sheet.command());
        if (file.find() && !sheet.command().contains("s_client")) {
            return read.notAfter().stream().map(until -> kept(sheet, file.group(1), read, until));
        }
        var connect = CONNECT.matcher(sheet.whole());
        var at =
                connect.find()
                        ? address(connect.group(1), connect.group(2))
                        : Optional.<HostPort>empty();
        var toEdge =
                at.filter(to -> Peer.of(to.host(), Optional.empty()) == Peer.NAMED).isPresent()
                        && sheet.about().cloudflare().orElse(false);
        if (toEdge || EDGES_OWN.matcher(read.issuer() + " " + read.subject()).find()) {
            return Stream.empty();
        }
        var name = SERVERNAME.matcher(sheet.whole());
        var sni =
                name.find()
                        ? name.group(1)
                        : sheet.about().named() ? sheet.about().target().host() : "";
        var peer = at.orElseGet(() -> new HostPort(sheet.about().target().host(), 443));
        if (!read.subject().isEmpty() || read.notAfter().isPresent()) {
            return Stream.of(served(peer, sni, read, sheet.about().now()));
        }
        return read.said().contains("refused")
                ? Stream.of(new TcpFact.Refused(peer))
                : read.said().contains("timed out")
                        ? Stream.of(new TcpFact.TooSlow(peer, Duration.ZERO))
                        : TriedFacts.tls(peer, sni, read.said());
    }

    private static Optional<HostPort> address(
            String host, @org.jspecify.annotations.Nullable String port) {
        try {
            return Optional.of(
                    new HostPort(
                            host.replaceAll("[\\[\\]]", ""),
                            port == null ? 443 : Text.number(port)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Fact kept(Sheet sheet, String file, OpensslText read, Instant until) {
        return new HostFact.CertificateFile(
                sheet.on(),
                file,
                read.names(),
                read.notBefore().orElse(Instant.EPOCH),
                until,
                read.sha256());
    }

    /// What the text does not show is taken to be well.
    private static Fact served(HostPort at, String sni, OpensslText read, Instant now) {
        var dated = read.verify() == 9 || read.verify() == 10;
        var selfSigned =
                read.verify() == 18
                        || (!read.issuer().isEmpty() && read.issuer().equals(read.subject()));
        var trusted = read.verify() <= 0 || dated || read.verify() == 62;
        return new TlsFact.Served(
                at,
                sni,
                read.subject(),
                read.issuer(),
                read.names(),
                read.notBefore().orElse(Instant.EPOCH),
                read.notAfter().orElse(Instant.parse("9999-01-01T00:00:00Z")),
                read.sha256(),
                validity(read, now),
                sni.isEmpty() || read.names().isEmpty() || Certificates.covers(read.names(), sni),
                trusted && !selfSigned,
                read.issuer().toLowerCase(java.util.Locale.ROOT).contains("cloudflare origin"),
                selfSigned,
                trusted && !selfSigned
                        ? ""
                        : read.verdict().isEmpty() ? "self-signed" : read.verdict(),
                read.wantsClientCertificate(),
                read.protocol());
    }

    private static Validity validity(OpensslText read, Instant now) {
        if (read.verify() == 10
                || (read.verify() != 0 && read.notAfter().filter(now::isAfter).isPresent())) {
            return Validity.EXPIRED;
        }
        return read.verify() == 9 ? Validity.NOT_YET_VALID : Validity.VALID;
    }
}
