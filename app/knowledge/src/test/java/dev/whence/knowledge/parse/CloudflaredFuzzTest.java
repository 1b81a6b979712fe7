package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Optional;
import java.util.Set;

/// Odd input becomes nothing or something small, and never an exception.
class CloudflaredFuzzTest {
    @FuzzTest(maxDuration = "20s")
    void logs(FuzzedDataProvider data) {
        var facts =
                CloudflaredLog.facts(
                        "t1", data.consumeRemainingAsString(), Set.of("0a"), Optional.empty());

        assertThat(facts).hasSizeLessThan(100);
    }

    @FuzzTest(maxDuration = "20s")
    void configurations(FuzzedDataProvider data) {
        var config = CloudflaredConfig.read(data.consumeRemainingAsString());

        config.ifPresent(read -> IngressRules.match(read.rules(), "app.example.com", "/some/path"));
    }

    @FuzzTest(maxDuration = "20s")
    void pages(FuzzedDataProvider data) {
        for (var page : ConnectorPages.pages(data.consumeRemainingAsString())) {
            ConnectorPages.ready("t1", page);
            ConnectorPages.running("t1", page);
            ConnectorPages.flags(page);
            ConnectorPages.configuration("t1", page, Optional.empty(), false);
            CloudflaredMetrics.read(page.body());
        }
    }

    @FuzzTest(maxDuration = "10s")
    void programs(FuzzedDataProvider data) {
        var out = data.consumeString(4_000);
        var err = data.consumeRemainingAsString();

        ConfigVerdict.read("t1", "/etc/cloudflared/config.yml", out, err);
        TunnelInfo.read("t1", out);
        CloudflaredMetrics.registrations("t1", out)
                .ifPresent(count -> assertThat(count.taken()).isNotNegative());
    }

    @ParameterizedTest
    @MethodSource("dev.whence.knowledge.parse.TunnelCaptures#cases")
    void everyCaptureSurvivesBeingCutAndMixed(String name) {
        for (var text : TunnelCaptures.of(name).values()) {
            for (var cut = 0; cut < text.length(); cut += 41 + text.length() / 12) {
                CloudflaredLog.facts("t1", text.substring(cut), Set.of(), Optional.empty());
                CloudflaredLog.facts(
                        "t1", text.substring(0, cut) + "{\"level\":", Set.of(), Optional.empty());
            }
        }
    }
}
