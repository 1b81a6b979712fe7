package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceErrorTest {
    /// What Go and its libraries say, by their grammar rather than by the captures.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    dial tcp [::1]:8080: connect: connection refused | REFUSED | [::1]:8080
                    dial tcp 127.0.0.1:8080: connectex: No connection could be made because the target machine actively refused it. | REFUSED | 127.0.0.1:8080
                    dial unix /run/app.sock: connect: connection refused | REFUSED | /run/app.sock
                    dial unix /run/app.sock: connect: no such file or directory | SOCKET_MISSING | /run/app.sock
                    dial unix /run/app.sock: connect: permission denied | PERMISSION_DENIED | /run/app.sock
                    dial tcp 10.0.0.5:80: connect: permission denied | PERMISSION_DENIED | 10.0.0.5:80
                    dial tcp 10.0.0.5:80: i/o timeout | TIMED_OUT | 10.0.0.5:80
                    dial tcp 10.0.0.5:80: connect: connection timed out | TIMED_OUT | 10.0.0.5:80
                    dial tcp 10.0.0.5:80: connect: no route to host | NO_ROUTE | 10.0.0.5:80
                    dial tcp 10.0.0.5:80: connect: host is down | NO_ROUTE | 10.0.0.5:80
                    dial tcp [2001:db8::1]:80: connect: network is unreachable | NETWORK_UNREACHABLE | [2001:db8::1]:80
                    dial tcp 127.0.0.1:80: socket: too many open files | TOO_MANY_FILES | 127.0.0.1:80
                    dial tcp: lookup app on 127.0.0.11:53: no such host | NO_SUCH_HOST | app
                    dial tcp: lookup app: no such host | NO_SUCH_HOST | app
                    dial tcp: lookup app on 127.0.0.53:53: server misbehaving | RESOLVER_FAILED | app
                    dial tcp: lookup app: Temporary failure in name resolution | RESOLVER_FAILED | app
                    dial tcp: lookup app on 127.0.0.11:53: read udp 127.0.0.1:33663->127.0.0.11:53: i/o timeout | RESOLVER_FAILED | app
                    dial tcp: lookup app on 127.0.0.11:53: read udp 127.0.0.1:33663->127.0.0.11:53: read: connection refused | RESOLVER_FAILED | app
                    EOF | CLOSED | ``
                    Get "http://localhost:8080/": EOF | CLOSED | ``
                    write tcp 127.0.0.1:1->127.0.0.1:80: write: broken pipe | CLOSED | 127.0.0.1:80
                    http: server closed idle connection | IDLE_CLOSED | ``
                    read tcp 127.0.0.1:39160->127.0.0.1:6080: read: connection reset by peer | RESET | 127.0.0.1:6080
                    read tcp 127.0.0.1:1->127.0.0.1:80: wsarecv: An existing connection was forcibly closed by the remote host. | RESET | 127.0.0.1:80
                    net/http: TLS handshake timeout | TLS_TIMED_OUT | ``
                    tls: first record does not look like a TLS handshake | PLAIN_HTTP_ANSWERED | ``
                    http: server gave HTTP response to HTTPS client | PLAIN_HTTP_ANSWERED | ``
                    tls: oversized record received with length 20527 | PLAIN_HTTP_ANSWERED | ``
                    net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x15\\x03\\x01\\x00\\x02\\x02" | TLS_ANSWERED | ``
                    malformed HTTP response "J\\x00\\x00\\x00\\n8.0.36" | NOT_HTTP | ``
                    malformed HTTP status code "Debian-2+deb12u3" | NOT_HTTP | ``
                    malformed HTTP status code "mail.example.com" | NOT_HTTP | ``
                    malformed HTTP status code "abc" | MALFORMED | ``
                    malformed HTTP version "HTTP/1.x" | MALFORMED | ``
                    malformed HTTP version "SSH-2.0-OpenSSH_9.2p1" | NOT_HTTP | ``
                    malformed MIME header: missing colon: "x" | MALFORMED | ``
                    http: message cannot contain multiple Content-Length headers; got ["1" "2"] | MALFORMED | ``
                    net/http: server response headers exceeded 10485760 bytes; aborted | HEAD_TOO_LARGE | ``
                    tls: failed to verify certificate: x509: certificate signed by unknown authority | CERT_UNTRUSTED | ``
                    x509: certificate signed by unknown authority (possibly because of "x509: cannot verify signature: insecure algorithm SHA1-RSA" while trying to verify candidate authority certificate "x") | CERT_UNTRUSTED | ``
                    x509: certificate is valid for *.example.com, a.example.com, not my-container | CERT_NAME_MISMATCH | ``
                    x509: cannot validate certificate for 203.0.113.4 because it doesn't contain any IP SANs | CERT_NAME_MISMATCH | ``
                    x509: certificate is not valid for any names, but wanted to match app | CERT_NAME_MISMATCH | ``
                    x509: certificate relies on legacy Common Name field, use SANs instead | CERT_NAME_MISMATCH | ``
                    x509: certificate has expired or is not yet valid: current time 2026-11-20T04:34:59Z is after 2026-04-01T00:00:00Z | CERT_EXPIRED | ``
                    x509: certificate has expired or is not yet valid: current time 2026-11-20T04:34:59Z is before 2030-04-01T00:00:00Z | CERT_NOT_YET_VALID | ``
                    x509: certificate has expired or is not yet valid | CERT_EXPIRED | ``
                    x509: certificate specifies an incompatible key usage | CERT_OTHER | ``
                    remote error: tls: handshake failure | TLS_HANDSHAKE_FAILURE | ``
                    remote error: tls: insufficient security level | TLS_HANDSHAKE_FAILURE | ``
                    remote error: tls: no application protocol | TLS_HANDSHAKE_FAILURE | ``
                    remote error: tls: protocol version not supported | TLS_PROTOCOL_VERSION | ``
                    tls: server selected unsupported protocol version 301 | TLS_PROTOCOL_VERSION | ``
                    remote error: tls: unrecognized name | TLS_UNRECOGNIZED_NAME | ``
                    remote error: tls: internal error | TLS_UNRECOGNIZED_NAME | ``
                    remote error: tls: certificate required | CLIENT_CERT_REQUIRED | ``
                    remote error: tls: bad certificate | CLIENT_CERT_REQUIRED | ``
                    unsupported protocol scheme "htp" | BAD_SCHEME | ``
                    proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused | OTHER | ``
                    something new | OTHER | ``
                    """)
    void tellsWhatWentWrong(String said, Fault fault, String address) {
        var wrapped =
                "Unable to reach the origin service. The service may be down or it may not be"
                        + " responding to traffic from cloudflared: "
                        + said;

        assertThat(ServiceError.read(wrapped)).isEqualTo(new ServiceError(fault, address));
        assertThat(ServiceError.said("Failed to proxy HTTP: " + wrapped)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "unexpected EOF, BODY_CUT",
        "read tcp 127.0.0.1:1->127.0.0.1:80: read: connection reset by peer, BODY_CUT",
        "invalid byte in chunk length, MALFORMED",
        "Incoming request ended abruptly: context canceled, VISITOR_LEFT",
        "stream 38413 canceled by remote with error code 0, VISITOR_LEFT",
        "context canceled, VISITOR_LEFT"
    })
    void withoutTheWrapperTheAnswerHadBegun(String said, Fault fault) {
        assertThat(ServiceError.read(said).fault()).isEqualTo(fault);
    }
}
