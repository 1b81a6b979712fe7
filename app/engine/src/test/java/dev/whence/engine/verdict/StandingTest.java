package dev.whence.engine.verdict;

import static dev.whence.engine.cause.Weight.FITS;
import static dev.whence.engine.cause.Weight.POINTS_TO;
import static dev.whence.engine.cause.Weight.PROVES;
import static dev.whence.engine.cause.Weight.RULES_OUT;
import static dev.whence.engine.cause.Weight.SPEAKS_AGAINST;
import static dev.whence.engine.verdict.Standing.CONFLICTED;
import static dev.whence.engine.verdict.Standing.LIKELY;
import static dev.whence.engine.verdict.Standing.POSSIBLE;
import static dev.whence.engine.verdict.Standing.PROVEN;
import static dev.whence.engine.verdict.Standing.RULED_OUT;
import static dev.whence.engine.verdict.Standing.UNSUPPORTED;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.Garden;
import dev.whence.engine.cause.Clue;
import dev.whence.engine.cause.Weight;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class StandingTest {
    /// Every set of weights there is: 32 rows.
    static Stream<Arguments> weightSets() {
        return Stream.of(
                row(UNSUPPORTED),
                row(POSSIBLE, FITS),
                row(LIKELY, POINTS_TO),
                row(LIKELY, POINTS_TO, FITS),
                row(PROVEN, PROVES),
                row(PROVEN, PROVES, FITS),
                row(PROVEN, PROVES, POINTS_TO),
                row(PROVEN, PROVES, POINTS_TO, FITS),
                row(UNSUPPORTED, SPEAKS_AGAINST),
                row(POSSIBLE, SPEAKS_AGAINST, FITS),
                row(POSSIBLE, SPEAKS_AGAINST, POINTS_TO),
                row(POSSIBLE, SPEAKS_AGAINST, POINTS_TO, FITS),
                row(PROVEN, SPEAKS_AGAINST, PROVES),
                row(PROVEN, SPEAKS_AGAINST, PROVES, FITS),
                row(PROVEN, SPEAKS_AGAINST, PROVES, POINTS_TO),
                row(PROVEN, SPEAKS_AGAINST, PROVES, POINTS_TO, FITS),
                row(RULED_OUT, RULES_OUT),
                row(RULED_OUT, RULES_OUT, FITS),
                row(RULED_OUT, RULES_OUT, POINTS_TO),
                row(RULED_OUT, RULES_OUT, POINTS_TO, FITS),
                row(RULED_OUT, RULES_OUT, SPEAKS_AGAINST),
                row(RULED_OUT, RULES_OUT, SPEAKS_AGAINST, FITS),
                row(RULED_OUT, RULES_OUT, SPEAKS_AGAINST, POINTS_TO),
                row(RULED_OUT, RULES_OUT, SPEAKS_AGAINST, POINTS_TO, FITS),
                row(CONFLICTED, RULES_OUT, PROVES),
                row(CONFLICTED, RULES_OUT, PROVES, FITS),
                row(CONFLICTED, RULES_OUT, PROVES, POINTS_TO),
                row(CONFLICTED, RULES_OUT, PROVES, POINTS_TO, FITS),
                row(CONFLICTED, RULES_OUT, PROVES, SPEAKS_AGAINST),
                row(CONFLICTED, RULES_OUT, PROVES, SPEAKS_AGAINST, FITS),
                row(CONFLICTED, RULES_OUT, PROVES, SPEAKS_AGAINST, POINTS_TO),
                row(CONFLICTED, RULES_OUT, PROVES, SPEAKS_AGAINST, POINTS_TO, FITS));
    }

    @ParameterizedTest
    @MethodSource("weightSets")
    void followsFromTheSetOfWeights(Set<Weight> weights, Standing standing) {
        assertThat(Standing.of(clues(weights))).isEqualTo(standing);
    }

    @ParameterizedTest
    @MethodSource("weightSets")
    void doesNotDependOnHowManyCluesOfAWeightThereAre(Set<Weight> weights, Standing standing) {
        var twice = new ArrayList<>(clues(weights));
        twice.addAll(clues(weights).reversed());

        assertThat(Standing.of(twice)).isEqualTo(standing);
    }

    @Test
    void theTableHasEverySetOnce() {
        assertThat(weightSets().map(row -> row.get()[0]).collect(Collectors.toSet())).hasSize(32);
    }

    @ParameterizedTest
    @EnumSource
    void aVerdictRestsOnProvenAndLikelyOnly(Standing standing) {
        assertThat(standing.carries()).isEqualTo(standing == PROVEN || standing == LIKELY);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRuledOutOrUnsupportedIsClosed(Standing standing) {
        assertThat(standing.isOpen()).isEqualTo(standing != RULED_OUT && standing != UNSUPPORTED);
    }

    @Test
    void hasAPublicName() {
        assertThat(RULED_OUT.id()).isEqualTo("ruled-out");
    }

    private static Arguments row(Standing standing, Weight... weights) {
        return Arguments.of(Set.of(weights), standing);
    }

    private static List<Clue> clues(Collection<Weight> weights) {
        var because = List.of(Garden.seen(new Garden.Rain(true)));
        return weights.stream().map(weight -> new Clue(weight, "key", because)).toList();
    }
}
