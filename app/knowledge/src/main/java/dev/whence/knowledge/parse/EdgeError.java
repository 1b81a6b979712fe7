package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble.Snag;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells what a line about the way between a connector and the edge means (facts §E.12). Lines that
/// only repeat another one, and those that mean no harm (facts §E.13), mean nothing here.
final class EdgeError {
    private record Phrase(Pattern words, Snag means) {
        static Phrase of(String words, Snag means) {
            return new Phrase(Pattern.compile(words), means);
        }
    }

    private static final Pattern HARMLESS =
            Pattern.compile(
                    "originCertPath=|origin certificate path|Error locating origin cert"
                            + "|Please try the following things"
                            + "|^\\s*(?:[12]\\. |See |Run |For |https:)|receive buffer size"
                            + "|ping_group_range|ICMP|icmp router|Unable to lookup protocol"
                            + "|Failed to fetch (?:features|protocol)|update check failed"
                            + "|[Aa]utoupdate|Cannot auto-update|accept stream listener"
                            + "|failed to run the datagram handler|If this log occurs persistently"
                            + "|already connected to this server|^precheck|^\\s*\\|"
                            + "|DATAGRAM frame");
    private static final Pattern FEATURES =
            Pattern.compile("(?:cfd-features|protocol-v2)\\.argotunnel");

    private static final List<Phrase> NAMES =
            List.of(
                    Phrase.of(
                            "lookup \\S{0,80}argotunnel\\.com|Couldn't resolve SRV record"
                                    + "|Could not lookup srv"
                                    + "|error looking up Cloudflare edge IPs"
                                    + "|_v2-origintunneld|_origintunneld",
                            Snag.DNS_FAILED),
                    Phrase.of(
                            "no free edge addresses left|can give you at most 0\\b",
                            Snag.NO_ADDRESSES));

    private static final Pattern QUIC_ITSELF =
            Pattern.compile(
                    "failed to dial to edge|Failed to dial a quic connection"
                            + "|[Ff]ailed to create new quic connection"
                            + "|(?:INTERNAL|CRYPTO)_ERROR(?: 0x[0-9a-f]+| \\(\\w+\\))*:"
                            + "|\\b(?:recvmm?sg|sendmm?sg|sendto|wsasendto|wsarecvfrom): "
                            + "|\\b(?:read|write) udp \\S{1,160}:7844\\b"
                            + "|CurvePreferences|quic\\.cftunnel\\.com");
    private static final List<Phrase> QUIC =
            List.of(
                    Phrase.of(
                            "CurvePreferences|unsupported curve|no supported (?:elliptic )?curves?",
                            Snag.QUIC_CURVES),
                    Phrase.of(
                            "has expired or is not yet valid|certificate has expired",
                            Snag.EDGE_CERT_OUT_OF_DATE),
                    Phrase.of(
                            "operation not permitted|permission denied|forbidden by its access",
                            Snag.QUIC_NOT_PERMITTED),
                    Phrase.of(
                            "CRYPTO_ERROR[^:]{0,30}\\(local\\)|x509: |not quic\\.cftunnel"
                                    + "|unknown authority|no application protocol",
                            Snag.QUIC_INTERCEPTED),
                    Phrase.of(
                            "message too long|too (?:big|large)|larger than the internal message",
                            Snag.QUIC_TOO_BIG),
                    Phrase.of(
                            "function not implemented|not supported|protocol not available"
                                    + "|sendmm?sg: (?:input/output error|invalid argument)",
                            Snag.QUIC_UNSUPPORTED),
                    Phrase.of("connection refused|actively refused", Snag.QUIC_REJECTED),
                    Phrase.of(
                            "no recent network activity|did not complete in time|i/o timeout"
                                    + "|deadline exceeded",
                            Snag.QUIC_TIMED_OUT),
                    Phrase.of("", Snag.QUIC_FAILED));

    private static final List<Phrase> TCP =
            List.of(
                    Phrase.of(
                            "(?:with edge|cftunnel).{0,200}(?:has expired or is not yet valid"
                                    + "|certificate has expired)",
                            Snag.EDGE_CERT_OUT_OF_DATE),
                    Phrase.of(
                            "[Hh]andshake with edge error|not (?:h2|probe)\\.cftunnel\\.com"
                                    + "|->\\S{1,80}:7844: ",
                            Snag.TLS_INTERCEPTED),
                    Phrase.of("message too long", Snag.QUIC_TOO_BIG),
                    Phrase.of(
                            "DialContext error|[Uu]nable to dial edge|dial tcp \\S{1,80}:7844",
                            Snag.TCP_FAILED));

    private static final List<Phrase> ADMISSION =
            List.of(
                    Phrase.of(
                            "Failed to get tunnel|[Tt]unnel (?:was )?not found"
                                    + "|neither the ID nor the name of any of your tunnels"
                                    + "|Unauthorized: .{0,80}(?:deleted|not found|not exist)",
                            Snag.TUNNEL_UNKNOWN),
                    Phrase.of(
                            "Unauthorized: |[Ii]nvalid tunnel secret"
                                    + "|Register tunnel error.{0,200}(?:[Uu]nauthori[sz]ed"
                                    + "|[Aa]uthenticat|certificate)",
                            Snag.UNAUTHORIZED),
                    Phrase.of(
                            "control stream encountered a failure|Register tunnel error",
                            Snag.CONTROL_STREAM_FAILED),
                    Phrase.of("[Tt]unnel token is not valid", Snag.TOKEN_INVALID));

    private static final List<Phrase> CONFIGURATION =
            List.of(
                    Phrase.of(
                            "credentials file|tunnel credentials from|credentials"
                                    + " contents|credentials have not been set|Failed to read token"
                                    + " file",
                            Snag.CREDENTIALS_MISSING),
                    Phrase.of("No ingress rules were defined", Snag.NO_INGRESS),
                    Phrase.of("Failed to deserialize new configuration", Snag.CONFIG_REJECTED),
                    Phrase.of(
                            "Couldn't start tunnel|requires the ID or name of the tunnel"
                                    + "|Validation failed: |error parsing YAML"
                                    + "|cannot unmarshal !!|yaml: (?:line \\d|unmarshal)"
                                    + "|Configuration file \\S{1,300} was empty"
                                    + "|error parsing tunnel ID"
                                    + "|open \\S{1,300}\\.ya?ml: "
                                    + "|flag provided but not defined"
                                    + "|last ingress rule must match all URLs"
                                    + "|Rule #\\d+ (?:is matching the hostname|has an invalid)"
                                    + "|Hostname cannot contain a port"
                                    + "|Hostname patterns can have at most one wildcard"
                                    + "|is an invalid address, (?:please make sure|ingress rules)"
                                    + "|invalid HTTP status code: \\d"
                                    + "|doesn't contain any ingress rules"
                                    + "|can't set the --url flag"
                                    + "|invalid value for edge-ip-version",
                            Snag.CONFIG_INVALID));

    private static final List<Phrase> LOSS =
            List.of(
                    Phrase.of("Application error 0x0(?: \\(remote\\))?", Snag.EDGE_CLOSED),
                    Phrase.of(
                            "failed to accept QUIC stream|Lost connection with the edge"
                                    + "|connection with edge closed",
                            Snag.CONNECTION_LOST),
                    Phrase.of("timeout: no recent network activity", Snag.QUIC_FAILED));

    private static final List<Phrase> TOLD =
            List.of(
                    Phrase.of("Switching to fallback protocol http2", Snag.FALLBACK_TO_HTTP2),
                    Phrase.of("can give you at most 0\\b", Snag.NO_ADDRESSES),
                    Phrase.of("Lost connection with the edge", Snag.CONNECTION_LOST),
                    Phrase.of(
                            "Initiating graceful shutdown|Tunnel server stopped"
                                    + "|no more connections active and exiting",
                            Snag.STOPPED));

    private EdgeError() {}

    /// What the line means; empty where it means nothing here.
    static Optional<Snag> read(LogLine line) {
        var text = line.message() + " " + line.field("error");
        if (HARMLESS.matcher(line.message().isEmpty() ? text : line.message()).find()
                || FEATURES.matcher(text).find()) {
            return Optional.empty();
        }
        var told = first(TOLD, text);
        if (told.isPresent() || !line.warns()) {
            return told;
        }
        return first(NAMES, text).or(() -> onTheWay(line, text));
    }

    private static Optional<Snag> onTheWay(LogLine line, String text) {
        var quic = QUIC_ITSELF.matcher(text).find();
        var met =
                quic
                        ? first(QUIC, text)
                        : first(TCP, text)
                                .or(() -> first(ADMISSION, text))
                                .or(() -> first(CONFIGURATION, text))
                                .or(() -> first(LOSS, text));
        return met.map(snag -> EdgeAddress.of(line, text).met(snag, text));
    }

    private static Optional<Snag> first(List<Phrase> phrases, String text) {
        return phrases.stream()
                .filter(phrase -> phrase.words().matcher(text).find())
                .findFirst()
                .map(Phrase::means);
    }
}
