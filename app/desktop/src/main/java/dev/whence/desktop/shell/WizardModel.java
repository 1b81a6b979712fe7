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
import dev.whence.desktop.fx.InTurn;
import dev.whence.desktop.paste.PasteModel;
import dev.whence.desktop.step.Actions;
import dev.whence.desktop.step.StepId;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Symptoms;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.Progress;
import dev.whence.knowledge.pasted.Explained;

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
import java.util.function.Supplier;
import java.util.stream.Stream;

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

    private final PasteModel paste;
    private final Executor weighing;
    private Supplier<Optional<Target>> typed = Optional::empty;
    private volatile Optional<Explained> evidence = Optional.empty();
    private volatile Optional<Look> looked = Optional.empty();
    private Optional<Running> rechecked = Optional.empty();

    /// @param fx runs tasks on the window's thread, in order
    /// @param work runs what may take a while
    public WizardModel(Desk desk, Executor fx, Executor work, InstantSource clock) {
        this.desk = desk;
        this.fx = fx;
        this.work = work;
        this.clock = clock;
        this.weighing = new InTurn(work);
        this.paste = new PasteModel(desk, fx, work, this::weighAgain);
        paste.about(this::aboutWhat);
    }

    /// What the user brought.
    public PasteModel paste() {
        return paste;
    }

    /// Lets what is typed on the first page say what fails, as long as no run does.
    ///
    /// @param target empty while the page does not say it
    public void typed(Supplier<Optional<Target>> target) {
        this.typed = target;
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
        var fresh = isOther(target);
        practising.set(Optional.empty());
        begin(fresh, listener -> desk.start(target, this::trust, listener));
    }

    @Override
    public void practise(Scenario scenario) {
        practising.set(Optional.of(scenario));
        begin(true, listener -> desk.practise(scenario, listener));
    }

    /// Looks at the same target again; where nobody looked yet, asks what fails.
    public void again() {
        if (practising.get().isPresent()) {
            practise(practising.get().get());
        } else if (phase.get().alone()) {
            go(StepId.DESCRIBE);
        } else {
            phase.get().target().ifPresent(this::start);
        }
    }

    /// Ends what is under way; what was seen is kept.
    public void cancel() {
        paste.cancel();
        endRuns();
    }

    /// What was brought before any run belongs to the next one.
    private boolean isOther(Target target) {
        var before = phase.get().alone() ? Optional.<Target>empty() : phase.get().target();
        return practising.get().isPresent()
                || before.filter(known -> !known.host().equals(target.host())).isPresent();
    }

    private void endRuns() {
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
        if (phase.get().target().filter(Explained::isNamed).isEmpty()) {
            go(StepId.DESCRIBE);
            return;
        }
        phase.get()
                .target()
                .ifPresent(
                        target ->
                                follow(
                                        listener -> rerun(target, only, listener),
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
        if (seen.from().kind() != Vantage.Kind.PASTED) {
            return desk.raw(seen, phase.get().tape());
        }
        var text = paste.raw(seen);
        return text.isEmpty()
                ? phase.get()
                        .soFar()
                        .map(incident -> String.join("\n\n", incident.notes()))
                        .orElse("")
                : text;
    }

    /// @param fresh leaves to the former run what was brought to it
    private void begin(boolean fresh, Function<Consumer<Progress>, Running> starting) {
        endRuns();
        forgetRecheck();
        saved.set(Optional.empty());
        var look = new Look(false);
        var run = starting.apply(look);
        looked = Optional.of(look);
        phase.set(new Phase.Looking(run, Progress.NONE, Reading.NOTHING));
        look.of(run);
        if (fresh) {
            paste.clear();
        }
        paste.about(this::aboutWhat);
        page.set(guided.get() ? StepId.CLOUDFLARE : StepId.VERDICT);
    }

    /// A run is about its own target, whose codes it tells itself; before one, what is typed
    /// counts.
    private Optional<Target> aboutWhat() {
        return phase.get().alone() || phase.get() instanceof Phase.Describing
                ? typed.get()
                : phase.get().target().map(target -> target.withSeen(Symptoms.NONE));
    }

    /// Weighs what was brought together with what was seen.
    private void weighAgain(Optional<Explained> now) {
        evidence = now;
        if (looked.isPresent()) {
            looked.get().weighed();
        } else {
            now.ifPresent(this::rest);
        }
    }

    private void rest(Explained first) {
        var look = new Look(true);
        looked = Optional.of(look);
        look.rests(desk.rest(first.target()));
    }

    private void forget() {
        looked = Optional.empty();
        saved.set(Optional.empty());
        phase.set(new Phase.Describing());
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

    /// Starts looking again, and shows its newest progress as long as nobody looks once more.
    private void follow(
            Function<Consumer<Progress>, Running> starting, BiConsumer<Running, Progress> shown) {
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
        rechecked = Optional.of(running);
        known.set(running);
        shown.accept(running, early.get());
    }

    /// The newest of one run, weighed together with what was brought. It is weighed off the
    /// window's thread, and shown as long as no other run was started.
    private final class Look implements Consumer<Progress> {
        private final AtomicReference<Progress> newest = new AtomicReference<>(Progress.NONE);
        private final AtomicReference<@Nullable Running> known = new AtomicReference<>();
        private final FxFeed<Progress> news = new FxFeed<>(weighing, _ -> weigh());
        private final FxFeed<Phase> shown = new FxFeed<>(fx, this::show);
        private final boolean ofEvidence;
        private Optional<Explained> brought = Optional.empty();

        /// @param ofEvidence nobody looks: it ends when everything that was brought is taken away
        Look(boolean ofEvidence) {
            this.ofEvidence = ofEvidence;
        }

        @Override
        public void accept(Progress progress) {
            newest.set(progress);
            news.accept(progress);
        }

        void of(Running run) {
            known.set(run);
            weighed();
        }

        void rests(Running run) {
            newest.set(new Progress(List.of(), true));
            of(run);
        }

        void weighed() {
            news.accept(newest.get());
        }

        private boolean isNewest() {
            return looked.filter(this::equals).isPresent();
        }

        private void weigh() {
            var run = known.get();
            if (run == null || !isNewest()) {
                return;
            }
            var now = evidence;
            if (!now.equals(brought)) {
                run.bring(now);
                brought = now;
            }
            var progress = newest.get();
            shown.accept(progress.finished() ? finished(run, progress) : looking(run, progress));
        }

        private Phase looking(Running run, Progress progress) {
            var seen = progress.facts();
            var facts = brought.map(all -> all.beside(seen)).orElse(seen);
            return new Phase.Looking(run, progress, Reading.of(facts, desk));
        }

        private Phase finished(Running run, Progress progress) {
            var incident = run.incident();
            return new Phase.Finished(
                    incident,
                    Reading.of(incident.facts(), incident.verdict(), desk),
                    wasCancelled(progress));
        }

        private void show(Phase now) {
            if (!isNewest()) {
                return;
            }
            if (ofEvidence && evidence.isEmpty()) {
                forget();
                return;
            }
            phase.set(now);
            Optional.ofNullable(known.get())
                    .flatMap(Running::saved)
                    .ifPresent(at -> saved.set(Optional.of(at)));
        }
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
        forgetRecheck();
        phase.set(new Phase.Finished(incident, reading, false));
        var look = new Look(false);
        looked = Optional.of(look);
        look.rests(desk.rest(incident));
        paste.clear();
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
                        Stream.concat(incident.notes().stream(), Stream.of(notes.strip())).toList(),
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
