package dev.whence.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Stream;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "example.com, example.com, 443",
        "example.com:8443, example.com, 8443",
        "example.com:1, example.com, 1",
        "example.com:65535, example.com, 65535",
        "203.0.113.9, 203.0.113.9, 443",
        "203.0.113.9:80, 203.0.113.9, 80",
        "2001:db8::1, 2001:db8::1, 443",
        "[2001:db8::1], 2001:db8::1, 443",
        "[2001:db8::1]:8443, 2001:db8::1, 8443",
        "fe80::1%eth0, fe80::1%eth0, 443",
        "my_host, my_host, 443",
        "localhost, localhost, 443",
        "bücher.example, xn--bcher-kva.example, 443",
        "bücher.example:80, xn--bcher-kva.example, 80"
    })
    void reads(String text, String host, int port) {
        assertThat(HostPort.parse(text, 443)).isEqualTo(new HostPort(host, port));
    }

    static Stream<String> hostile() {
        return Stream.of(
                "",
                " ",
                "-oProxyCommand=id",
                "exa mple.com",
                "example.com;id",
                "example.com\n",
                "example.com\nHost: x",
                "example.com\0",
                "example.com:",
                "example.com:0",
                "example.com:65536",
                "example.com:-1",
                "example.com:+80",
                "example.com:８０",
                "example.com:80 ",
                "example.com:99999999999",
                "user:secret@example.com",
                "user@example.com",
                "$(id)",
                "`id`",
                "a|b",
                "a/b",
                "..\\x",
                "[2001:db8::1",
                "[2001:db8::1]443",
                "[2001:db8::1]:",
                "[example.com]:",
                "2001:db8::1::",
                ":::::",
                "1:2:3",
                "::1%a b",
                "a".repeat(255),
                "x".repeat(1_000_000),
                "\u202Eexample.com",
                "🐘.example");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesWithAShortSentence(String text) {
        assertThatThrownBy(() -> HostPort.parse(text, 443))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .endsWith(".")
                .hasSizeLessThan(200)
                .doesNotContain("\n", "\0");
    }

    @ParameterizedTest
    @CsvSource({"example.com, 443, example.com:443", "2001:db8::1, 80, [2001:db8::1]:80"})
    void isWrittenAsItIsRead(String host, int port, String text) {
        assertThat(new HostPort(host, port)).hasToString(text);
        assertThat(HostPort.parse(text, 1)).isEqualTo(new HostPort(host, port));
    }

    @Test
    void leavesOutAPortThatNobodyNamed() {
        assertThat(HostPort.parse("example.com", 0)).hasToString("example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8::1", "::1"})
    void knowsAnAddress(String host) {
        assertThat(new HostPort(host, 80).isAddress()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "203.0.113", "1.2.3.4.example.com", "localhost"})
    void knowsAName(String host) {
        assertThat(new HostPort(host, 80).isAddress()).isFalse();
    }
}
