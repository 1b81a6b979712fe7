package dev.whence.engine.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.Garden;
import dev.whence.engine.Garden.Grass;
import dev.whence.engine.Garden.Hint;
import dev.whence.engine.Garden.Sign;
import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clue;
import dev.whence.engine.cause.Weight;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;
import dev.whence.engine.model.Observation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What holds for any facts, tried on seeded random ones.
class JudgingLawsTest {
    private static final Judge JUDGE =
            new Judge(Garden.CAUSES, Garden.WET_GRASS, Leaning.NONE, new Questions(List.of()));

    static Stream<Random> chances() {
        return Stream.iterate(1L, seed -> seed + 1).limit(300).map(Random::new);
    }

    @Test
    void noFactsAreInconclusive() {
        assertThat(JUDGE.judge(Facts.NONE)).isInstanceOf(Verdict.Inconclusive.class);
    }

    @ParameterizedTest
    @MethodSource("chances")
    void orderNeverMatters(Random chance) {
        var seen = someFacts(chance);
        var shuffled = new ArrayList<>(seen);
        Collections.shuffle(shuffled, chance);

        assertThat(text(JUDGE.judge(facts(shuffled)))).isEqualTo(text(JUDGE.judge(facts(seen))));
    }

    @ParameterizedTest
    @MethodSource("chances")
    void equalFactsGiveEqualText(Random chance) {
        var seen = someFacts(chance);

        assertThat(JUDGE.judge(facts(List.copyOf(seen))))
                .isEqualTo(JUDGE.judge(facts(seen)))
                .hasToString(JUDGE.judge(facts(seen)).toString());
    }

    @ParameterizedTest
    @MethodSource("chances")
    void rulingOutNeverRaisesAStanding(Random chance) {
        var seen = someFacts(chance);
        var cause = any(chance, Garden.CAUSES);
        var more = new ArrayList<>(seen);
        more.add(new Hint(cause.id(), Weight.RULES_OUT));

        assertThat(standing(cause, more)).isGreaterThanOrEqualTo(standing(cause, seen));
        assertThat(standing(cause, more)).isIn(Standing.RULED_OUT, Standing.CONFLICTED);
    }

    @ParameterizedTest
    @MethodSource("chances")
    void aProvenRootFallsWithTheFactsThatItRestsOn(Random chance) {
        var seen = someFacts(chance);
        if (JUDGE.judge(facts(seen)) instanceof Verdict.Located(var root, _, _)) {
            var rests = new HashSet<Evidence>();
            root.clues().stream()
                    .map(Clue::because)
                    .flatMap(List::stream)
                    .map(Observation::fact)
                    .forEach(rests::add);
            var rest = seen.stream().filter(fact -> !rests.contains(fact)).toList();

            assertThat(JUDGE.hypotheses(facts(rest)))
                    .extracting(Hypothesis::cause)
                    .doesNotContain(root.cause());
        }
    }

    @ParameterizedTest
    @MethodSource("chances")
    void whoeverIsNamedStandsOnFactsThatAreThere(Random chance) {
        var seen = someFacts(chance);

        assertThat(named(JUDGE.judge(facts(seen))))
                .flatExtracting(Hypothesis::clues)
                .flatExtracting(Clue::because)
                .extracting(Observation::fact)
                .isSubsetOf(seen);
    }

    @ParameterizedTest
    @MethodSource("chances")
    void aLocatedRootCarries(Random chance) {
        if (JUDGE.judge(facts(someFacts(chance))) instanceof Verdict.Located(var root, _, _)) {
            assertThat(root.standing().carries()).isTrue();
        }
    }

    private static List<Hypothesis> named(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Located(var root, var chain, _) ->
                    Stream.concat(Stream.of(root), chain.stream()).toList();
            case Verdict.Placed(_, _, _, var possible, _) -> possible;
            case Verdict.Torn(var rivals, _) -> rivals;
            case Verdict.Inconclusive(var possible, _) -> possible;
            case Verdict.NothingWrongNow(_, var latent, _) -> latent;
            case Verdict.NotThisFault _ -> List.of();
        };
    }

    /// The verdict with every name and standing, without the observations.
    private static String text(Verdict verdict) {
        return verdict.kind()
                + named(verdict).stream()
                        .map(one -> " " + one.cause() + " " + one.standing() + keys(one))
                        .collect(Collectors.joining());
    }

    private static Set<String> keys(Hypothesis hypothesis) {
        return hypothesis.clues().stream().map(Clue::key).collect(Collectors.toSet());
    }

    private static Standing standing(Cause cause, List<Evidence> seen) {
        return JUDGE.hypotheses(facts(seen)).stream()
                .filter(hypothesis -> hypothesis.cause().equals(cause.id()))
                .map(Hypothesis::standing)
                .findFirst()
                .orElse(Standing.UNSUPPORTED);
    }

    private static Facts facts(List<Evidence> seen) {
        return new Facts(seen.stream().map(Garden::seen).toList(), Coverage.NONE);
    }

    /// One grass at most: of two, the latest is believed, and there the order does matter.
    private static List<Evidence> someFacts(Random chance) {
        List<Function<Random, Evidence>> kinds =
                List.of(
                        random ->
                                new Hint(
                                        any(random, Garden.CAUSES).id(),
                                        any(random, List.of(Weight.values()))),
                        random ->
                                new Sign(
                                        any(random, List.of(Hop.values())),
                                        any(random, List.of(Health.values()))));
        List<Evidence> seen = new ArrayList<>();
        for (var left = chance.nextInt(12); left > 0; left--) {
            seen.add(kinds.get(chance.nextInt(6) == 0 ? 1 : 0).apply(chance));
        }
        if (chance.nextInt(3) == 0) {
            seen.add(new Grass(chance.nextInt(4) > 0));
        }
        return seen;
    }

    private static <T> T any(Random chance, List<T> list) {
        return list.get(chance.nextInt(list.size()));
    }
}
