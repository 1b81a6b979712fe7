package dev.whence.desktop.shell;

import dev.whence.desktop.desk.Desk;
import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Reading;
import dev.whence.desktop.desk.Recheck;
import dev.whence.desktop.desk.Running;
import dev.whence.desktop.desk.Said;
import dev.whence.desktop.desk.Scenario;
import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.fx.FxFeed;
import dev.whence.desktop.step.Actions;
import dev.whence.desktop.step.StepId;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.Progress;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/// What the whole window knows and can do. Its properties change on the window's thread only.
public final class WizardModel implements Actions {
    private static final Said SAID = Said.by(WizardModel.class);

    private final Desk desk;
    private final Executor fx;
    private final Executor work;
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<Phase> phase =
            new ReadOnlyObjectWrapper<>(new Phase.Describing());
    private final ReadOnlyObjectWrapper<Recheck> recheck =
            new ReadOnlyObjectWrapper<>(new Recheck.None());
    private final ObjectProperty<StepId> page = new SimpleObjectProperty<>(StepId.DESCRIBE);
    private final BooleanProperty guided = new SimpleBooleanProperty(true);
    private final ReadOnlyObjectWrapper<Optional<Scenario>> practising =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Notice>> notice =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Instant>> saved =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<HostKeyQuestion>> question =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    private Optional<Running> looked = Optional.empty();
    private Optional<Running> rechecked = Optional.empty();

    /// @param fx runs tasks on the window's thread, in order
    /// @param work runs what may take a while
    public WizardModel(Desk desk, Executor fx, Executor work, InstantSource clock) {
        this.desk = desk;
        this.fx = fx;
        this.work = work;
        this.clock = clock;
    }

    /// Where the window is with the incident.
    public ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /// How far looking again after a fix is.
    public ReadOnlyObjectProperty<Recheck> recheck() {
        return recheck.getReadOnlyProperty();
    }

    /// The page that is open.
    public ObjectProperty<StepId> page() {
        return page;
    }

    /// Whether the user is led page by page, or taken to the verdict at once.
    public BooleanProperty guided() {
        return guided;
    }

    /// The practice incident under way; empty where it is a real one.
    public ReadOnlyObjectProperty<Optional<Scenario>> practising() {
        return practising.getReadOnlyProperty();
    }

    /// What the user should hear once.
    public ReadOnlyObjectProperty<Optional<Notice>> notice() {
        return notice.getReadOnlyProperty();
    }

    /// When the incident was last written; empty where it was not.
    public ReadOnlyObjectProperty<Optional<Instant>> saved() {
        return saved.getReadOnlyProperty();
    }

    /// The host that waits for the user's trust.
    public ReadOnlyObjectProperty<Optional<HostKeyQuestion>> question() {
        return question.getReadOnlyProperty();
    }

    @Override
    public void start(Target target) {
        practising.set(Optional.empty());
        begin(listener -> desk.start(target, this::trust, listener));
    }

    @Override
    public void practise(Scenario scenario) {
        practising.set(Optional.of(scenario));
        begin(listener -> desk.practise(scenario, listener));
    }

    /// Looks at the same target again.
    public void again() {
        practising
                .get()
                .ifPresentOrElse(this::practise, () -> phase.get().target().ifPresent(this::start));
    }

    /// Ends what is under way; what was seen is kept.
    public void cancel() {
        if (phase.get() instanceof Phase.Looking(var run, _, _)) {
            run.cancel();
        }
        if (recheck.get() instanceof Recheck.Looking(var run, _)) {
            run.cancel();
        }
        question.get().ifPresent(asked -> asked.answer().complete(false));
    }

    /// Whether anything is under way.
    public boolean busy() {
        return phase.get() instanceof Phase.Looking || recheck.get() instanceof Recheck.Looking;
    }

    @Override
    public void confirm(Set<CheckId> only) {
        if (recheck.get() instanceof Recheck.Looking) {
            return;
        }
        phase.get()
                .target()
                .ifPresent(
                        target ->
                                follow(
                                        listener -> rerun(target, only, listener),
                                        run -> rechecked = Optional.of(run),
                                        this::showRecheck));
    }

    @Override
    public void save(Path to, Desk.Form form, String notes) {
        phase.get()
                .soFar()
                .ifPresent(incident -> work.execute(() -> write(noted(incident, notes), to, form)));
    }

    /// Opens a saved incident.
    public void open(Path file) {
        work.execute(
                () -> {
                    try {
                        var incident = desk.open(file);
                        var reading = Reading.of(incident.facts(), incident.verdict(), desk);
                        fx.execute(() -> showOpened(incident, reading));
                    } catch (IOException e) {
                        tell(Sign.BROKEN, SAID.at("not-opened", "why", message(e)));
                    }
                });
    }

    @Override
    public void go(StepId to) {
        page.set(to);
    }

    @Override
    public String raw(Observation seen) {
        return desk.raw(seen, phase.get().tape());
    }

    private void begin(Function<Consumer<Progress>, Running> starting) {
        cancel();
        forgetRecheck();
        saved.set(Optional.empty());
        follow(starting, run -> looked = Optional.of(run), this::showProgress);
        page.set(guided.get() ? StepId.CLOUDFLARE : StepId.VERDICT);
    }

    private void forgetRecheck() {
        rechecked = Optional.empty();
        recheck.set(new Recheck.None());
    }

    private Running rerun(Target target, Set<CheckId> only, Consumer<Progress> listener) {
        return practising
                .get()
                .map(scenario -> desk.practise(scenario, listener))
                .orElseGet(
                        () ->
                                only.isEmpty()
                                        ? desk.start(target, this::trust, listener)
                                        : desk.confirm(target, only, this::trust, listener));
    }

    /// Starts a run, and shows its newest progress as long as no other was started.
    private void follow(
            Function<Consumer<Progress>, Running> starting,
            Consumer<Running> own,
            BiConsumer<Running, Progress> shown) {
        var known = new AtomicReference<@Nullable Running>();
        var early = new AtomicReference<>(Progress.NONE);
        var feed =
                new FxFeed<Progress>(
                        fx,
                        progress -> {
                            early.set(progress);
                            Optional.ofNullable(known.get())
                                    .ifPresent(run -> shown.accept(run, progress));
                        });
        var running = starting.apply(feed);
        own.accept(running);
        known.set(running);
        shown.accept(running, early.get());
    }

    private void showProgress(Running run, Progress progress) {
        if (looked.filter(run::equals).isEmpty()) {
            return;
        }
        phase.set(
                progress.finished()
                        ? finished(run, progress)
                        : new Phase.Looking(run, progress, Reading.of(progress.facts(), desk)));
        run.saved().ifPresent(at -> saved.set(Optional.of(at)));
    }

    private Phase finished(Running run, Progress progress) {
        var incident = run.incident();
        return new Phase.Finished(
                incident,
                Reading.of(incident.facts(), incident.verdict(), desk),
                wasCancelled(progress));
    }

    private static boolean wasCancelled(Progress progress) {
        return progress.items().stream()
                .anyMatch(
                        item ->
                                item.state()
                                        instanceof Progress.State.Ended(Outcome.Cancelled(), _));
    }

    private void showRecheck(Running run, Progress progress) {
        if (rechecked.filter(run::equals).isEmpty()) {
            return;
        }
        recheck.set(
                progress.finished()
                        ? new Recheck.Done(
                                run.incident(),
                                Reading.of(run.incident().facts(), run.incident().verdict(), desk))
                        : new Recheck.Looking(run, progress));
    }

    private void showOpened(Incident incident, Reading reading) {
        cancel();
        practising.set(Optional.empty());
        looked = Optional.empty();
        forgetRecheck();
        phase.set(new Phase.Finished(incident, reading, false));
        page.set(StepId.VERDICT);
    }

    private void write(Incident incident, Path to, Desk.Form form) {
        try {
            desk.save(incident, to, form);
            fx.execute(() -> saved.set(Optional.of(clock.instant())));
            tell(Sign.WELL, SAID.at("saved", "file", to.getFileName()));
        } catch (IOException e) {
            tell(Sign.BROKEN, SAID.at("not-saved", "why", message(e)));
        }
    }

    private static Incident noted(Incident incident, String notes) {
        return notes.isBlank()
                ? incident
                : new Incident(
                        incident.id(),
                        incident.opened(),
                        incident.took(),
                        incident.target(),
                        incident.facts(),
                        incident.verdict(),
                        incident.trail(),
                        List.of(notes.strip()),
                        incident.tape());
    }

    private boolean trust(String host, String fingerprint) throws InterruptedException {
        var asked = new HostKeyQuestion(host, fingerprint, new CompletableFuture<>());
        fx.execute(() -> question.set(Optional.of(asked)));
        try {
            return asked.answer().get();
        } catch (ExecutionException e) {
            return false;
        } finally {
            fx.execute(() -> question.set(Optional.empty()));
        }
    }

    private void tell(Sign sign, String says) {
        fx.execute(() -> notice.set(Optional.of(new Notice(sign, says))));
    }

    private static String message(IOException trouble) {
        return Optional.ofNullable(trouble.getMessage()).orElse(SAID.at("no-reason"));
    }
}
