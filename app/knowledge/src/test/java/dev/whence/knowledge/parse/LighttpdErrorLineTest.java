package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LighttpdErrorLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    UPSTREAM_SOCKET_MISSING | unix:/run/fpm.sock | 2026-01-04 08:15:09: (gw_backend.c.310) establishing connection failed: socket: unix:/run/fpm.sock-1: No such file or directory
                    UPSTREAM_REFUSED        | 127.0.0.1:9000     | 2026-01-04 08:15:09: (gw_backend.c.310) establishing connection failed: Connection refused socket: tcp:127.0.0.1:9000
                    UPSTREAM_CLOSED_EARLY   | unix:/run/fpm.sock | (mod_fastcgi.c.444) unexpected end-of-file (perhaps the fastcgi process died): pid: 77 socket: unix:/run/fpm.sock
                    NO_LIVE_UPSTREAMS       | ``                 | (gw_backend.c.950) all handlers for /index.php on .php are down.
                    """)
    void saysWhatBecameOfTheBackend(WebLine says, String upstream, String line) {
        assertThat(LighttpdErrorLine.read(line))
                .hasValueSatisfying(
                        entry -> {
                            assertThat(entry.says()).isEqualTo(says);
                            assertThat(entry.upstream()).isEqualTo(upstream);
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-04 08:15:09: (server.c.1513) server started (lighttpd/1.4.59)",
                "establishing connection failed: Connection refused"
            })
    void leavesOtherLinesAlone(String line) {
        assertThat(LighttpdErrorLine.read(line)).isEmpty();
    }
}
