package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble.Snag;

import java.util.regex.Pattern;

/// What kind of address a connector dialled in place of, or as, the edge (facts §E.9).
enum EdgeAddress {
    /// One that may be the edge's, or none is known.
    PLAIN,
    /// An IPv6 address.
    SIX,
    /// One that no resolver on the Internet gives out for the edge: of a private network, or of the
    /// range that programs use for made-up answers.
    FALSE,
    /// Nowhere, or this machine: how a filtering resolver says no.
    SINKHOLE;

    private static final Pattern DIALLED =
            Pattern.compile("(?:->|dial tcp[46]? )\\[?([0-9A-Fa-f.:]{2,45})]?:7844\\b");
    private static final Pattern NOWHERE = Pattern.compile("0\\.0\\.0\\.0|127\\..*|::1?");
    private static final Pattern MADE_UP =
            Pattern.compile(
                    "198\\.1[89]\\..*|10\\..*|192\\.168\\..*|172\\.(?:1[6-9]|2\\d|3[01])\\..*"
                            + "|100\\.(?:6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\..*"
                            + "|(?i:f[cd][0-9a-f]{2}:.*)");
    private static final Pattern NO_ROUTE =
            Pattern.compile(
                    "network is unreachable|no route to host|cannot assign requested address"
                            + "|address family not supported|unreachable (?:network|host)");

    /// The address that the line is about.
    static EdgeAddress of(LogLine line, String text) {
        var dialled = DIALLED.matcher(text);
        var address = dialled.find() ? dialled.group(1) : line.field("ip");
        if (NOWHERE.matcher(address).matches()) {
            return SINKHOLE;
        }
        if (MADE_UP.matcher(address).matches()) {
            return FALSE;
        }
        return address.contains(":") ? SIX : PLAIN;
    }

    /// What a trouble on the way means, knowing the address.
    Snag met(Snag snag, String text) {
        return switch (snag) {
            case QUIC_TIMED_OUT,
                    QUIC_REJECTED,
                    QUIC_INTERCEPTED,
                    QUIC_UNSUPPORTED,
                    QUIC_FAILED,
                    TCP_FAILED ->
                    switch (this) {
                        case PLAIN -> snag;
                        case SIX -> NO_ROUTE.matcher(text).find() ? Snag.FAMILY_UNREACHABLE : snag;
                        case FALSE -> Snag.EDGE_ADDRESS_FALSE;
                        case SINKHOLE -> Snag.DNS_FAILED;
                    };
            default -> snag;
        };
    }
}
