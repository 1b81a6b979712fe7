package dev.whence.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.verdict.Judge;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.parse.CloudflaredLog;
import dev.whence.knowledge.parse.TunnelCaptures;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What genuine connectors printed under a fault, judged with nothing else at hand.
class ConnectorCapturesTest {
    private static final Judge JUDGE = Judging.with(Knowledge.CHECKS);
    private static final Instant NOON = Instant.parse("2026-11-20T09:41:00Z");
    private static final Set<String> WAY_TO_EDGE =
            Set.of(
                    "cloudflared-build-broken",
                    "connector-runs-deleted-tunnel",
                    "edge-dns-wrong-address-family",
                    "edge-drops-tunnel-connections",
                    "edge-egress-blocked",
                    "edge-egress-hijacked-by-proxy",
                    "host-dns-blocked",
                    "quic-mtu-too-small",
                    "quic-udp-blocked",
                    "quic-unsupported-by-host",
                    "tunnel-config-invalid",
                    "tunnel-config-not-delivered",
                    "tunnel-connection-flapping",
                    "tunnel-credentials-invalid");

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    edge-udp-blocked,      auto,          quic-udp-blocked
                    edge-tcp-blocked,      http2,         edge-egress-blocked
                    edge-no-dns,           auto,          host-dns-blocked
                    edge-no-dns,           json,          host-dns-blocked
                    edge-nxdomain,         auto,          host-dns-blocked
                    registration-rejected, quic,          tunnel-credentials-invalid
                    registration-rejected, http2,         tunnel-credentials-invalid
                    registration-rejected, deleted-http2, connector-runs-deleted-tunnel
                    remote-managed,        bad-push,      tunnel-config-not-delivered
                    remote-managed,        no-config,     tunnel-config-not-delivered
                    edge-connection-lost,  closed,        edge-drops-tunnel-connections
                    edge-connection-lost,  closed-json,   edge-drops-tunnel-connections
                    edge-connection-lost,  killed,        tunnel-connection-flapping
                    """)
    void locatesTheFaultThatTheLogWasMadeFor(String capture, String section, String cause) {
        assertThat(located(TunnelCaptures.of(capture, section))).contains(cause);
    }

    /// A failing service, a good start and a clean stop are no trouble with the edge.
    @ParameterizedTest
    @MethodSource("otherCaptures")
    void blamesTheWayToTheEdgeForNothingElse(String capture) {
        TunnelCaptures.of(capture)
                .forEach(
                        (section, text) ->
                                assertThat(located(text))
                                        .as(capture + " " + section)
                                        .doesNotContainAnyElementsOf(WAY_TO_EDGE));
    }

    static Stream<String> otherCaptures() {
        return TunnelCaptures.cases()
                .filter(
                        name ->
                                !name.startsWith("edge-")
                                        && !name.startsWith("registration-")
                                        && !name.startsWith("remote-"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    failed to dial to edge with quic: timeout: handshake did not complete in time | quic-udp-blocked
                    Connection terminated error="failed to dial to edge: timeout: no recent network activity" connIndex=1 | quic-udp-blocked
                    write udp 10.0.0.4:46926->198.41.192.227:7844: sendto: operation not permitted | quic-udp-blocked
                    failed to dial to edge with quic: INTERNAL_ERROR (local): read udp [::]:50220->198.41.192.7:7844: recvmsg: connection refused | quic-udp-blocked
                    failed to dial to edge with quic: INTERNAL_ERROR (local): write udp [::]:39023->198.41.200.73:7844: sendmsg: message too long | quic-mtu-too-small
                    wsasendto: A message sent on a datagram socket was larger than the internal message buffer | quic-mtu-too-small
                    read udp [::]:38343: recvmmsg: function not implemented | quic-unsupported-by-host
                    write udp [::]:1->198.41.200.73:7844: sendmsg: input/output error | quic-unsupported-by-host
                    tls: CurvePreferences includes unsupported curve | cloudflared-build-broken
                    DialContext error: dial tcp 198.41.192.167:7844: connect: connection refused | edge-egress-blocked
                    dial tcp 198.41.200.13:7844: i/o timeout | edge-egress-blocked
                    DialContext error: dial tcp [2606:4700:a8::1]:7844: connect: network is unreachable | edge-dns-wrong-address-family
                    there are no free edge addresses left to resolve to | edge-dns-wrong-address-family
                    INF You requested 4 HA connections but I can give you at most 0. | edge-dns-wrong-address-family
                    TLS handshake with edge error: read tcp 10.0.0.4:3->198.41.192.7:7844: read: connection reset by peer | edge-egress-hijacked-by-proxy
                    TLS handshake with edge error: tls: failed to verify certificate: x509: certificate signed by unknown authority | edge-egress-hijacked-by-proxy
                    x509: certificate is valid for gateway.example.com, not h2.cftunnel.com | edge-egress-hijacked-by-proxy
                    failed to dial to edge with quic: CRYPTO_ERROR 0x12a (local): tls: failed to verify certificate: x509: certificate is valid for a.example.com, not quic.cftunnel.com | edge-egress-hijacked-by-proxy
                    ERR Failed to dial a quic connection error="failed to dial to edge with quic: timeout: no recent network activity" connIndex=0 event=0 ip=198.18.0.9 | edge-egress-hijacked-by-proxy
                    lookup region2.v2.argotunnel.com on 10.0.0.2:53: read udp 10.0.0.4:1->10.0.0.2:53: i/o timeout | host-dns-blocked
                    Could not lookup srv records on _origintunneld._tcp.argotunnel.com: lookup _origintunneld._tcp.argotunnel.com on 10.0.0.2:53: no such host | host-dns-blocked
                    DialContext error: dial tcp 0.0.0.0:7844: connect: connection refused | host-dns-blocked
                    Unauthorized: Invalid tunnel secret | tunnel-credentials-invalid
                    Provided Tunnel token is not valid. | tunnel-credentials-invalid
                    failed to serve tunnel connection error="control stream encountered a failure while serving" connIndex=0 | tunnel-credentials-invalid
                    Unauthorized: Tunnel not found | connector-runs-deleted-tunnel
                    shop is neither the ID nor the name of any of your tunnels | connector-runs-deleted-tunnel
                    yaml: line 4: found character that cannot start any token | tunnel-config-invalid
                    line 7: cannot unmarshal !!int `30` into time.Duration | tunnel-config-invalid
                    localhost:8080 is an invalid address, please make sure it has a scheme and a hostname | tunnel-config-invalid
                    Rule #2 has an invalid regex: error parsing regexp: missing closing ]: `[a-z` | tunnel-config-invalid
                    tunnel credentials file not found | tunnel-config-invalid
                    Failed to read token file: open /etc/cloudflared/token: no such file or directory | tunnel-config-invalid
                    "cloudflared tunnel run" requires the ID or name of the tunnel to run as the last command line argument or in the configuration file. | tunnel-config-invalid
                    """)
    void understandsAPieceOfALine(String piece, String cause) {
        assertThat(located(piece)).containsExactly(cause);
    }

    private static List<String> located(String log) {
        var facts =
                CloudflaredLog.facts("", log, Set.of(), Optional.empty()).stream()
                        .map(fact -> new Observation(new CheckId("log"), Vantage.HERE, NOON, fact))
                        .toList();
        return switch (JUDGE.judge(new Facts(facts, Coverage.NONE))) {
            case Verdict.Located(var root, _, _) -> List.of(root.cause().value());
            default -> List.of();
        };
    }
}
