package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble.Snag;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

class CloudflaredLogTest {
    /// Each case has one failed request, in every form of the log and in several versions.
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    access-jwt-missing,               ACCESS_REQUIRED
                    bad-chunked,                      MALFORMED
                    connect-timeout-short,            TIMED_OUT
                    connection-refused,               REFUSED
                    connection-refused-localhost,     REFUSED
                    hang-edge-timeout-524,            VISITOR_LEFT
                    host-dns-timeout,                 RESOLVER_FAILED
                    host-unresolvable,                NO_SUCH_HOST
                    http-origin-https-service,        PLAIN_HTTP_ANSWERED
                    https-origin-http-service,        RESET
                    malformed-status-code,            MALFORMED
                    network-unreachable-v6,           NETWORK_UNREACHABLE
                    no-route-to-host,                 NO_ROUTE
                    origin-closes-without-response,   CLOSED
                    origin-crash-mid-body,            BODY_CUT
                    origin-resets,                    RESET
                    ssh-service-refused,              REFUSED
                    tls-expired,                      CERT_EXPIRED
                    tls-handshake-timeout,            TLS_TIMED_OUT
                    tls-no-shared-cipher,             TLS_HANDSHAKE_FAILURE
                    tls-not-yet-valid,                CERT_NOT_YET_VALID
                    tls-self-signed,                  CERT_UNTRUSTED
                    tls-unrecognized-name,            TLS_UNRECOGNIZED_NAME
                    tls-wrong-hostname,               CERT_NAME_MISMATCH
                    truncated-chunked,                BODY_CUT
                    unix-socket-missing,              SOCKET_MISSING
                    websocket-origin-refused,         REFUSED
                    wrong-loopback-family,            REFUSED
                    wrong-port-redis,                 NOT_HTTP
                    cgo-connection-refused-localhost, REFUSED
                    cgo-host-dns-servfail,            RESOLVER_FAILED
                    cgo-host-dns-timeout,             RESOLVER_FAILED
                    cgo-host-unresolvable,            NO_SUCH_HOST
                    cgo-host-unresolvable-single-label, RESOLVER_FAILED
                    cgo-tls-expired,                  CERT_EXPIRED
                    """)
    void countsOneFailureOfItsKind(String capture, Fault kind) {
        TunnelCaptures.of(capture)
                .forEach(
                        (form, text) ->
                                assertThat(facts(text))
                                        .as(capture + " " + form)
                                        .singleElement()
                                        .isInstanceOfSatisfying(
                                                ServiceFailure.class,
                                                failure -> {
                                                    assertThat(failure.kind()).isEqualTo(kind);
                                                    assertThat(failure.count()).isEqualTo(1);
                                                    assertThat(failure.service()).isNotEmpty();
                                                    assertThat(failure.rule()).isNotNegative();
                                                    assertThat(failure.last()).isPresent();
                                                    assertThat(failure.marked()).isFalse();
                                                }));
    }

    @Test
    void namesWhatWasDialledAndTheRule() {
        assertThat(facts(TunnelCaptures.of("connection-refused-localhost", "console-quic")))
                .containsExactly(
                        new ServiceFailure(
                                "t1",
                                Fault.REFUSED,
                                "http://localhost:8002",
                                "[::1]:8002",
                                2,
                                1,
                                Optional.of(Instant.parse("2026-11-20T04:34:16Z")),
                                false,
                                "dial tcp [::1]:8002: connect: connection refused"));
    }

    @Test
    void knowsThatAVisitorLeftFromALineThatWasCutOff() {
        assertThat(
                        failures(
                                "2026-11-20T04:34:16Z ERR  error=\"Incoming request ended abruptly:"
                                        + " context canceled\" cfRay=",
                                Set.of()))
                .extracting(ServiceFailure::kind)
                .containsExactly(Fault.VISITOR_LEFT);
    }

    @Test
    void knowsTheMarkedRequest() {
        var log =
                TunnelCaptures.of("connection-refused", "console-quic")
                        .replace("/some/path", "/some/path?whence=0a1b2c&x=1");

        assertThat(failures(log, Set.of("0a1b2c"))).allMatch(ServiceFailure::marked);
        assertThat(failures(log, Set.of("ffffff"))).noneMatch(ServiceFailure::marked);
        var rayed = log.replace("connIndex", "cfRay=9f0e0a1b2c3d4e5f-FRA connIndex");
        assertThat(failures(rayed, Set.of("9f0e0a1b2c3d4e5f"))).allMatch(ServiceFailure::marked);
        assertThat(failures(log, Set.of("0a1b2c")).getFirst().sample()).doesNotContain("whence");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    edge-udp-blocked,      auto,          QUIC_TIMED_OUT FALLBACK_TO_HTTP2
                    edge-tcp-blocked,      http2,         TCP_FAILED
                    edge-no-dns,           auto,          DNS_FAILED
                    edge-no-dns,           json,          DNS_FAILED
                    edge-nxdomain,         auto,          DNS_FAILED
                    registration-rejected, quic,          CONTROL_STREAM_FAILED
                    registration-rejected, http2,         UNAUTHORIZED
                    registration-rejected, deleted-http2, TUNNEL_UNKNOWN
                    remote-managed,        bad-push,      CONFIG_REJECTED
                    remote-managed,        no-config,     NO_INGRESS
                    edge-connection-lost,  closed,        EDGE_CLOSED
                    edge-connection-lost,  closed-json,   EDGE_CLOSED
                    edge-connection-lost,  killed,        CONNECTION_LOST
                    graceful-stop,         quic,          STOPPED
                    graceful-stop,         http2,         STOPPED
                    """)
    void tellsTheTroubleWithTheEdge(String capture, String section, String kinds) {
        var facts = facts(TunnelCaptures.of(capture, section));

        assertThat(facts).noneMatch(ServiceFailure.class::isInstance);
        assertThat(
                        facts.stream()
                                .filter(EdgeTrouble.class::isInstance)
                                .map(fact -> ((EdgeTrouble) fact).kind()))
                .contains(Stream.of(kinds.split(" ")).map(Snag::valueOf).toArray(Snag[]::new));
    }

    @ParameterizedTest
    @CsvSource({"quic", "http2", "quic-2022.10.3", "quic-2024.1.5", "http2-2022.10.3"})
    void findsNoFaultInAGoodStart(String form) {
        assertThat(facts(TunnelCaptures.of("startup-connected", form)))
                .filteredOn(fact -> !(fact instanceof TunnelFact.Prechecked))
                .singleElement()
                .isInstanceOfSatisfying(
                        TunnelFact.Registered.class,
                        registered -> {
                            assertThat(registered.count()).isEqualTo(4);
                            assertThat(registered.location()).isNotEmpty();
                            assertThat(registered.protocol())
                                    .isEqualTo(
                                            form.contains("2022")
                                                    ? ""
                                                    : form.replaceAll("-.*", ""));
                        });
    }

    @Test
    void hearsWhatKeepsTheNextOneFromStarting() {
        var log =
                """
                2026-11-20T10:00:00Z INF Initiating graceful shutdown due to signal terminated ...
                2026-11-20T10:00:01Z ERR Serve tunnel error error="control stream encountered a failure while serving" connIndex=0
                2026-11-20T10:00:01Z INF Tunnel server stopped
                Tunnel credentials file '/etc/cloudflared/a.json' doesn't exist or is not a file
                """;
        assertThat(facts(log))
                .filteredOn(TunnelFact.EdgeTrouble.class::isInstance)
                .extracting(fact -> ((TunnelFact.EdgeTrouble) fact).kind())
                .contains(TunnelFact.EdgeTrouble.Snag.CREDENTIALS_MISSING)
                .doesNotContain(TunnelFact.EdgeTrouble.Snag.CONTROL_STREAM_FAILED);
    }

    private static List<TunnelFact> facts(String text) {
        return CloudflaredLog.facts("t1", text, Set.of(), Optional.empty());
    }

    private static List<ServiceFailure> failures(String text, Set<String> marks) {
        return CloudflaredLog.facts("t1", text, marks, Optional.empty()).stream()
                .filter(ServiceFailure.class::isInstance)
                .map(ServiceFailure.class::cast)
                .toList();
    }
}
