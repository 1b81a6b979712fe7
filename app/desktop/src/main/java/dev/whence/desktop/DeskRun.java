package dev.whence.desktop;

import dev.whence.desktop.desk.Running;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.Progress;
import dev.whence.engine.run.Run;
import dev.whence.engine.world.Exchange;
import dev.whence.engine.world.World;
import dev.whence.knowledge.pasted.Explained;
import dev.whence.lab.Recorder;

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
    private static final Duration BETWEEN_SAVES = Duration.ofSeconds(1);

    private final Wiring wiring;
    private final Target target;
    private final Recorder recorder;
    private final Shelf shelf;
    private final Instant opened;
    private final long began = System.nanoTime();
    private final CompletableFuture<Run> run = new CompletableFuture<>();
    private final AtomicReference<Duration> took = new AtomicReference<>(Duration.ZERO);
    private volatile Optional<Explained> brought = Optional.empty();

    /// Starts a run through a recorder.
    interface Starting {
        Run start(World world, Consumer<Progress> listener);
    }

    /// @param shelf where it saves itself
    DeskRun(Wiring wiring, Target target, Recorder recorder, Shelf shelf) {
        this.wiring = wiring;
        this.target = target;
        this.recorder = recorder;
        this.shelf = shelf;
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
    public void bring(Optional<Explained> evidence) {
        brought = evidence;
        save();
    }

    @Override
    public Incident incident() {
        var evidence = brought;
        var seen = run.join().progress().facts();
        var ran = took.get().isZero() ? Duration.ofNanos(System.nanoTime() - began) : took.get();
        return wiring.incident(
                target,
                opened,
                ran,
                evidence.map(each -> each.beside(seen)).orElse(seen),
                evidence.map(Explained::kept).orElse(List.of()),
                tape());
    }

    @Override
    public List<Exchange> tape() {
        return recorder.tape().exchanges();
    }

    @Override
    public Optional<Instant> saved() {
        return shelf.saved();
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
        shelf.save(this::incident);
    }
}
