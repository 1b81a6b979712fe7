package dev.whence.desktop.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.desktop.desk.FakeDesk;
import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Phases;
import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.desk.Stories;
import dev.whence.desktop.desk.Story;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CLOUDFLARE | LOOK     | error 521
                    ORIGIN     | LOOK     | connection refused
                    TUNNEL     | NOT_HERE | No tunnel is used here, as far as is known.
                    LOGS       | BROKEN   | nginx.service inactive
                    WAF        | WELL     | nothing wrong seen
                    VERDICT    | BROKEN   | At the origin · proven
                    """)
    void tellsEachStepInOneLine(StepId page, Sign sign, String line) {
        var summary = of(page, Stories.nginxStopped());
        assertThat(summary.sign()).isEqualTo(sign);
        assertThat(summary.line()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({"CLOUDFLARE,LOOK", "ORIGIN,UNKNOWN", "WAF,UNKNOWN", "VERDICT,UNKNOWN"})
    void neverCallsWellWhatNobodySaw(StepId page, Sign sign) {
        assertThat(of(page, Stories.notSure()).sign()).isEqualTo(sign);
    }

    @Test
    void warnsOfWhatFailsBeforeLong() {
        var summary = of(StepId.ORIGIN, Stories.wellForNow());
        assertThat(summary.sign()).isEqualTo(Sign.LOOK);
        assertThat(summary.line()).isEqualTo("fails before long");
    }

    @ParameterizedTest
    @CsvSource({"DESCRIBE", "CLOUDFLARE", "VERDICT", "VERIFY"})
    void waitsBeforeARun(StepId page) {
        var words = FakeDesk.quick(Stories.nginxStopped()).words();
        assertThat(Summary.of(page, new Phase.Describing(), words).sign()).isEqualTo(Sign.WAITING);
    }

    private static Summary of(StepId page, Story story) {
        return Summary.of(page, Phases.finished(story), FakeDesk.quick(story).words());
    }
}
