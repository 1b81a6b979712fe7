package dev.whence.engine.cause;

import static dev.whence.engine.Garden.facts;
import static dev.whence.engine.Garden.seen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.Garden.Grass;
import dev.whence.engine.Garden.Rain;
import dev.whence.engine.Garden.Sprinkler;
import dev.whence.engine.Garden.Toy;
import dev.whence.engine.model.Facts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

class WeighingTest {
    static Stream<Arguments> verbs() {
        return Stream.of(
                verb(Weight.PROVES, on -> on.proves("k", Rain.class, Rain::falling)),
                verb(Weight.POINTS_TO, on -> on.pointsTo("k", Rain.class, Rain::falling)),
                verb(Weight.FITS, on -> on.fits("k", Rain.class, Rain::falling)),
                verb(Weight.SPEAKS_AGAINST, on -> on.speaksAgainst("k", Rain.class, Rain::falling)),
                verb(Weight.RULES_OUT, on -> on.rulesOut("k", Rain.class, Rain::falling)));
    }

    static Stream<Arguments> verbsOverTwo() {
        return Stream.of(
                verb(
                        Weight.PROVES,
                        on -> on.proves("k", Rain.class, Grass.class, WeighingTest::rainWets)),
                verb(
                        Weight.POINTS_TO,
                        on -> on.pointsTo("k", Rain.class, Grass.class, WeighingTest::rainWets)),
                verb(
                        Weight.FITS,
                        on -> on.fits("k", Rain.class, Grass.class, WeighingTest::rainWets)),
                verb(
                        Weight.SPEAKS_AGAINST,
                        on ->
                                on.speaksAgainst(
                                        "k", Rain.class, Grass.class, WeighingTest::rainWets)),
                verb(
                        Weight.RULES_OUT,
                        on -> on.rulesOut("k", Rain.class, Grass.class, WeighingTest::rainWets)));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void findsAClueWhereOneFactFits(Weight weight, UnaryOperator<Weighing> verb) {
        assertThat(verb.apply(new Weighing(facts(new Rain(true)))).done().found())
                .containsExactly(new Clue(weight, "k", List.of(seen(new Rain(true)))));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void findsNothingWhereTheConditionFails(Weight weight, UnaryOperator<Weighing> verb) {
        var clues = verb.apply(new Weighing(facts(new Rain(false)))).done();

        assertThat(clues.found()).as("clues of weight %s", weight).isEmpty();
        assertThat(clues.unknown()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("verbsOverTwo")
    void findsAClueWhereTwoFactsFitTogether(Weight weight, UnaryOperator<Weighing> verb) {
        var both = facts(new Grass(true), new Rain(true));

        assertThat(verb.apply(new Weighing(both)).done().found())
                .containsExactly(
                        new Clue(
                                weight, "k", List.of(seen(new Rain(true)), seen(new Grass(true)))));
    }

    @ParameterizedTest
    @MethodSource("verbsOverTwo")
    void oneOfTwoIsNotEnough(Weight weight, UnaryOperator<Weighing> verb) {
        var clues = verb.apply(new Weighing(facts(new Rain(true)))).done();

        assertThat(clues.found()).as("clues of weight %s", weight).isEmpty();
        assertThat(clues.unknown()).containsExactly(Grass.class);
    }

    @Test
    void restsOnTheLatestFactThatFits() {
        var early = seen(new Sprinkler(true));
        var late = seen(new Rain(true));
        var clue =
                new Weighing(facts(early.fact(), late.fact(), new Rain(false)))
                        .fits("water", Toy.class, toy -> !toy.equals(new Rain(false)))
                        .done()
                        .found()
                        .getFirst();

        assertThat(clue.because()).containsExactly(late);
    }

    @Test
    void restsOnTheLatestPairThatFits() {
        var facts = facts(new Rain(false), new Rain(true), new Grass(true), new Grass(false));
        var clue =
                new Weighing(facts)
                        .fits("pair", Rain.class, Grass.class, (_, grass) -> grass.wet())
                        .done()
                        .found()
                        .getFirst();

        assertThat(clue.because()).containsExactly(seen(new Rain(true)), seen(new Grass(true)));
    }

    @Test
    void aFactPairedWithItselfIsNamedOnce() {
        var clue =
                new Weighing(facts(new Rain(true)))
                        .fits("same", Rain.class, Toy.class, Object::equals)
                        .done()
                        .found()
                        .getFirst();

        assertThat(clue.because()).containsExactly(seen(new Rain(true)));
    }

    @Test
    void remembersWhatWasAskedForInVain() {
        var clues =
                new Weighing(facts(new Rain(true)))
                        .proves("a", Sprinkler.class, Sprinkler::on)
                        .fits("b", Rain.class, Grass.class, WeighingTest::rainWets)
                        .fits("c", Toy.class, _ -> true)
                        .done();

        assertThat(clues.unknown()).containsExactly(Sprinkler.class, Grass.class);
    }

    @Test
    void keepsEveryClueInTheOrderOfTheVerbs() {
        var clues =
                new Weighing(facts(new Rain(true), new Grass(true)))
                        .fits("wet", Grass.class, Grass::wet)
                        .proves("rain", Rain.class, Rain::falling)
                        .done();

        assertThat(clues.found()).extracting(Clue::key).containsExactly("wet", "rain");
    }

    @Test
    void letsAConditionSeeEverythingThatIsKnown() {
        var facts = facts(new Rain(true), new Grass(true));

        assertThat(new Weighing(facts).facts()).isSameAs(facts);
        assertThat(new Weighing(Facts.NONE).done().found()).isEmpty();
    }

    @Test
    void aClueRestsOnSomething() {
        assertThatThrownBy(() -> new Clue(Weight.FITS, "hunch", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hunch");
    }

    @Test
    void threeWeightsSpeakForACause() {
        assertThat(Stream.of(Weight.values()).filter(Weight::isFor))
                .containsExactly(Weight.PROVES, Weight.POINTS_TO, Weight.FITS);
        assertThat(Weight.SPEAKS_AGAINST.id()).isEqualTo("speaks-against");
    }

    private static boolean rainWets(Rain rain, Grass grass) {
        return rain.falling() && grass.wet();
    }

    private static Arguments verb(Weight weight, UnaryOperator<Weighing> verb) {
        return Arguments.of(weight, verb);
    }
}
