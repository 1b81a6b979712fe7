package dev.whence.desktop.terminal;

import dev.whence.desktop.Wiring;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Progress;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.Step;
import dev.whence.lab.Recorder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/// Saves what is known after every step, so that a killed program loses nothing.
final class Saver implements Consumer<Progress> {
    private final Wiring wiring;
    private final Target target;
    private final Recorder recorder;
    private final Optional<Path> to;
    private final Instant opened;
    private long saved;

    /// @param to empty where nothing is to be saved
    Saver(Wiring wiring, Target target, Recorder recorder, Optional<Path> to) {
        this.wiring = wiring;
        this.target = target;
        this.recorder = recorder;
        this.to = to;
        this.opened = wiring.now();
    }

    @Override
    public void accept(Progress progress) {
        var done = Arrays.stream(Step.values()).filter(step -> done(step, progress)).count();
        if (to.isPresent() && done > saved && !progress.finished()) {
            saved = done;
            var incident =
                    wiring.incident(
                            target,
                            opened,
                            Duration.between(opened, wiring.now()),
                            progress.facts(),
                            recorder.tape().exchanges());
            try {
                wiring.writer().save(incident, to.get());
            } catch (IOException e) {
                throw new Wrong(to.get() + " cannot be written.");
            }
        }
    }

    private static boolean done(Step step, Progress progress) {
        return progress.items().stream()
                .filter(
                        item ->
                                Knowledge.CHECKS.stream()
                                        .anyMatch(
                                                check ->
                                                        check.step() == step
                                                                && check.id()
                                                                        .equals(item.look().id())))
                .allMatch(item -> item.state() instanceof Progress.State.Ended);
    }
}
