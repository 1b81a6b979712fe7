package dev.whence.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Optional;
import java.util.stream.Stream;

class SshHostTest {
    @ParameterizedTest
    @CsvSource({
        "web-1, , web-1, ",
        "deploy@web-1, deploy, web-1, ",
        "deploy@web-1:2222, deploy, web-1, 2222",
        "web-1:2222, , web-1, 2222",
        "deploy@203.0.113.9, deploy, 203.0.113.9, ",
        "deploy@[2001:db8::1]:22, deploy, 2001:db8::1, 22",
        "deploy@2001:db8::1, deploy, 2001:db8::1, ",
        "jane@corp.example@web-1, jane@corp.example, web-1, ",
        "CORP\\jane@web-1, CORP\\jane, web-1, "
    })
    void reads(String text, @Nullable String user, String host, @Nullable Integer port) {
        assertThat(SshHost.parse(SshHost.Role.ORIGIN, text))
                .isEqualTo(
                        new SshHost(
                                SshHost.Role.ORIGIN,
                                Optional.ofNullable(user),
                                host,
                                Optional.ofNullable(port)));
    }

    static Stream<String> hostile() {
        return Stream.of(
                "",
                "@web-1",
                "deploy@",
                "-oProxyCommand=id@web-1",
                "-v",
                "deploy@-oProxyCommand=id",
                "deploy;id@web-1",
                "deploy@web-1;id",
                "deploy @web-1",
                "deploy@web-1\nid",
                "deploy\n@web-1",
                "deploy\0@web-1",
                "$(id)@web-1",
                "deploy@web-1:0",
                "deploy@web-1:65536",
                "d".repeat(65) + "@web-1");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesWithAShortSentence(String text) {
        assertThatThrownBy(() -> SshHost.parse(SshHost.Role.ORIGIN, text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .endsWith(".")
                .hasSizeLessThan(200)
                .doesNotContain("\n", "\0");
    }

    @Test
    void neverRepeatsAPassword() {
        assertThatThrownBy(
                        () ->
                                SshHost.parse(
                                        SshHost.Role.TUNNEL, "root:tops3cret@web-1.example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("USER@HOST")
                .doesNotContain("tops3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "web-1, ssh web-1",
        "deploy@web-1, ssh deploy@web-1",
        "deploy@web-1:2222, ssh -p 2222 deploy@web-1",
        "2001:db8::1, ssh 2001:db8::1"
    })
    void tellsHowAPersonLogsIn(String text, String command) {
        assertThat(SshHost.parse(SshHost.Role.ORIGIN, text).byHand()).isEqualTo(command);
    }

    @Test
    void isStoodOnByItsRole() {
        var host = SshHost.parse(SshHost.Role.TUNNEL, "deploy@web-1:2222");

        assertThat(Vantage.on(host).id()).isEqualTo("on-tunnel-host web-1:2222");
        assertThat(Vantage.HERE.id()).isEqualTo("here");
    }
}
