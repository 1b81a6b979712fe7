package dev.whence.desktop;

import dev.whence.desktop.desk.Running;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.Progress;
import dev.whence.engine.run.Run;
import dev.whence.engine.world.Exchange;
import dev.whence.engine.world.World;
import dev.whence.lab.Recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/// A run that the window started. It saves itself, after each second of news and at its end.
final class DeskRun implements Running {
    private static final System.Logger LOG = System.getLogger(DeskRun.class.getName());
    private static final Duration BETWEEN_SAVES = Duration.ofSeconds(1);

    private final Wiring wiring;
    private final Target target;
    private final Recorder recorder;
    private final Optional<Path> folder;
    private final Instant opened;
    private final long began = System.nanoTime();
    private final CompletableFuture<Run> run = new CompletableFuture<>();
    private final AtomicReference<Optional<Instant>> saved =
            new AtomicReference<>(Optional.empty());
    private final AtomicReference<Duration> took = new AtomicReference<>(Duration.ZERO);

    /// Starts a run through a recorder.
    interface Starting {
        Run start(World world, Consumer<Progress> listener);
    }

    /// @param folder where it saves itself; empty where it does not
    DeskRun(Wiring wiring, Target target, Recorder recorder, Optional<Path> folder) {
        this.wiring = wiring;
        this.target = target;
        this.recorder = recorder;
        this.folder = folder;
        this.opened = wiring.now();
    }

    /// @param after what is to be closed when the run has ended
    void begin(
            Function<Consumer<Progress>, Run> start, Consumer<Progress> listener, Runnable after) {
        run.complete(start.apply(listener));
        Thread.ofVirtual().name("save").start(() -> attend(after));
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public void cancel() {
        run.join().cancel();
    }

    @Override
    public Incident incident() {
        var progress = run.join().progress();
        var ran = took.get().isZero() ? Duration.ofNanos(System.nanoTime() - began) : took.get();
        return wiring.incident(target, opened, ran, progress.facts(), tape());
    }

    @Override
    public List<Exchange> tape() {
        return recorder.tape().exchanges();
    }

    @Override
    public Optional<Instant> saved() {
        return saved.get();
    }

    private void attend(Runnable after) {
        try {
            while (!run.join().progress().finished()) {
                Thread.sleep(BETWEEN_SAVES);
                save();
            }
            run.join().await();
            took.set(Duration.ofNanos(System.nanoTime() - began));
            save();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread.", e);
        } finally {
            after.run();
        }
    }

    private void save() {
        if (folder.isEmpty()) {
            return;
        }
        var incident = incident();
        try {
            Files.createDirectories(folder.get());
            wiring.writer().save(incident, folder.get().resolve(incident.id() + ".whence"));
            saved.set(Optional.of(wiring.now()));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The incident could not be saved", e);
        }
    }
}
