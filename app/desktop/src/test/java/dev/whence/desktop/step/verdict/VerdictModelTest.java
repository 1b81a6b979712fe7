package dev.whence.desktop.step.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.desktop.desk.FakeDesk;
import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Phases;
import dev.whence.desktop.desk.Scenario;
import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.desk.Stories;
import dev.whence.desktop.desk.Story;

import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class VerdictModelTest {
    private static final ObservableValue<Optional<Scenario>> NO_PRACTICE =
            new SimpleObjectProperty<>(Optional.empty());

    @Test
    void hasNothingToSayBeforeARun() {
        var phase = new SimpleObjectProperty<Phase>(new Phase.Describing());
        var model =
                new VerdictModel(
                        phase, NO_PRACTICE, FakeDesk.quick(Stories.nginxStopped()).words());
        assertThat(model.view().get()).isEqualTo(new VerdictView.Nothing());
    }

    @Test
    void namesTheCauseWithItsReasonsAndFixes() {
        var known = known(Stories.nginxStopped());
        assertThat(known.sign()).isEqualTo(Sign.BROKEN);
        assertThat(known.headline().title()).isEqualTo("The web server is stopped");
        assertThat(known.why()).isNotEmpty();
        assertThat(known.why().getFirst().sign()).isEqualTo(Sign.BROKEN);
        assertThat(known.fixes()).isNotEmpty();
        assertThat(known.decide()).isEmpty();
        assertThat(known.others()).extracting(VerdictView.Other::standing).contains("ruled out");
        assertThat(known.timeline()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    }

    @Test
    void givesEachReasonOnlyOnce() {
        var why = known(Stories.nginxStopped()).why();
        for (var i = 1; i < why.size(); i++) {
            var before = why.subList(0, i).stream().flatMap(each -> each.seen().stream()).toList();
            assertThat(before.containsAll(why.get(i).seen())).isFalse();
        }
    }

    @Test
    void offersNoFixWhereItIsNotSure() {
        var known = known(Stories.notSure());
        assertThat(known.sign()).isEqualTo(Sign.UNKNOWN);
        assertThat(known.fixes()).isEmpty();
        assertThat(known.meaning()).isEmpty();
        assertThat(known.why().getFirst().sign()).isEqualTo(Sign.LOOK);
    }

    private static VerdictView.Known known(Story story) {
        var phase = new SimpleObjectProperty<Phase>(Phases.finished(story));
        var model = new VerdictModel(phase, NO_PRACTICE, FakeDesk.quick(story).words());
        return (VerdictView.Known) model.view().get();
    }
}
