package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.Configuration.Source;
import dev.whence.knowledge.fact.TunnelFact.Prechecked.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.Set;

class AtTheStartTest {
    private static final String SENT =
            "2026-11-20T04:40:23Z INF Updated to new configuration"
                    + " config=\"{\\\"ingress\\\": [{\\\"hostname\\\": \\\"app.example.com\\\","
                    + " \\\"service\\\": \\\"http://localhost:8001\\\"},"
                    + " {\\\"service\\\": \\\"http_status:404\\\"}]}\" version=7";

    @Test
    void readsTheConfigurationThatCloudflareSent() {
        assertThat(facts(SENT))
                .singleElement()
                .isInstanceOfSatisfying(
                        TunnelFact.Configuration.class,
                        config -> {
                            assertThat(config.source()).isEqualTo(Source.REMOTE);
                            assertThat(config.version()).isEqualTo(7);
                            assertThat(config.rules())
                                    .extracting(TunnelFact.Rule::service)
                                    .containsExactly("http://localhost:8001", "http_status:404");
                        });
    }

    @Test
    void takesTheLatestOfSeveral() {
        assertThat(facts(SENT + "\n" + SENT.replace("version=7", "version=8")))
                .singleElement()
                .extracting("version")
                .isEqualTo(8);
    }

    @Test
    void leavesAConfigurationThatWasCutAlone() {
        assertThat(facts(SENT.substring(0, 120))).isEmpty();
    }

    @Test
    void seesThatNoRuleIsLeft() {
        assertThat(
                        facts(
                                "2026-11-20T04:40:23Z INF Updated to new configuration"
                                        + " config=\"{\\\"ingress\\\":[]}\" version=2"))
                .hasAtLeastOneElementOfType(TunnelFact.NoRules.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T04:38:10Z INF |  UDP Connectivity  region1.v2.argotunnel.com  FAIL   "
                        + " QUIC connection failed  |",
                "2026-11-20T04:38:10Z INF precheck component=\"UDP Connectivity\" details=\"QUIC"
                        + " connection failed\" status=fail target=region2.v2.argotunnel.com",
                "{\"level\":\"info\",\"component\":\"UDP Connectivity\",\"status\":\"fail\","
                        + "\"time\":\"2026-11-20T04:38:10Z\",\"message\":\"precheck\"}"
            })
    void readsTheTriesOfTheStart(String line) {
        assertThat(facts(line))
                .containsExactly(
                        new TunnelFact.Prechecked(
                                "t1", Result.UNKNOWN, Result.FAIL, Result.UNKNOWN));
    }

    @Test
    void readsTheNameOfAQuickTunnel() {
        assertThat(
                        facts(
                                "2026-11-20T04:38:10Z INF |  https://tiny-red-fox"
                                        + ".trycloudflare.com  |"))
                .containsExactly(
                        new TunnelFact.QuickTunnel("t1", "tiny-red-fox.trycloudflare.com"));
        assertThat(facts("Post https://api.trycloudflare.com/tunnel: EOF"))
                .noneMatch(TunnelFact.QuickTunnel.class::isInstance);
    }

    private static List<TunnelFact> facts(String log) {
        return CloudflaredLog.facts("t1", log, Set.of(), Optional.empty());
    }
}
