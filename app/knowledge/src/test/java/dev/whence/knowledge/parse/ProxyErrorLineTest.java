package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.ZoneOffset;

class ProxyErrorLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    time="2026-11-20T09:41:00Z" level=debug msg="'502 Bad Gateway' caused by: dial tcp 172.18.0.3:80: connect: connection refused"~UPSTREAM_REFUSED 172.18.0.3:80
                    2026-11-20T09:41:00Z DBG 502 Bad Gateway error="dial tcp 172.18.0.3:80: connect: no route to host"~UPSTREAM_NO_ROUTE 172.18.0.3:80
                    2026-11-20T09:41:00Z DBG 502 Bad Gateway error="dial tcp: lookup app on 127.0.0.11:53: no such host"~UPSTREAM_NAME_UNKNOWN app
                    Error: connect ECONNREFUSED ::1:3000~UPSTREAM_REFUSED [::1]:3000
                    Error: connect ECONNREFUSED ::1:5432~-
                    Error: connect ECONNREFUSED 127.0.0.1:6379~-
                    """)
    void readsWhatAProxyCannotReach(String line, String expected) {
        assertThat(
                        ProxyErrorLine.read(line, ZoneOffset.UTC)
                                .map(entry -> entry.says() + " " + entry.upstream())
                                .orElse("-"))
                .isEqualTo(expected);
    }
}
