package dev.whence.desktop.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Vantage;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.words.VerdictWords;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class KnownWordsTest {
    private final KnownWords words =
            new KnownWords(
                    Knowledge.CHECKS,
                    new VerdictWords(Knowledge.CAUSES, Knowledge.CHECKS),
                    Map.of());

    @ParameterizedTest
    @CsvSource({"'', port 443 admits Cloudflare", "162.158.0.0/15, port 443 stops Cloudflare"})
    void saysBrieflyWhatTheFirewallDoes(String blocked, String brief) {
        var wall =
                new HostFact.Firewall(
                        "web-1",
                        443,
                        "IPv4",
                        blocked.isEmpty() ? List.of() : List.of(blocked),
                        15,
                        "drop",
                        "-j DROP",
                        true,
                        "",
                        "in");
        var seen = new Observation(new CheckId("firewall"), Vantage.HERE, Story.NOW, wall);

        assertThat(words.brief(seen)).isEqualTo(brief);
    }
}
