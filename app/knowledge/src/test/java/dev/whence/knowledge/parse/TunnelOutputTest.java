package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.fact.TunnelFact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class TunnelOutputTest {
    @Test
    void readsTheConnectorsOfATunnel() {
        var text =
                """
                {"id":"00000000-0000-0000-0000-000000000001","name":"shop","createdAt":"2024-01-15T04:14:23Z",
                 "conns":[{"id":"00000000-0000-0000-0000-000000000002","features":[],"version":"2024.1.2",
                  "arch":"linux_amd64","run_at":"2024-01-15T04:37:12Z","conns":[
                   {"colo_name":"lhr01","id":"1","is_pending_reconnect":false,"origin_ip":"198.51.100.33"},
                   {"colo_name":"lhr01","id":"2","is_pending_reconnect":false,"origin_ip":"198.51.100.33"},
                   {"colo_name":"man01","id":"3","is_pending_reconnect":true,"origin_ip":"198.51.100.33"}]}]}
                """;

        assertThat(TunnelInfo.read("t1", text))
                .contains(
                        new TunnelFact.Connectors(
                                "t1",
                                "00000000-0000-0000-0000-000000000001",
                                "shop",
                                List.of(
                                        new TunnelFact.Connector(
                                                "00000000-0000-0000-0000-000000000002",
                                                "2024.1.2",
                                                "198.51.100.33",
                                                "2xlhr01"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "Your tunnel 00000000-0000-0000-0000-000000000001 does not have any active"
                        + " connection.",
                "Error locating origin cert: client didn't specify origincert path"
            })
    void aRefusalIsNoList(String text) {
        assertThat(TunnelInfo.read("t1", text)).isEmpty();
    }

    static Stream<Arguments> verdicts() {
        var begun = "Validating rules from /c.yml\n";
        return Stream.of(
                Arguments.of(begun + "OK\n", "", Optional.of(true), ""),
                Arguments.of(
                        begun
                                + "Warning: unused keys detected in your config file. Here is a"
                                + " list of unused keys:\nyaml: unmarshal errors:\n  line 6: field"
                                + " orginRequest not found in type config.UnvalidatedIngressRule\n",
                        "",
                        Optional.of(true),
                        "line 6: field orginRequest not found"),
                Arguments.of(
                        begun,
                        "Validation failed: The last ingress rule must match all URLs (i.e. it"
                                + " should not have a hostname or path filter)\n",
                        Optional.of(false),
                        "The last ingress rule must match all URLs"),
                Arguments.of(
                        "",
                        "error parsing YAML in config file at /c.yml: yaml: line 4: found character"
                                + " that cannot start any token\n",
                        Optional.of(false),
                        "yaml: line 4"),
                Arguments.of(
                        "Incorrect Usage: flag provided but not defined: -config\n\nNAME:\n",
                        "",
                        Optional.empty(),
                        ""),
                Arguments.of("", "open /c.yml: no such file or directory\n", Optional.empty(), ""));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void takesTheWordsOfValidateAndNotItsExitStatus(
            String out, String err, Optional<Boolean> accepted, String message) {
        var verdict = ConfigVerdict.read("t1", "/c.yml", out, err);

        assertThat(verdict.map(TunnelFact.Validated::accepted)).isEqualTo(accepted);
        assertThat(verdict.map(TunnelFact.Validated::message).orElse("")).contains(message);
    }

    @Test
    void sharesWhatAnAliasStandsForInPlaceOfCopyingIt() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 30; level++) {
            bomb.append("a%d: &a%d [".formatted(level, level))
                    .append(("*a" + (level - 1) + ", ").repeat(8))
                    .append("*a" + (level - 1) + "]\n");
        }
        bomb.append("ingress:\n  - service: http://localhost:1\n    originRequest: *a29\n");

        assertThat(CloudflaredConfig.read(bomb.toString()))
                .hasValueSatisfying(config -> assertThat(config.rules()).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just words",
                "- a\n- b",
                "ingress:\n\t- service: x",
                "a: &a\n  b: *a\n  <<: *a",
                "ingress: {",
                "? [a, b]\n: c",
                "!!java.net.URL [x]"
            })
    void oddFilesHaveNoRules(String text) {
        assertThat(CloudflaredConfig.read(text).map(CloudflaredConfig::rules).orElse(List.of()))
                .isEmpty();
    }

    @Test
    void deepNestingIsLeft() {
        assertThat(CloudflaredConfig.read("[".repeat(60_000))).isEmpty();
    }

    @Test
    void theOldKeyIsTheServiceForEverything() {
        assertThat(CloudflaredConfig.read("\ufefftunnel: shop\r\nurl: http://localhost:8080\r\n"))
                .hasValueSatisfying(
                        config -> {
                            assertThat(config.tunnel()).contains("shop");
                            assertThat(config.rules())
                                    .singleElement()
                                    .matches(rule -> rule.catchesAll())
                                    .matches(
                                            rule -> rule.service().equals("http://localhost:8080"));
                        });
    }
}
