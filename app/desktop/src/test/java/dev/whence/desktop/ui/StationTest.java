package dev.whence.desktop.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.desktop.desk.FakeDesk;
import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Phases;
import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.desk.Stories;
import dev.whence.desktop.desk.Story;

import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.Map;

class StationTest {
    @Test
    void knowsNothingBeforeARun() {
        assertThat(signs(Stories.nginxStopped(), new Phase.Describing()).values())
                .containsOnly(Sign.UNKNOWN)
                .hasSize(6);
    }

    @Test
    void breaksWhereAFactSaysSoAndLeavesWhatNobodyAskedUnknown() {
        var story = Stories.nginxStopped();
        assertThat(signs(story, Phases.finished(story)))
                .containsEntry(Station.Kind.VISITOR, Sign.WELL)
                .containsEntry(Station.Kind.CLOUDFLARE, Sign.WELL)
                .containsEntry(Station.Kind.NETWORK, Sign.WELL)
                .containsEntry(Station.Kind.WEB_SERVER, Sign.BROKEN)
                .containsEntry(Station.Kind.DATABASE, Sign.UNKNOWN)
                .doesNotContainKey(Station.Kind.TUNNEL);
    }

    @Test
    void pointsAtWhatTheVerdictRestsOnWhereNothingIsBrokenByItself() {
        var story = Stories.wrongPort();
        assertThat(signs(story, Phases.finished(story)))
                .containsEntry(Station.Kind.TUNNEL, Sign.LOOK)
                .hasSize(7);
    }

    private static Map<Station.Kind, Sign> signs(Story story, Phase phase) {
        Map<Station.Kind, Sign> signs = new EnumMap<>(Station.Kind.class);
        Station.road(phase, FakeDesk.quick(story).words())
                .forEach(station -> signs.put(station.kind(), station.sign()));
        return signs;
    }
}
