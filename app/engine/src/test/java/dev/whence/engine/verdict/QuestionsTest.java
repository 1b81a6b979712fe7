package dev.whence.engine.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.Garden;
import dev.whence.engine.Garden.Grass;
import dev.whence.engine.Garden.Rain;
import dev.whence.engine.Garden.Sprinkler;
import dev.whence.engine.Garden.Toy;
import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.CauseId;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Gardener;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

class QuestionsTest {
    private static final Gardener SKY = Gardener.called("sky").yields(Rain.class);
    private static final Gardener HOSE = Gardener.called("hose").yields(Sprinkler.class);
    private static final Gardener LAWN = Gardener.called("lawn").yields(Grass.class);
    private static final Gardener WALK = Gardener.called("walk").yields(Toy.class);

    @Test
    void theKindThatMostHypothesesMissComesFirst() {
        var questions = new Questions(List.of(SKY, HOSE, LAWN));

        var settling =
                questions.settling(
                        List.of(
                                missing(Garden.ItRained.class, Grass.class, Rain.class),
                                missing(Garden.SprinklerRan.class, Rain.class, Sprinkler.class),
                                missing(Garden.Hen.class, Rain.class, Sprinkler.class)),
                        Facts.NONE);

        assertThat(settling)
                .extracting(question -> question.unknown().getSimpleName())
                .containsExactly("Rain", "Sprinkler", "Grass");
    }

    @Test
    void kindsMissedEquallyOftenComeByName() {
        var questions = new Questions(List.of(SKY, HOSE, LAWN));

        assertThat(
                        questions.settling(
                                List.of(
                                        missing(
                                                Garden.ItRained.class,
                                                Sprinkler.class,
                                                Rain.class,
                                                Grass.class)),
                                Facts.NONE))
                .extracting(question -> question.unknown().getSimpleName())
                .containsExactly("Grass", "Rain", "Sprinkler");
    }

    @Test
    void asksOnlyWhatACheckCanAnswer() {
        var questions = new Questions(List.of(SKY));

        assertThat(
                        questions.settling(
                                List.of(missing(Garden.ItRained.class, Grass.class, Rain.class)),
                                Facts.NONE))
                .containsExactly(new Question(Rain.class, List.of(SKY.id()), List.of()));
    }

    @Test
    void aCheckThatReportsTheFamilyCanAnswerForEachMember() {
        var questions = new Questions(List.of(SKY, WALK));

        assertThat(
                        questions.settling(
                                List.of(missing(Garden.ItRained.class, Rain.class)), Facts.NONE))
                .containsExactly(new Question(Rain.class, List.of(SKY.id(), WALK.id()), List.of()));
    }

    static Stream<Arguments> endings() {
        var saw = new Outcome.Saw(List.of());
        var noSsh = new Outcome.Skipped(SkipReason.NO_SSH);
        var noRoot = new Outcome.Skipped(SkipReason.NO_ROOT);
        var broke = new Outcome.Broke(new Trouble("The hose burst.", ""));
        return Stream.of(
                Arguments.of(List.of(), true, List.of()),
                Arguments.of(List.of(saw), false, List.of()),
                Arguments.of(List.of(noSsh), true, List.of(SkipReason.NO_SSH)),
                Arguments.of(List.of(noSsh, noSsh), true, List.of(SkipReason.NO_SSH)),
                Arguments.of(
                        List.of(noSsh, noRoot),
                        true,
                        List.of(SkipReason.NO_SSH, SkipReason.NO_ROOT)),
                Arguments.of(List.of(saw, noRoot), true, List.of(SkipReason.NO_ROOT)),
                Arguments.of(List.of(broke), true, List.of()),
                Arguments.of(List.of(new Outcome.TimedOut(Duration.ZERO)), true, List.of()),
                Arguments.of(List.of(new Outcome.Cancelled()), true, List.of()));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void saysWhatIsInTheWayUnlessItWasLookedAtEverywhere(
            List<Outcome> endings, boolean asked, List<SkipReason> blockedBy) {
        var questions =
                new Questions(List.of(SKY))
                        .settling(
                                List.of(missing(Garden.ItRained.class, Rain.class)),
                                covered(SKY.id(), endings));

        assertThat(questions)
                .isEqualTo(
                        asked
                                ? List.of(new Question(Rain.class, List.of(SKY.id()), blockedBy))
                                : List.of());
    }

    @Test
    void reasonsOfOtherChecksAreNotInTheWay() {
        var facts = covered(HOSE.id(), List.of(new Outcome.Skipped(SkipReason.NO_SSH)));

        assertThat(
                        new Questions(List.of(SKY, HOSE))
                                .settling(
                                        List.of(missing(Garden.ItRained.class, Rain.class)), facts))
                .containsExactly(new Question(Rain.class, List.of(SKY.id()), List.of()));
    }

    @Test
    void theJudgeAsksForWhatAnOpenVerdictLacks() {
        Cause soaked = new Soaked();
        var judge =
                new Judge(
                        List.of(soaked),
                        Garden.WET_GRASS,
                        Leaning.NONE,
                        new Questions(List.of(SKY)));

        var verdict = judge.judge(Garden.facts(new Grass(true)));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        open ->
                                assertThat(open.wouldSettle())
                                        .containsExactly(
                                                new Question(
                                                        Rain.class, List.of(SKY.id()), List.of())));
    }

    private static final class Soaked implements Cause {
        @Override
        public Place place(Facts facts) {
            return Place.ORIGIN;
        }

        @Override
        public Clues weigh(Weighing facts) {
            return facts.fits("wet", Grass.class, Grass::wet)
                    .proves("rain", Rain.class, Rain::falling)
                    .done();
        }
    }

    private static Facts covered(CheckId check, List<Outcome> endings) {
        return new Facts(
                List.of(),
                new Coverage(
                        endings.stream()
                                .map(
                                        outcome ->
                                                new Coverage.Entry(
                                                        check,
                                                        Vantage.HERE,
                                                        outcome,
                                                        Duration.ZERO))
                                .toList()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // kinds are only read
    private static Hypothesis missing(
            Class<? extends Cause> cause, Class<? extends Evidence>... kinds) {
        Set<Class<? extends Evidence>> open = Set.copyOf(Arrays.stream(kinds).toList());
        return new Hypothesis(CauseId.of(cause), Place.ORIGIN, Standing.POSSIBLE, List.of(), open);
    }
}
