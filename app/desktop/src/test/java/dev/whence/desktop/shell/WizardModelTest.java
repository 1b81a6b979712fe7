package dev.whence.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.desktop.desk.Desk;
import dev.whence.desktop.desk.FakeDesk;
import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Recheck;
import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.desk.Stories;
import dev.whence.desktop.desk.Story;
import dev.whence.desktop.step.StepId;
import dev.whence.engine.verdict.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The wizard without a toolkit: its thread is the test's own.
class WizardModelTest {
    private final BlockingQueue<Runnable> turns = new LinkedBlockingQueue<>();
    private final Semaphore gate = new Semaphore(0);
    private final Story story = Stories.nginxStopped();
    private final FakeDesk desk = new FakeDesk(story, Stories.well(), gate::acquire);
    private final WizardModel model =
            new WizardModel(desk, turns::add, Runnable::run, InstantSource.fixed(Story.NOW));

    @Test
    void beginsWithTheDescription() {
        assertThat(model.phase().get()).isEqualTo(new Phase.Describing());
        assertThat(model.page().get()).isEqualTo(StepId.DESCRIBE);
        assertThat(model.busy()).isFalse();
    }

    @Test
    void goesPageByPageWhenGuidedAndToTheVerdictWhenQuick() {
        model.start(story.target());
        assertThat(model.page().get()).isEqualTo(StepId.CLOUDFLARE);
        model.guided().set(false);
        model.start(story.target());
        assertThat(model.page().get()).isEqualTo(StepId.VERDICT);
    }

    @Test
    void followsARunToItsVerdict() throws InterruptedException {
        model.start(story.target());
        assertThat(model.busy()).isTrue();
        gate.release(3);
        turnUntil(() -> ended() == 3);
        gate.release(100);
        turnUntil(() -> model.phase().get() instanceof Phase.Finished);
        var finished = (Phase.Finished) model.phase().get();
        assertThat(finished.cancelled()).isFalse();
        assertThat(finished.incident().verdict())
                .isInstanceOfSatisfying(
                        Verdict.Located.class,
                        located ->
                                assertThat(located.root().cause())
                                        .hasToString("web-server-stopped"));
        assertThat(model.saved().get()).contains(Story.NOW.plusSeconds(6));
    }

    @Test
    void keepsWhatWasSeenWhenCancelled() throws InterruptedException {
        model.start(story.target());
        gate.release(2);
        turnUntil(() -> ended() == 2);
        model.cancel();
        turnUntil(() -> model.phase().get() instanceof Phase.Finished);
        var finished = (Phase.Finished) model.phase().get();
        assertThat(finished.cancelled()).isTrue();
        assertThat(finished.reading().facts().observed()).hasSize(2);
    }

    @Test
    void showsNothingOfARunThatAnotherReplaced() throws InterruptedException {
        model.start(story.target());
        var other = Stories.wrongPort();
        model.practise(other.scenario());
        gate.release(200);
        turnUntil(() -> model.phase().get() instanceof Phase.Finished);
        assertThat(model.phase().get().target()).contains(other.target());
        assertThat(model.practising().get()).contains(other.scenario());
        assertThat(turns).isEmpty();
    }

    @Test
    void looksAgainWithoutForgettingTheIncident() throws InterruptedException {
        finish();
        var before = model.phase().get();
        model.confirm(Set.of());
        turnUntil(() -> model.recheck().get() instanceof Recheck.Done);
        assertThat(model.phase().get()).isEqualTo(before);
    }

    @Test
    void savesWithTheNotesThatWereTaken(@TempDir Path folder) throws Exception {
        finish();
        var file = folder.resolve("report.pdf");
        model.save(file, Desk.Form.PDF, "Started nginx.");
        turnUntil(() -> model.notice().get().isPresent());
        assertThat(Files.readString(file)).contains("Started nginx.");
        assertThat(model.notice().get().orElseThrow().sign()).isEqualTo(Sign.WELL);
    }

    @Test
    void saysWhyAFileCannotBeSavedOrOpened(@TempDir Path folder) throws Exception {
        finish();
        model.save(folder.resolve("missing/report.pdf"), Desk.Form.PDF, "");
        turnUntil(() -> model.notice().get().isPresent());
        assertThat(model.notice().get().orElseThrow().sign()).isEqualTo(Sign.BROKEN);
        model.open(folder.resolve("x.whence"));
        turnUntil(() -> model.notice().get().orElseThrow().says().contains("x.whence"));
        assertThat(model.phase().get()).isInstanceOf(Phase.Finished.class);
    }

    private int ended() {
        return model.phase().get() instanceof Phase.Looking(_, var progress, _)
                ? progress.ended()
                : -1;
    }

    private void finish() throws InterruptedException {
        gate.release(1000);
        model.start(story.target());
        turnUntil(() -> model.phase().get() instanceof Phase.Finished);
    }

    private void turnUntil(BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            var turn = turns.poll(5, TimeUnit.SECONDS);
            assertThat(turn).as("something happens within five seconds").isNotNull();
            turn.run();
        }
    }
}
