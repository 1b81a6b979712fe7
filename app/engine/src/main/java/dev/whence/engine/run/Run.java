package dev.whence.engine.run;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One run under way. Each look has a virtual thread that waits for what it needs, and one that
/// looks.
///
/// A look that does not hear its deadline is left behind; a look that breaks never ends the run.
public final class Run {
    /// How long a look may take to hear that its time is over.
    static final Duration GRACE = Duration.ofMillis(100);

    /// A check reports no more facts than this; what is beyond is not kept.
    static final int MOST_FACTS = 500;

    private static final System.Logger LOG = System.getLogger(Run.class.getName());

    private final Plan plan;
    private final Target target;
    private final World world;
    private final InstantSource clock;
    private final Consumer<Progress> listener;
    private final Deadline deadline;
    private final Map<Plan.Look, CountDownLatch> ended;
    private final List<Thread> guards;
    private final CountDownLatch finished = new CountDownLatch(1);
    private Progress progress = Progress.NONE;

    Run(
            Plan plan,
            Target target,
            World world,
            InstantSource clock,
            Duration most,
            Consumer<Progress> listener) {
        this.plan = plan;
        this.target = target;
        this.world = world;
        this.clock = clock;
        this.listener = listener;
        this.deadline = Deadline.in(most);
        this.ended =
                plan.looks().stream()
                        .collect(Collectors.toMap(Function.identity(), _ -> new CountDownLatch(1)));
        this.guards =
                plan.looks().stream()
                        .map(
                                look ->
                                        Thread.ofVirtual()
                                                .name("guard " + look.id())
                                                .unstarted(() -> guard(look)))
                        .toList();
    }

    void begin() {
        tell(new RunEvent.Began(plan.looks()));
        guards.forEach(Thread::start);
        Thread.ofVirtual().name("finish").start(this::finish);
    }

    /// Ends the run: every look that has not ended is cancelled.
    public void cancel() {
        guards.forEach(Thread::interrupt);
    }

    /// Waits until every look has ended, and answers what is known then.
    public Facts await() throws InterruptedException {
        finished.await();
        return progress().facts();
    }

    /// The newest picture.
    public synchronized Progress progress() {
        return progress;
    }

    private void finish() {
        try {
            for (var guard : guards) {
                guard.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread.", e);
        } finally {
            tell(new RunEvent.Finished());
            finished.countDown();
        }
    }

    private void guard(Plan.Look look) {
        var ending = new Ending(new Outcome.Cancelled(), Duration.ZERO);
        try {
            ending = awaitNeeds(look);
        } catch (InterruptedException _) {
            // cancelled while it waited
        } finally {
            tell(new RunEvent.Ended(look, ending.outcome(), ending.took()));
            latch(look).countDown();
        }
    }

    private Ending awaitNeeds(Plan.Look look) throws InterruptedException {
        if (!look.possible()) {
            return new Ending(new Outcome.Skipped(SkipReason.NO_SSH), Duration.ZERO);
        }
        for (var earlier : plan.before(look)) {
            if (!latch(earlier).await(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                return new Ending(new Outcome.TimedOut(Duration.ZERO), Duration.ZERO);
            }
        }
        var known = progress().facts();
        var missing = look.check().needs().stream().filter(kind -> !known.know(kind)).toList();
        return missing.isEmpty()
                ? lookInTime(look, known)
                : new Ending(new Outcome.Skipped(whyMissing(missing, known)), Duration.ZERO);
    }

    private SkipReason whyMissing(List<Class<? extends Evidence>> missing, Facts known) {
        return plan.looks().stream()
                .filter(look -> missing.stream().anyMatch(look.check()::couldSee))
                .flatMap(look -> known.coverage().of(look.id()))
                .flatMap(
                        entry ->
                                entry.outcome() instanceof Outcome.Skipped(var why)
                                        ? Stream.of(why)
                                        : Stream.<SkipReason>empty())
                .findFirst()
                .orElse(SkipReason.NOTHING_TO_START_FROM);
    }

    private Ending lookInTime(Plan.Look look, Facts known) throws InterruptedException {
        tell(new RunEvent.Started(look));
        var started = System.nanoTime();
        var until = deadline.orIn(look.check().budget());
        var looking = new FutureTask<>(() -> look(look, known, until));
        var looker = Thread.ofVirtual().name(look.id().value()).start(looking);
        var outcome = outcomeOf(looker, looking, until);
        return new Ending(outcome, Duration.ofNanos(System.nanoTime() - started));
    }

    private static Outcome outcomeOf(Thread looker, FutureTask<Outcome> looking, Deadline until)
            throws InterruptedException {
        var started = System.nanoTime();
        try {
            if (!looker.join(until.left().plusMillis(1))) {
                looker.interrupt();
                looker.join(GRACE);
            }
        } catch (InterruptedException _) {
            looker.interrupt();
            return new Outcome.Cancelled();
        }
        return looking.state() == FutureTask.State.SUCCESS
                ? looking.resultNow()
                : new Outcome.TimedOut(Duration.ofNanos(System.nanoTime() - started));
    }

    private Outcome look(Plan.Look look, Facts known, Deadline until) {
        var started = System.nanoTime();
        try {
            var scene = new Scene(target, known, look.from(), clock.instant());
            return new Outcome.Saw(
                    look.check()
                            .look(scene, world.asking(look.id(), look.from()), until)
                            .limit(MOST_FACTS)
                            .map(
                                    fact ->
                                            new Observation(
                                                    look.id(), look.from(), clock.instant(), fact))
                            .toList());
        } catch (CouldNotLook e) {
            return e.outcome();
        } catch (InterruptedException _) {
            return new Outcome.TimedOut(Duration.ofNanos(System.nanoTime() - started));
        } catch (RuntimeException | Error bug) {
            LOG.log(System.Logger.Level.ERROR, "The check " + look.id() + " broke", bug);
            return new Outcome.Broke(
                    new Trouble(
                            "The check "
                                    + look.id()
                                    + " failed inside Whence: "
                                    + bug.getClass().getSimpleName()
                                    + ".",
                            ""));
        }
    }

    private CountDownLatch latch(Plan.Look look) {
        var latch = ended.get(look);
        if (latch == null) {
            throw new IllegalStateException("Not in the plan: " + look.id());
        }
        return latch;
    }

    private synchronized void tell(RunEvent event) {
        progress = progress.after(event);
        try {
            listener.accept(progress);
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "Whoever listens to the progress broke", bug);
        }
    }

    private record Ending(Outcome outcome, Duration took) {}
}
