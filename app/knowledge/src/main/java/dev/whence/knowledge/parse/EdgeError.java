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
                    "originCertPath=|origin certificate path|Please try the following things"
                            + "|^\\s*(?:[12]\\. |See |Run |For |https:)|receive buffer size"
                            + "|ping_group_range|ICMP|icmp router|Unable to lookup protocol"
                            + "|Failed to fetch features|update check failed|[Aa]utoupdate"
                            + "|Cannot auto-update|accept stream listener"
                            + "|failed to run the datagram handler|If this log occurs persistently"
                            + "|already connected to this server|^precheck");

    private static final List<Phrase> QUIC =
            List.of(
                    Phrase.of("operation not permitted|permission denied", Snag.QUIC_NOT_PERMITTED),
                    Phrase.of("CurvePreferences|unsupported curve", Snag.QUIC_CURVES),
                    Phrase.of("CRYPTO_ERROR|x509: ", Snag.QUIC_INTERCEPTED),
                    Phrase.of("message too long|too (?:big|large)", Snag.QUIC_TOO_BIG),
                    Phrase.of(
                            "function not implemented|not supported|not available",
                            Snag.QUIC_UNSUPPORTED),
                    Phrase.of(
                            "no recent network activity|did not complete in time|i/o timeout"
                                    + "|deadline exceeded",
                            Snag.QUIC_TIMED_OUT),
                    Phrase.of("", Snag.QUIC_FAILED));

    private static final Pattern QUIC_DIAL =
            Pattern.compile(
                    "failed to dial to edge|Failed to dial a quic connection"
                            + "|[Ff]ailed to create new quic connection");

    private static final List<Phrase> REST =
            List.of(
                    Phrase.of(
                            "argotunnel\\.com|Couldn't resolve SRV record|Could not lookup srv"
                                    + "|error looking up Cloudflare edge IPs",
                            Snag.DNS_FAILED),
                    Phrase.of("message too long", Snag.QUIC_TOO_BIG),
                    Phrase.of("TLS handshake with edge error", Snag.TLS_INTERCEPTED),
                    Phrase.of("DialContext error|dial tcp \\S{1,80}:7844", Snag.TCP_FAILED),
                    Phrase.of(
                            "no free edge addresses left|can give you at most 0\\b",
                            Snag.NO_ADDRESSES),
                    Phrase.of("Unauthorized: ", Snag.UNAUTHORIZED),
                    Phrase.of("control stream encountered a failure", Snag.CONTROL_STREAM_FAILED),
                    Phrase.of(
                            "[Tt]unnel token is not valid|Failed to read token file",
                            Snag.TOKEN_INVALID),
                    Phrase.of(
                            "credentials file|credentials contents|credentials have not been set",
                            Snag.CREDENTIALS_MISSING),
                    Phrase.of("No ingress rules were defined", Snag.NO_INGRESS),
                    Phrase.of("Failed to deserialize new configuration", Snag.CONFIG_REJECTED),
                    Phrase.of(
                            "Couldn't start tunnel|requires the ID or name of the tunnel"
                                    + "|Validation failed: |error parsing YAML"
                                    + "|Configuration file \\S{1,300} was empty"
                                    + "|Cannot determine default configuration path"
                                    + "|error parsing tunnel ID",
                            Snag.CONFIG_INVALID),
                    Phrase.of("Application error 0x0 \\(remote\\)", Snag.EDGE_CLOSED),
                    Phrase.of(
                            "failed to accept QUIC stream|Lost connection with the edge"
                                    + "|connection with edge closed",
                            Snag.CONNECTION_LOST));

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
        if (HARMLESS.matcher(line.message().isEmpty() ? text : line.message()).find()) {
            return Optional.empty();
        }
        var told = first(TOLD, text);
        if (told.isPresent() || !line.warns()) {
            return told;
        }
        return QUIC_DIAL.matcher(text).find() ? first(QUIC, text) : first(REST, text);
    }

    private static Optional<Snag> first(List<Phrase> phrases, String text) {
        return phrases.stream()
                .filter(phrase -> phrase.words().matcher(text).find())
                .findFirst()
                .map(Phrase::means);
    }
}
