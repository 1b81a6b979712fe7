package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.Captures;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

class WebErrorLogTest {
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(2);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    UPSTREAM_REFUSED           | 127.0.0.1:8000  | [error] 19#19: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 198.51.100.7, server: example.com, request: "GET / HTTP/1.1", upstream: "http://127.0.0.1:8000/", host: "example.com"
                    UPSTREAM_REFUSED           | [::1]:3000      | [error] 19#19: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 198.51.100.7, upstream: "http://[::1]:3000/a?b=c", host: "example.com"
                    UPSTREAM_REFUSED           | 203.0.113.7:80  | [error] 19#19: *1 connect() failed (10061: No connection could be made because the target machine actively refused it) while connecting to upstream, upstream: "http://203.0.113.7/"
                    UPSTREAM_NO_ROUTE          | 172.20.0.3:80   | [error] 19#19: *1 connect() failed (113: No route to host) while connecting to upstream, upstream: "http://172.20.0.3:80/"
                    UPSTREAM_NO_ROUTE          |                 | [crit] 19#19: *1 connect() to [2001:db8::1]:443 failed (101: Network is unreachable) while connecting to upstream
                    UPSTREAM_CONNECT_TIMED_OUT |                 | [error] 19#19: *1 upstream timed out (110: Connection timed out) while connecting to upstream, client: 198.51.100.7
                    UPSTREAM_TLS_TIMED_OUT     |                 | [error] 19#19: *1 upstream timed out (110: Connection timed out) while SSL handshaking to upstream, client: 198.51.100.7
                    UPSTREAM_READ_TIMED_OUT    |                 | [error] 19#19: *1 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 198.51.100.7
                    UPSTREAM_READ_TIMED_OUT    |                 | [error] 19#19: *1 upstream timed out (110: Connection timed out) while sending request to upstream
                    UPSTREAM_SOCKET_MISSING    | unix:/var/run/o1.sock | [crit] 14103#0: *479 connect() to unix:/var/run/o1.sock failed (2: No such file or directory) while connecting to upstream, client: 198.51.100.7, upstream: "http://unix:/var/run/o1.sock:/"
                    UPSTREAM_PERMISSION_DENIED | unix:/var/run/php5-fpm.sock | [crit] 27560#27560: *1 connect() to unix:/var/run/php5-fpm.sock failed (13: Permission denied) while connecting to upstream, upstream: "fastcgi://unix:/var/run/php5-fpm.sock:"
                    UPSTREAM_PERMISSION_DENIED | 127.0.0.1:8081  | [crit] 27560#27560: *1 connect() to 127.0.0.1:8081 failed (13: Permission denied) while connecting to upstream, upstream: "http://127.0.0.1:8081/"
                    UPSTREAM_BACKLOG_FULL      | unix:/run/app.sock | [error] 1#1: *1 connect() to unix:/run/app.sock failed (11: Resource temporarily unavailable) while connecting to upstream
                    UPSTREAM_CLOSED_EARLY      |                 | [error] 30329#30329: *208 upstream prematurely closed connection while reading response header from upstream, client: 198.51.100.7, server: www.example.com
                    UPSTREAM_CLOSED_EARLY      |                 | [error] 1#1: *2 upstream prematurely closed FastCGI stdout while reading response header from upstream
                    UPSTREAM_RESET             |                 | [error] 1025#1025: *137 recv() failed (104: Connection reset by peer) while reading response header from upstream, client: 198.51.100.7
                    UPSTREAM_RESET             |                 | [error] 1025#1025: *137 writev() failed (32: Broken pipe) while sending request to upstream
                    NO_LIVE_UPSTREAMS          | localhost:80    | [error] 3070#0: *1 no live upstreams while connecting to upstream, client: 198.51.100.94, upstream: "http://localhost/favicon.ico", host: "example.com"
                    UPSTREAM_HEADER_TOO_BIG    |                 | [error] 8496#8496: *274 upstream sent too big header while reading response header from upstream, client: 198.51.100.7
                    VISITOR_LEFT               |                 | [info] 31#31: *7 epoll_wait() reported that client prematurely closed connection, so upstream connection is closed too while connecting to upstream, client: 198.51.100.7
                    REQUEST_HEAD_TOO_LARGE     |                 | [info] 31#31: *7 client sent too long header line: "Cookie: a=b" while reading client request headers, client: 198.51.100.7
                    UPSTREAM_INVALID           |                 | [error] 1#1: *1 upstream sent no valid HTTP/1.0 header while reading response header from upstream
                    UPSTREAM_INVALID           |                 | [error] 1#1: *1 upstream sent invalid chunked response while reading upstream
                    UPSTREAM_LENGTH_WRONG      |                 | [warn] 1#1: *1 upstream sent more data than specified in "Content-Length" header while reading upstream
                    UPSTREAM_NOT_TLS           |                 | [error] 7#7: *28151 SSL_do_handshake() failed (SSL: error:1408F10B:SSL routines:ssl3_get_record:wrong version number) while SSL handshaking to upstream, client: 198.51.100.7
                    UPSTREAM_TLS_ALERT         |                 | [error] 7#7: *10 SSL_do_handshake() failed (SSL: error:0A000410:SSL routines::sslv3 alert handshake failure:SSL alert number 40) while SSL handshaking to upstream, client: 198.51.100.7
                    UPSTREAM_TLS_ALERT         |                 | [error] 7#7: *10 peer closed connection in SSL handshake while SSL handshaking to upstream
                    UPSTREAM_TLS_ALERT         |                 | [error] 7#7: *10 SSL_do_handshake() failed (SSL: error:14094458:SSL routines:ssl3_read_bytes:tlsv1 unrecognized name:SSL alert number 112) while SSL handshaking to upstream, client: 198.51.100.7
                    UPSTREAM_TLS_VERSION       |                 | [error] 7#7: *10 SSL_do_handshake() failed (SSL: error:0A00042E:SSL routines::tlsv1 alert protocol version:SSL alert number 70) while SSL handshaking to upstream, client: 198.51.100.7
                    UPSTREAM_CLIENT_CERT       |                 | [error] 7#7: *10 SSL_do_handshake() failed (SSL: error:0A00045C:SSL routines::tlsv13 alert certificate required:SSL alert number 116) while SSL handshaking to upstream, client: 198.51.100.7
                    UPSTREAM_CERT_EXPIRED      |                 | [error] 7#7: *10 upstream SSL certificate verify error: (10:certificate has expired) while SSL handshaking to upstream, client: 198.51.100.7
                    UPSTREAM_CERT_UNTRUSTED    |                 | [error] 7#7: *10 upstream SSL certificate verify error: (18:self-signed certificate) while SSL handshaking to upstream, client: 198.51.100.7
                    UPSTREAM_CERT_NAME         |                 | [error] 7#7: *10 upstream SSL certificate does not match "app.internal" while SSL handshaking to upstream, client: 198.51.100.7
                    SNI_UNKNOWN                |                 | [error] 7#7: *10 no "ssl_certificate" is defined in server listening on SSL port while SSL handshaking, client: 198.51.100.7, server: 0.0.0.0:443
                    NO_MEMORY                  |                 | [emerg] 7#7: *10 malloc(65536) failed (12: Cannot allocate memory) while reading upstream, client: 198.51.100.7
                    UPSTREAM_NAME_UNKNOWN      | mon01:7777      | [emerg] 9380#0: host not found in upstream "mon01:7777" in /etc/nginx/conf.d/app.conf:1
                    UPSTREAM_NAME_UNKNOWN      | app.internal    | [error] 9380#0: *1 app.internal could not be resolved (3: Host not found), client: 198.51.100.7
                    ADDRESS_IN_USE             |                 | [emerg] 1379408#1379408: bind() to [::]:443 failed (98: Address already in use)
                    ADDRESS_IN_USE             |                 | [emerg] 1379408#1379408: still could not bind()
                    CONFIG_INVALID             |                 | [emerg] 166#166: unknown directive "proxy_raed_timeout" in /etc/nginx/sites-enabled/app:26
                    CERTIFICATE_UNREADABLE     |                 | [emerg] 1#1: cannot load certificate "/etc/ssl/a.crt": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory)
                    TOO_FEW_CONNECTIONS        |                 | [alert] 141#141: *2 16 worker_connections are not enough while connecting to upstream, client: 198.51.100.7
                    TOO_MANY_FILES             |                 | [alert] 1#1: *2 socket() failed (24: Too many open files) while connecting to upstream
                    TOO_MANY_FILES             |                 | [crit] 1#1: accept4() failed (24: Too many open files)
                    WORKER_KILLED              |                 | [alert] 1#1: worker process 77 exited on signal 9
                    WORKER_CRASHED             |                 | [alert] 1#1: worker process 77 exited on signal 11 (core dumped)
                    NO_SPACE                   |                 | [crit] 1#1: *2 pwrite() "/var/cache/nginx/proxy/1" failed (28: No space left on device) while reading upstream
                    RATE_LIMITED               |                 | [error] 1#1: *2 limiting requests, excess: 5.0 by zone "one", client: 198.51.100.7
                    FORBIDDEN                  |                 | [error] 1#1: *2 access forbidden by rule, client: 198.51.100.7
                    BODY_TOO_LARGE             |                 | [error] 1#1: *2 client intended to send too large body: 5242880 bytes, client: 198.51.100.7
                    PLAIN_HTTP_ON_TLS          |                 | [info] 1#1: *2 client sent plain HTTP request to HTTPS port while reading client request headers, client: 198.51.100.7
                    CLIENT_CERT_MISSING        |                 | [info] 1#1: *2 client sent no required SSL certificate while reading client request headers
                    NO_SHARED_CIPHER           |                 | [crit] 1#1: *2 SSL_do_handshake() failed (SSL: error:0A0000C1:SSL routines::no shared cipher) while SSL handshaking, client: 198.51.100.7, server: 0.0.0.0:443
                    OTHER                      |                 | [error] 1#1: *2 open() "/srv/x" failed (2: No such file or directory), client: 198.51.100.7
                    """)
    void readsNginx(WebLine says, String upstream, String line) {
        var entries = WebErrorLog.entries("2020/08/08 13:17:26 " + line, ZONE).toList();

        assertThat(entries).hasSize(1);
        assertThat(entries.getFirst().says()).isEqualTo(says);
        assertThat(entries.getFirst().upstream()).isEqualTo(upstream == null ? "" : upstream);
        assertThat(entries.getFirst().at()).contains(Instant.parse("2020-08-08T11:17:26Z"));
        assertThat(entries.getFirst().sample())
                .doesNotContain("client:")
                .doesNotContain("request:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    UPSTREAM_REFUSED        | 127.0.0.1:8080 | [proxy:error] [pid 12947:tid 139814] (111)Connection refused: [client 198.51.100.1:41442] AH00957: HTTP: attempt to connect to 127.0.0.1:8080 (localhost) failed
                    UPSTREAM_SOCKET_MISSING | unix:/run/php/fpm.sock | [proxy:error] [pid 7] (2)No such file or directory: AH02454: FCGI: attempt to connect to Unix domain socket /run/php/fpm.sock (localhost) failed
                    UPSTREAM_CONNECT_TIMED_OUT | 203.0.113.9:80 | [proxy:error] [pid 7] (110)Connection timed out: AH00957: HTTP: attempt to connect to 203.0.113.9:80 (app) failed
                    NO_LIVE_UPSTREAMS       |                | [proxy:error] [pid 12947] AH00959: ap_proxy_connect_backend disabling worker for (localhost) for 60s
                    UPSTREAM_READ_TIMED_OUT | 127.0.0.1:8080 | [proxy_http:error] [pid 7] (70007)The timeout specified has expired: [client 198.51.100.1:4] AH01102: error reading status line from remote server 127.0.0.1:8080
                    UPSTREAM_CLOSED_EARLY   | 127.0.0.1:8080 | [proxy_http:error] [pid 7] (20014)Internal error (specific information not available): [client 198.51.100.1:4] AH01102: error reading status line from remote server 127.0.0.1:8080
                    UPSTREAM_NAME_UNKNOWN   | app.internal   | [proxy:error] [pid 7] [client 198.51.100.1:4] AH00898: DNS lookup failure for: app.internal returned by /
                    TOO_FEW_CONNECTIONS     |                | [mpm_prefork:error] [pid 7] AH00161: server reached MaxRequestWorkers setting, consider raising the MaxRequestWorkers setting
                    WORKER_CRASHED          |                | [core:notice] [pid 7] AH00052: child pid 99 exit signal Segmentation fault (11)
                    ADDRESS_IN_USE          |                | [core:crit] [pid 7] (98)Address already in use: AH00072: make_sock: could not bind to address [::]:443
                    FORBIDDEN               |                | [authz_core:error] [pid 7] [client 198.51.100.1:4] AH01630: client denied by server configuration: /srv/x
                    NO_SPACE                |                | [core:error] [pid 7] (28)No space left on device: AH00099: could not create /run/x
                    """)
    void readsApache(WebLine says, String upstream, String line) {
        var entries =
                WebErrorLog.entries("[Mon Jul 10 09:58:29.997225 2023] " + line, ZONE).toList();

        assertThat(entries).hasSize(1);
        assertThat(entries.getFirst().says()).isEqualTo(says);
        if (upstream != null) {
            assertThat(entries.getFirst().upstream()).isEqualTo(upstream);
        }
        assertThat(entries.getFirst().at()).contains(Instant.parse("2023-07-10T07:58:29Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    UPSTREAM_REFUSED        | 127.0.0.1:4040 | {"level":"error","ts":1649018456.56,"logger":"http.log.error","msg":"dial tcp 127.0.0.1:4040: connect: connection refused","request":{},"duration":0.02,"status":502}
                    NO_LIVE_UPSTREAMS       |                | {"level":"error","ts":1649018456.56,"logger":"http.log.error","msg":"no upstreams available","status":503}
                    UPSTREAM_REFUSED        | be/srv1        | Nov 20 05:39:16 lb haproxy[12]: 198.51.100.1:4321 [20/Nov/2026:05:39:16.123] fe be/srv1 0/0/-1/-1/3 503 217 - - SC-- 1/1/0/0/3 0/0 "GET / HTTP/1.1"
                    UPSTREAM_READ_TIMED_OUT | be/srv1        | Nov 20 05:39:16 lb haproxy[12]: 198.51.100.1:4321 [20/Nov/2026:05:39:16.123] fe~ be/srv1 0/0/1/-1/50003 504 194 - - sH-- 1/1/0/0/0 0/0 "GET / HTTP/1.1"
                    UPSTREAM_REFUSED        | be/srv1        | Nov 20 05:39:16 lb haproxy[12]: Server be/srv1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms.
                    NO_LIVE_UPSTREAMS       | be             | Nov 20 05:39:16 lb haproxy[12]: backend be has no server available!
                    """)
    void readsCaddyAndHaproxy(WebLine says, String upstream, String line) {
        var entries = WebErrorLog.entries(line, ZONE).toList();

        assertThat(entries).hasSize(1);
        assertThat(entries.getFirst().says()).isEqualTo(says);
        assertThat(entries.getFirst().upstream()).isEqualTo(upstream == null ? "" : upstream);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    nginx        | 2020/08/08 13:17:26 [error] 19#19: *1 connect() failed (111: Connection refused) while connecting to upstream
                    2018-01-18T11:54:57.19806 2020/08/08 13:17:26 [error] 158#0: *13345 connect() failed (111: Connection refused) while connecting to upstream
                    Aug  8 13:17:26 web-1 nginx[137]: 2020/08/08 13:17:26 [error] 137#137: *1 connect() failed (111: Connection refused) while connecting to upstream
                    """)
    void readsThroughPrefixes(String line) {
        assertThat(WebErrorLog.entries(line, ZONE))
                .extracting(WebErrorLog.Entry::at)
                .containsExactly(Optional.of(Instant.parse("2020-08-08T11:17:26Z")));
    }

    @Test
    void readsALineThatLostItsDate() {
        var line =
                "[error] 24#24: *50 connect() failed (111: Connection refused) while connecting to"
                        + " upstream";

        assertThat(WebErrorLog.entries(line, ZONE))
                .allMatch(entry -> entry.at().isEmpty())
                .extracting(WebErrorLog.Entry::says)
                .containsExactly(WebLine.UPSTREAM_REFUSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    app-down                | UPSTREAM_REFUSED
                    app-slow-504            | UPSTREAM_READ_TIMED_OUT
                    app-timeout             | UPSTREAM_CLOSED_EARLY
                    up-big-headers          | UPSTREAM_HEADER_TOO_BIG
                    up-empty                | UPSTREAM_CLOSED_EARLY
                    up-reset-before-headers | UPSTREAM_RESET
                    worker-connections      | TOO_FEW_CONNECTIONS
                    """)
    void readsRealLogs(String capture, WebLine says) {
        var entries =
                WebErrorLog.entries(Captures.read("nginx-error-log/" + capture), ZONE).toList();

        assertThat(entries).hasSize(3).allMatch(entry -> entry.says() == says);
        assertThat(entries).extracting(WebErrorLog.Entry::upstream).containsOnly("127.0.0.1:8000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    2020/08/08 13:17:26 [notice] 1#1: signal process started
                    2020/08/08 13:17:26 [warn] 1#1: *1 upstream server temporarily disabled while connecting to upstream
                    198.51.100.7 - - [20/Nov/2026:05:39:16 +0000] "GET / HTTP/1.1" 200 55 "-" "connect() failed"
                    {"level":"info","ts":1649018456.56,"msg":"dial tcp refused"}
                    [Mon Jul 10 09:58:29.997225 2023] [mpm_event:notice] [pid 1] AH00489: Apache/2.4 configured
                    """)
    void staysSilentAboutTheRest(String line) {
        assertThat(WebErrorLog.entries(line, ZONE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    UPSTREAM_HEADER_TOO_BIG | upstream sent too big header while reading response header from upstream
                    UPSTREAM_READ_TIMED_OUT | *7 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 198.51.100.7
                    UPSTREAM_TLS_ALERT      | *10 SSL_do_handshake() failed (SSL: error:0A000410:SSL routines::sslv3 alert handshake failure:SSL alert number 40) while SSL handshaking to upstream, ...
                    UPSTREAM_REFUSED        | connect() failed (111: Conexión rehusada) while connecting to upstream, client: 198.51.100.7
                    TOO_FEW_CONNECTIONS     | 1024 worker_connections are not enough while connecting to upstream
                    UPSTREAM_CLOSED_EARLY   | (20014)Internal error (specific information not available): AH01102: error reading status line from remote server 127.0.0.1:8080
                    TOO_FEW_CONNECTIONS     | AH00161: server reached MaxRequestWorkers setting, consider raising the MaxRequestWorkers setting
                    SNI_UNKNOWN             | AH02032: Hostname app.example.com provided via SNI and hostname www.example.com provided via HTTP have no compatible SSL setup
                    UPSTREAM_QUEUE_FULL     | haproxy[77]: 198.51.100.7:5100 [20/Nov/2026:05:40:05.123] web be/srv1 0/30001/-1/-1/30001 503 217 - - sQ-- 210/210/190/40/0 12/30 "GET / HTTP/1.1"
                    TOO_MANY_FILES          | Proxy web reached process FD limit (maxsock=2048). Please check 'ulimit-n' and restart.
                    UPSTREAM_REFUSED        | time="2026-11-20T05:40:05Z" level=debug msg="'502 Bad Gateway' caused by: dial tcp 172.19.0.3:8080: connect: connection refused"
                    UPSTREAM_CERT_UNTRUSTED | 2026-11-20T05:40:05Z DBG github.com/traefik/traefik/v3/pkg/server/service/proxy.go:100 > 500 Internal Server Error error="tls: failed to verify certificate: x509: certificate signed by unknown authority"
                    UPSTREAM_REFUSED        | {"level":"debug","error":"dial tcp 172.19.0.3:8080: connect: connection refused","time":"2026-11-20T05:40:05Z","message":"502 Bad Gateway"}
                    UPSTREAM_REFUSED        | upstream connect error or disconnect/reset before headers. reset reason: remote connection failure, transport failure reason: delayed connect error: 111
                    UPSTREAM_CLOSED_EARLY   | upstream connect error or disconnect/reset before headers. reset reason: connection termination
                    NO_LIVE_UPSTREAMS       | no healthy upstream
                    UPSTREAM_READ_TIMED_OUT | upstream request timeout
                    """)
    void readsFragmentsAndOtherPrograms(WebLine says, String line) {
        assertThat(WebErrorLog.entries(line, ZONE))
                .extracting(WebErrorLog.Entry::says)
                .containsExactly(says);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T05:40:05Z ERR  error=\"Unable to reach the origin service. The service"
                    + " may be down or it may not be responding to traffic from cloudflared: EOF\"",
                "Nov 20 05:40:05 web-1 sshd[77]: Connection closed by 198.51.100.7",
                "FATAL: sorry, too many clients already"
            })
    void leavesOtherProgramsAlone(String line) {
        assertThat(WebErrorLog.entries(line, ZONE)).isEmpty();
    }
}
