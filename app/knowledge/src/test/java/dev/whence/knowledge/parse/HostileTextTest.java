package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.whence.engine.world.Headers;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies made to keep a reader busy: each is 256 KiB of the same beginning.
@Timeout(10)
class HostileTextTest {
    private static final Headers PROXIED =
            Headers.NONE.with("cf-ray", "9df8a1b2c3d4e5f6-MAD").with("Content-Type", "text/plain");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<title>x | ",
                "id=\"cf-host-status\" ",
                "cf-error-source ",
                "Ray ID: <",
                "<h1>502 B</h1>",
                "class=\"cf-subheadline\" ",
                "<hr>     ",
                "unable to complete your request.   ",
                "{\"a\":",
                "---\nerror_code: 1\n",
                "colo=x\n",
                "error code: 1 ",
                "\u0000",
                "\ud800",
            })
    void isReadInNoTime(String beginning) {
        var body = beginning.repeat(256 * 1024 / beginning.length());

        assertThatCode(() -> EdgeReading.of(502, PROXIED, body)).doesNotThrowAnyException();
        assertThatCode(() -> EdgeReading.of(403, PROXIED, "Error code 502 " + body))
                .doesNotThrowAnyException();
        assertThatCode(() -> TraceLines.read(body)).doesNotThrowAnyException();
        assertThatCode(() -> StatusPage.read(body)).doesNotThrowAnyException();
        assertThatCode(() -> PageMaker.of(body)).doesNotThrowAnyException();
    }
}
