package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble.Snag;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The same failure in every form that logs had and in which people paste them.
class LogFormsTest {
    private static final String WHY =
            "Unable to reach the origin service. The service may be down or it may not be"
                    + " responding to traffic from cloudflared: ";
    private static final String LINE =
            "2024-01-18T06:04:54Z ERR  error=\""
                    + WHY
                    + "dial tcp 172.30.33.9:80: connect: connection refused\""
                    + " cfRay=0000000000000000-ORD event=1 ingressRule=1"
                    + " originService=http://proxy:80";

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("plain", LINE, "http://proxy:80", 1),
                Arguments.of("CRLF", LINE + "\r\n", "http://proxy:80", 1),
                Arguments.of(
                        "colours",
                        LINE.replace("ERR", "\u001b[31mERR\u001b[0m"),
                        "http://proxy:80",
                        1),
                Arguments.of("compose", "tunnel-1  | " + LINE, "http://proxy:80", 1),
                Arguments.of(
                        "kubernetes",
                        "2025-10-15T03:31:41.922493458Z stderr F " + LINE,
                        "http://proxy:80",
                        1),
                Arguments.of(
                        "docker -t",
                        "2025-10-15T03:31:41.922493458Z " + LINE,
                        "http://proxy:80",
                        1),
                Arguments.of(
                        "no gap", "2025-11-11 12:47:23.292247+00:00" + LINE, "http://proxy:80", 1),
                Arguments.of(
                        "vendor", "2025-11-05T18:50:38.675Z [info] " + LINE, "http://proxy:80", 1),
                Arguments.of(
                        "journal",
                        "Feb 20 10:22:43 pmx cloudflared[850856]: " + LINE,
                        "http://proxy:80",
                        1),
                Arguments.of(
                        "short-iso",
                        "2024-01-18T07:04:54+0100 pmx cloudflared[850856]: " + LINE,
                        "http://proxy:80",
                        1),
                Arguments.of(
                        "broken by a terminal",
                        LINE.replace("may not be responding", "may not be\nresponding"),
                        "http://proxy:80",
                        1),
                Arguments.of(
                        "broken inside a word",
                        LINE.replace("connection refused", "connec\ntion refused"),
                        "http://proxy:80",
                        1),
                Arguments.of(
                        "cut after the reason",
                        LINE.substring(0, LINE.indexOf(" cfRay") - 1),
                        "",
                        -1),
                Arguments.of(
                        "JSON of 2022",
                        "{\"level\":\"error\",\"error\":\""
                                + WHY
                                + "dial tcp [::1]:8081: connectex: No connection could be made"
                                + " because the target machine actively refused it.\","
                                + "\"cfRay\":\"0000000000000000-SIN\",\"ingressRule\":\"0\","
                                + "\"originService\":\"http://localhost:8081\","
                                + "\"time\":\"2022-04-11T19:14:13Z\"}",
                        "http://localhost:8081",
                        0),
                Arguments.of(
                        "JSON behind a prefix and cut",
                        "app  | {\"level\":\"error\",\"originService\":\"http://a:1\",\"error\":\""
                                + WHY
                                + "dial tcp 10.0.0.1:1: connect: connection refused",
                        "http://a:1",
                        -1),
                Arguments.of(
                        "prose of 2021",
                        "2021-04-30T05:41:59Z ERR CF-RAY: 0000000000000000-YUL Proxying to ingress"
                                + " 3 error: Error proxying request to origin: dial tcp"
                                + " 172.20.0.3:80: connect: connection refused",
                        "",
                        3),
                Arguments.of(
                        "logrus",
                        "ERROR[2021-01-13T01:07:59Z] CF-RAY: 0000000000000000-EWR Proxying to"
                                + " ingress 0 error: Error proxying request to origin: dial tcp"
                                + " 127.0.0.1:80: connect: connection refused",
                        "",
                        0),
                Arguments.of(
                        "syslog of 2020",
                        "Dec  2 10:03:04 host cloudflared[6082]: #033[31mERRO#033[0m[0054] HTTP"
                                + " request error    connectionID=2 error=\"dial tcp"
                                + " 127.0.0.1:80: connect: connection refused\"",
                        "",
                        -1),
                Arguments.of(
                        "a piece of a line",
                        "The service may be down or it may not be responding to traffic from"
                                + " cloudflared: dial tcp 127.0.0.1:80: connect: connection"
                                + " refused\" cfRay=0 ingressRule=1 originService=http://a:80",
                        "http://a:80",
                        1),
                Arguments.of(
                        "the reason alone",
                        "dial tcp 127.0.0.1:80: connect: connection refused",
                        "",
                        -1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void readsEveryForm(String form, String text, String service, int rule) {
        assertThat(CloudflaredLog.facts("t1", text, Set.of(), Optional.empty()))
                .as(form)
                .singleElement()
                .isInstanceOfSatisfying(
                        TunnelFact.ServiceFailure.class,
                        failure -> {
                            assertThat(failure.kind()).isEqualTo(Fault.REFUSED);
                            assertThat(failure.count()).isEqualTo(1);
                            assertThat(failure.service()).isEqualTo(service);
                            assertThat(failure.rule()).isEqualTo(rule);
                        });
    }

    /// Lines that mean no harm (facts §E.13), and lines of other programs.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026/04/22 21:59:02 failed to sufficiently increase receive buffer size (was: 208"
                        + " kiB, wanted: 7168 kiB, got: 416 kiB). See"
                        + " https://github.com/quic-go/quic-go/wiki/UDP-Buffer-Sizes for details.",
                "2026-04-22T21:59:02Z WRN ICMP proxy feature is disabled error=\"cannot create"
                    + " ICMPv4 proxy: Group ID 65532 is not between ping group 1 to 0 nor ICMPv6"
                    + " proxy: socket: permission denied\"",
                "2026-04-22T21:59:02Z WRN The user running cloudflared process has a GID (group ID)"
                        + " that is not within ping_group_range.",
                "2026-04-22T21:59:02Z ERR Cannot determine default origin certificate path. No file"
                        + " cert.pem in [~/.cloudflared /etc/cloudflared]. originCertPath=",
                "2026-04-22T21:59:02Z ERR update check failed error=\"no release found\"",
                "2026-04-22T21:59:02Z ERR Failed to fetch features, default to disable"
                        + " error=\"lookup cfd-features.argotunnel.com on 127.0.0.53:53: no such"
                        + " host\"",
                "2026-04-22T21:59:02Z WRN Unable to lookup protocol percentage.",
                "2026-04-22T21:59:02Z INF Settings: map[config:/etc/x no-autoupdate:true]",
                "2026-04-22T21:59:02Z INF Autoupdate frequency is set autoupdateFreq=86400000",
                "2026-04-22T21:59:02Z ERR icmp router terminated error=\"context canceled\"",
                "2026-04-22T21:59:02Z INF Lost connection with the edge connIndex=1",
                "Nov 10 04:58:41 host systemd[1]: Failed to start cloudflared.service -"
                        + " cloudflared.",
                "kernel: eth0: link up",
                "{\"level\":\"info\",\"message\":\"dial tcp 1.2.3.4:5: x\"}"
            })
    void harmlessLinesBecomeNothing(String line) {
        assertThat(CloudflaredLog.facts("t1", line, Set.of(), Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    2024-01-18T20:22:19Z ERR Failed to create new quic connection error="failed to dial to edge with quic: INTERNAL_ERROR: read udp [::]:38343: recvmmsg: function not implemented" connIndex=0 | QUIC_UNSUPPORTED
                    2021-11-22T17:46:03Z ERR Failed to create new quic connection, err: failed to dial to edge: INTERNAL_ERROR: write udp 0.0.0.0:46926->198.41.192.227:7844: sendto: operation not permitted | QUIC_NOT_PERMITTED
                    2025-07-07T15:38:26Z ERR Failed to dial a quic connection error="failed to dial to edge with quic: INTERNAL_ERROR (local): tls: CurvePreferences includes unsupported curve" | QUIC_CURVES
                    2025-07-07T15:38:26Z ERR Failed to dial a quic connection error="failed to dial to edge with quic: CRYPTO_ERROR 0x12a (local): tls: failed to verify certificate: x509: certificate is valid for a, not quic.cftunnel.com" | QUIC_INTERCEPTED
                    2025-07-07T15:38:26Z ERR Failed to dial a quic connection error="failed to dial to edge with quic: timeout: handshake did not complete in time" | QUIC_TIMED_OUT
                    failed to create new quic connection error="failed to dial to edge with quic: timeout: no recent network activity" connIndex=0 | QUIC_TIMED_OUT
                    2022-09-02T06:29:42Z ERR Unable to establish connection with Cloudflare edge error="DialContext error: dial tcp 198.41.192.7:7844: i/o timeout" | TCP_FAILED
                    ERR Connection terminated error="TLS handshake with edge error: read tcp 172.18.0.2:35196->198.18.0.4:7844: i/o timeout" connIndex=0 | TLS_INTERCEPTED
                    ERR Unable to establish connection with Cloudflare edge error="TLS handshake with edge error: EOF" connIndex=0 | TLS_INTERCEPTED
                    2023-04-18T00:38:25Z ERR Initiating shutdown error="Couldn't resolve SRV record &{region1.v2.argotunnel.com. 7844 1 1}: lookup region1.v2.argotunnel.com. on 127.0.0.11:53: no such host" | DNS_FAILED
                    2022-09-02T01:55:09Z INF You requested 4 HA connections but I can give you at most 0. | NO_ADDRESSES
                    2022-09-02T01:55:09Z ERR Initiating shutdown error="there are no free edge addresses left to resolve to" | NO_ADDRESSES
                    2021-08-02T13:44:44Z ERR Register tunnel error from server side error="Unauthorized: Invalid tunnel secret" connIndex=0 | UNAUTHORIZED
                    Provided Tunnel token is not valid. | TOKEN_INVALID
                    Provided tunnel token is not valid (illegal base64 data at input byte 0). | TOKEN_INVALID
                    Failed to read token file: open /etc/cloudflared/token: no such file or directory | CREDENTIALS_MISSING
                    Tunnel credentials file '/etc/cloudflared/1.json' doesn't exist or is not a file | CREDENTIALS_MISSING
                    2026-11-20T04:34:23Z ERR Couldn't start tunnel error="The last ingress rule must match all URLs" | CONFIG_INVALID
                    "cloudflared tunnel run" requires the ID or name of the tunnel to run as the last command line argument or in the configuration file. | CONFIG_INVALID
                    2023-12-02T02:59:31Z WRN No ingress rules were defined in provided config (if any) nor from the cli, cloudflared will return 503 for all incoming HTTP requests | NO_INGRESS
                    """)
    void tellsTheTroubleWithTheEdge(String line, Snag kind) {
        assertThat(CloudflaredLog.facts("t1", line, Set.of(), Optional.empty()))
                .singleElement()
                .isInstanceOfSatisfying(
                        TunnelFact.EdgeTrouble.class,
                        trouble -> assertThat(trouble.kind()).isEqualTo(kind));
    }
}
