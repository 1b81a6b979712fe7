package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class TraceLinesTest {
    private static final String TRACE =
            """
            fl=80f417
            h=shop.example.com
            ip=198.51.100.157
            ts=1772941360.629
            uag=Mozilla/5.0 (a=b; c) x
            colo=TPE
            http=http/2
            loc=TW
            warp=off
            """;

    @Test
    void readsEveryKeyAndSplitsAtTheFirstEqualsSign() {
        var trace = TraceLines.read(TRACE.replace("\n", "\r\n")).orElseThrow();
        assertThat(trace.of("colo")).isEqualTo("TPE");
        assertThat(trace.of("uag")).isEqualTo("Mozilla/5.0 (a=b; c) x");
        assertThat(trace.of("rbi")).isEmpty();
        assertThat(trace.time()).contains(Instant.parse("2026-03-08T03:42:40.629Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>colo=FRA</html>", "colo=FRA", "fl=1f1\nh=x"})
    void takesNoOtherPageForATrace(String body) {
        assertThat(TraceLines.read(body)).isEmpty();
    }

    @Test
    void doesWithoutAClock() {
        assertThat(TraceLines.read("fl=1\ncolo=LAB\nts=soon").orElseThrow().time()).isEmpty();
    }
}
