package dev.whence.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.Garden;
import dev.whence.engine.Garden.Grass;
import dev.whence.engine.Garden.Rain;
import dev.whence.engine.Garden.Sprinkler;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@Timeout(60)
class RunnerTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Logger LOG = Logger.getLogger(Run.class.getName());

    /// Every question is answered with nothing; nobody asks here.
    private static final World NOBODY =
            new World() {
                @Override
                public <R extends Answer> R ask(Ask<R> question, Deadline by) {
                    throw new IllegalStateException("Nobody asks in the garden.");
                }
            };

    @BeforeAll
    static void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @Test
    void stampsWhatIsSeenWithItsSource() throws InterruptedException {
        var facts = run(Gardener.called("sky").seeing(new Rain(true)));

        assertThat(facts.observed())
                .singleElement()
                .satisfies(
                        seen -> {
                            assertThat(seen.check()).isEqualTo(new CheckId("sky"));
                            assertThat(seen.from()).isEqualTo(Vantage.HERE);
                            assertThat(seen.at()).isEqualTo(NOON);
                            assertThat(seen.fact()).isEqualTo(new Rain(true));
                        });
    }

    @Test
    void everyCheckLooksAtOnceUnlessItNeedsAnother() throws InterruptedException {
        var everybody = new CountDownLatch(20);
        var checks =
                IntStream.range(0, 20)
                        .mapToObj(
                                number ->
                                        Gardener.called("together-" + number)
                                                .doing(
                                                        (_, _, _) -> {
                                                            everybody.countDown();
                                                            everybody.await();
                                                            return Stream.empty();
                                                        }))
                        .toArray(Gardener[]::new);

        assertThat(outcomes(run(checks))).allMatch(Outcome.Saw.class::isInstance);
    }

    @Test
    void aCheckStartsWhenItsOwnNeedsAreKnownAndWaitsForNobodyElse() throws InterruptedException {
        var done = new CountDownLatch(1);
        var facts =
                run(
                        Gardener.called("slow")
                                .yields(Sprinkler.class)
                                .doing(
                                        (_, _, _) -> {
                                            done.await();
                                            return Stream.of(new Sprinkler(true));
                                        }),
                        Gardener.called("sky").yields(Rain.class).seeing(new Rain(true)),
                        Gardener.called("lawn")
                                .needs(Rain.class)
                                .doing(
                                        (scene, _, _) -> {
                                            done.countDown();
                                            return Stream.of(
                                                    new Grass(
                                                            scene.known()
                                                                    .latest(Rain.class)
                                                                    .orElseThrow()
                                                                    .falling()));
                                        }));

        assertThat(facts.all(Grass.class)).containsExactly(new Grass(true));
    }

    @Test
    void aLikeIsWaitedForAndDoneWithout() throws InterruptedException {
        var facts =
                run(
                        Gardener.called("lawn")
                                .likes(Rain.class, Sprinkler.class)
                                .doing(
                                        (scene, _, _) ->
                                                Stream.of(
                                                        new Grass(scene.known().know(Rain.class)))),
                        Gardener.called("hose").yields(Sprinkler.class),
                        Gardener.called("sky")
                                .yields(Rain.class)
                                .doing(
                                        (_, _, _) -> {
                                            Thread.sleep(30);
                                            return Stream.of(new Rain(true));
                                        }));

        assertThat(facts.all(Grass.class)).containsExactly(new Grass(true));
    }

    static Stream<Arguments> failures() {
        var sky = Gardener.called("sky").yields(Rain.class);
        return Stream.of(
                Arguments.of(
                        sky.doing(
                                (_, _, _) -> {
                                    throw CouldNotLook.skipped(SkipReason.NO_ROOT);
                                }),
                        SkipReason.NO_ROOT),
                Arguments.of(
                        sky.doing(
                                (_, _, _) -> {
                                    throw CouldNotLook.broke(new Trouble("Fog.", "Wait."));
                                }),
                        SkipReason.NOTHING_TO_START_FROM),
                Arguments.of(sky.from(Vantage.Kind.ON_ORIGIN), SkipReason.NO_SSH),
                Arguments.of(sky.seeing(), SkipReason.NOTHING_TO_START_FROM),
                Arguments.of(sky.seeing(new Grass(true)), SkipReason.NOTHING_TO_START_FROM),
                Arguments.of(Gardener.called("nobody"), SkipReason.NOTHING_TO_START_FROM));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void anUnmetNeedIsSkippedWithTheReasonOfWhoeverFailed(Gardener failing, SkipReason why)
            throws InterruptedException {
        var facts =
                run(
                        Gardener.called("unrelated").from(Vantage.Kind.ON_TUNNEL_HOST),
                        failing,
                        Gardener.called("lawn").needs(Rain.class).yields(Sprinkler.class),
                        Gardener.called("puddle").needs(Sprinkler.class));

        assertThat(outcome(facts, "lawn")).isEqualTo(new Outcome.Skipped(why));
        assertThat(outcome(facts, "puddle")).isEqualTo(new Outcome.Skipped(why));
    }

    @Test
    void aCheckStandsOnEachOfItsHosts() throws InterruptedException {
        var target =
                Garden.target(
                        SshHost.parse(SshHost.Role.ORIGIN, "web-1.example.com"),
                        SshHost.parse(SshHost.Role.ORIGIN, "web-2.example.com:2222"));
        var check =
                Gardener.called("wet")
                        .from(Vantage.Kind.ON_ORIGIN)
                        .doing(
                                (scene, _, _) ->
                                        Stream.of(
                                                new Grass(
                                                        scene.host()
                                                                .orElseThrow()
                                                                .host()
                                                                .equals("web-2.example.com"))));

        var facts = start(List.of(check), target, MINUTE, _ -> {}).await();

        assertThat(facts.observed())
                .extracting(seen -> seen.from().host() + " " + seen.fact())
                .containsExactly(
                        "web-1.example.com Grass[wet=false]",
                        "web-2.example.com:2222 Grass[wet=true]");
    }

    static Stream<Throwable> bugs() {
        return Stream.of(
                new IllegalStateException("a bug"),
                new StackOverflowError(),
                new OutOfMemoryError("simulated"),
                new NoClassDefFoundError("simulated"),
                new AssertionError("simulated"));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void aBrokenCheckNeverEndsARun(Throwable bug) throws InterruptedException {
        var facts =
                run(
                        Gardener.called("broken")
                                .doing(
                                        (_, _, _) -> {
                                            if (bug instanceof Error error) {
                                                throw error;
                                            }
                                            throw (RuntimeException) bug;
                                        }),
                        Gardener.called("sky").seeing(new Rain(true)));

        assertThat(outcome(facts, "broken"))
                .isInstanceOfSatisfying(
                        Outcome.Broke.class,
                        broke ->
                                assertThat(broke.trouble().happened())
                                        .contains("broken", bug.getClass().getSimpleName()));
        assertThat(facts.all(Rain.class)).containsExactly(new Rain(true));
    }

    @Test
    void aBugWhileTheFactsAreMadeIsABrokenCheckToo() throws InterruptedException {
        var facts =
                run(
                        Gardener.called("late")
                                .doing(
                                        (_, _, _) ->
                                                Stream.of(1, 0)
                                                        .map(number -> new Rain(1 / number > 0))));

        assertThat(outcome(facts, "late")).isInstanceOf(Outcome.Broke.class);
        assertThat(facts.observed()).isEmpty();
    }

    @Test
    void aTroubleOfOursIsTold() throws InterruptedException {
        var trouble = new Trouble("The login was refused.", "Check the key.");
        var facts =
                run(
                        Gardener.called("login")
                                .doing(
                                        (_, _, _) -> {
                                            throw CouldNotLook.broke(trouble);
                                        }));

        assertThat(outcome(facts, "login")).isEqualTo(new Outcome.Broke(trouble));
    }

    @Test
    void keepsABoundedNumberOfFacts() throws InterruptedException {
        var facts =
                run(
                        Gardener.called("flood")
                                .doing((_, _, _) -> Stream.generate(() -> new Rain(true))));

        assertThat(facts.observed()).hasSize(Run.MOST_FACTS);
    }

    @Test
    void aCheckIsStoppedAtItsBudget() throws InterruptedException {
        var began = System.nanoTime();
        var facts =
                run(
                        Gardener.called("sleeper")
                                .within(Duration.ofMillis(80))
                                .doing(
                                        (_, _, _) -> {
                                            Thread.sleep(30_000);
                                            return Stream.empty();
                                        }));

        assertThat(since(began)).isBetween(Duration.ofMillis(80), Duration.ofSeconds(5));
        assertThat(outcome(facts, "sleeper"))
                .isInstanceOfSatisfying(
                        Outcome.TimedOut.class,
                        late -> assertThat(late.after()).isGreaterThan(Duration.ofMillis(70)));
    }

    @Test
    void theRunEndsBeforeALongerBudget() throws InterruptedException {
        var seen = new AtomicReference<Duration>();
        var sleeper =
                Gardener.called("sleeper")
                        .within(MINUTE)
                        .yields(Rain.class)
                        .doing(
                                (_, _, by) -> {
                                    seen.set(by.left());
                                    Thread.sleep(30_000);
                                    return Stream.empty();
                                });
        var began = System.nanoTime();

        var facts =
                start(
                                List.of(sleeper, Gardener.called("lawn").needs(Rain.class)),
                                Garden.target(),
                                Duration.ofMillis(150),
                                _ -> {})
                        .await();

        assertThat(since(began)).isBetween(Duration.ofMillis(150), Duration.ofSeconds(5));
        assertThat(seen.get()).isLessThanOrEqualTo(Duration.ofMillis(150));
        assertThat(outcome(facts, "sleeper")).isInstanceOf(Outcome.TimedOut.class);
        assertThat(outcome(facts, "lawn"))
                .isIn(
                        new Outcome.TimedOut(Duration.ZERO),
                        new Outcome.Skipped(SkipReason.NOTHING_TO_START_FROM));
    }

    @Test
    void aDeafCheckIsLeftBehind() throws InterruptedException {
        var over = new CountDownLatch(1);
        var began = System.nanoTime();
        var facts =
                run(
                        Gardener.called("deaf")
                                .within(Duration.ofMillis(80))
                                .doing(
                                        (_, _, _) -> {
                                            awaitWithoutHearing(over);
                                            return Stream.of(new Rain(true));
                                        }),
                        Gardener.called("sky").seeing(new Rain(false)));
        var took = since(began);
        over.countDown();

        assertThat(took).isBetween(Duration.ofMillis(180), Duration.ofSeconds(2));
        assertThat(outcome(facts, "deaf")).isInstanceOf(Outcome.TimedOut.class);
        assertThat(facts.all(Rain.class)).containsExactly(new Rain(false));
    }

    @Test
    void cancellingEndsTwoHundredChecksWithinATenthOfASecond() throws InterruptedException {
        var over = new CountDownLatch(1);
        var best = MINUTE;
        for (var attempt = 0; attempt < 3; attempt++) {
            best = Collections.min(List.of(best, timeToCancel(over)));
        }
        over.countDown();

        assertThat(best).isLessThan(Duration.ofMillis(100));
    }

    private static Duration timeToCancel(CountDownLatch over) throws InterruptedException {
        var looking = new CountDownLatch(199);
        var checks =
                new ArrayList<>(
                        IntStream.range(0, 198)
                                .mapToObj(
                                        number ->
                                                Gardener.called("sleeper-" + number)
                                                        .yields(Rain.class)
                                                        .doing(
                                                                (_, _, _) -> {
                                                                    looking.countDown();
                                                                    Thread.sleep(30_000);
                                                                    return Stream.empty();
                                                                }))
                                .toList());
        checks.add(
                Gardener.called("deaf")
                        .doing(
                                (_, _, _) -> {
                                    looking.countDown();
                                    awaitWithoutHearing(over);
                                    return Stream.empty();
                                }));
        checks.add(Gardener.called("waiting").needs(Rain.class));
        var run = start(checks, Garden.target(), MINUTE, _ -> {});
        looking.await();

        var began = System.nanoTime();
        run.cancel();
        var facts = run.await();
        var took = since(began);

        assertThat(outcomes(facts)).hasSize(200).allMatch(Outcome.Cancelled.class::isInstance);
        return took;
    }

    @Test
    void whatWasSeenBeforeCancellingStays() throws InterruptedException {
        var seen = new CountDownLatch(1);
        var run =
                start(
                        List.of(
                                Gardener.called("sky").seeing(new Rain(true)),
                                Gardener.called("sleeper")
                                        .doing(
                                                (_, _, _) -> {
                                                    Thread.sleep(30_000);
                                                    return Stream.empty();
                                                })),
                        Garden.target(),
                        MINUTE,
                        progress -> {
                            if (progress.ended() == 1) {
                                seen.countDown();
                            }
                        });
        seen.await();
        run.cancel();
        run.cancel();

        var facts = run.await();

        assertThat(facts.all(Rain.class)).containsExactly(new Rain(true));
        assertThat(outcome(facts, "sleeper")).isEqualTo(new Outcome.Cancelled());
    }

    @Test
    void cancellingAFinishedRunChangesNothing() throws InterruptedException {
        var run =
                start(
                        List.of(Gardener.called("sky").seeing(new Rain(true))),
                        Garden.target(),
                        MINUTE,
                        _ -> {});
        var facts = run.await();
        run.cancel();

        assertThat(run.await()).isEqualTo(facts);
        assertThat(run.progress().finished()).isTrue();
    }

    @Test
    void everyPictureFollowsFromTheOneBefore() throws InterruptedException {
        var pictures = Collections.synchronizedList(new ArrayList<Progress>());
        var checks =
                IntStream.range(0, 50)
                        .mapToObj(number -> Gardener.called("c-" + number).seeing(new Rain(true)))
                        .toList();

        start(checks, Garden.target(), MINUTE, pictures::add).await();

        assertThat(pictures).hasSize(1 + 50 + 50 + 1);
        assertThat(pictures.getFirst().items())
                .allMatch(item -> item.state() instanceof Progress.State.Waiting)
                .hasSize(50);
        assertThat(pictures.getLast().finished()).isTrue();
        assertThat(pictures.subList(0, pictures.size() - 1)).noneMatch(Progress::finished);
        for (var next = 1; next < pictures.size(); next++) {
            assertThat(changes(pictures.get(next - 1), pictures.get(next)))
                    .isEqualTo(next == pictures.size() - 1 ? 0 : 1);
            assertThat(pictures.get(next).ended())
                    .isGreaterThanOrEqualTo(pictures.get(next - 1).ended());
        }
    }

    @Test
    void aListenerThatBreaksHoldsNobodyUp() throws InterruptedException {
        var facts =
                start(
                                List.of(
                                        Gardener.called("sky")
                                                .yields(Rain.class)
                                                .seeing(new Rain(true)),
                                        Gardener.called("lawn")
                                                .needs(Rain.class)
                                                .seeing(new Grass(true))),
                                Garden.target(),
                                MINUTE,
                                _ -> {
                                    throw new IllegalStateException("a bug in the window");
                                })
                        .await();

        assertThat(facts.know(Grass.class)).isTrue();
    }

    @Test
    void theWorldHearsWhoAsks() throws InterruptedException {
        var heard = new AtomicReference<String>("");
        var world =
                new World() {
                    @Override
                    public <R extends Answer> R ask(Ask<R> question, Deadline by) {
                        throw new IllegalStateException("Nobody asks in the garden.");
                    }

                    @Override
                    public World asking(CheckId check, Vantage from) {
                        heard.set(check + " " + from.id());
                        return this;
                    }
                };

        new Runner(List.of(Gardener.called("sky")), world, () -> NOON)
                .start(Garden.target(), MINUTE, _ -> {})
                .await();

        assertThat(heard).hasValue("sky here");
    }

    @Test
    void aRunWithoutChecksEnds() throws InterruptedException {
        assertThat(run()).isEqualTo(Facts.NONE);
    }

    @Test
    void refusesACircleBeforeItStarts() {
        var a = Gardener.called("a").needs(Rain.class).yields(Grass.class);
        var b = Gardener.called("b").needs(Grass.class).yields(Rain.class);

        assertThatThrownBy(() -> run(a, b)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int changes(Progress before, Progress after) {
        return (int)
                IntStream.range(0, before.items().size())
                        .filter(at -> !before.items().get(at).equals(after.items().get(at)))
                        .count();
    }

    private static void awaitWithoutHearing(CountDownLatch over) {
        while (true) {
            try {
                over.await();
                return;
            } catch (InterruptedException _) {
                // deaf
            }
        }
    }

    private static Facts run(Gardener... checks) throws InterruptedException {
        return start(List.of(checks), Garden.target(), MINUTE, _ -> {}).await();
    }

    private static Run start(
            List<Gardener> checks, Target target, Duration most, Consumer<Progress> listener) {
        return new Runner(checks, NOBODY, InstantSource.fixed(NOON)).start(target, most, listener);
    }

    private static Outcome outcome(Facts facts, String check) {
        return facts.coverage().of(new CheckId(check)).findFirst().orElseThrow().outcome();
    }

    private static List<Outcome> outcomes(Facts facts) {
        return facts.coverage().entries().stream().map(entry -> entry.outcome()).toList();
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
