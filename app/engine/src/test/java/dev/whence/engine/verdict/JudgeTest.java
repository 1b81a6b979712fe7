package dev.whence.engine.verdict;

import static dev.whence.engine.Garden.hint;
import static dev.whence.engine.cause.Weight.FITS;
import static dev.whence.engine.cause.Weight.POINTS_TO;
import static dev.whence.engine.cause.Weight.PROVES;
import static dev.whence.engine.cause.Weight.RULES_OUT;
import static dev.whence.engine.cause.Weight.SPEAKS_AGAINST;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.Garden;
import dev.whence.engine.Garden.DewFell;
import dev.whence.engine.Garden.Egg;
import dev.whence.engine.Garden.Grass;
import dev.whence.engine.Garden.GrassIsWet;
import dev.whence.engine.Garden.Hen;
import dev.whence.engine.Garden.ItRained;
import dev.whence.engine.Garden.NeighbourComplains;
import dev.whence.engine.Garden.Sign;
import dev.whence.engine.Garden.SprinklerRan;
import dev.whence.engine.Garden.TimerIsStuck;
import dev.whence.engine.cause.CauseId;
import dev.whence.engine.cause.Symptom;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Place;
import dev.whence.engine.model.Vantage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class JudgeTest {
    private static final Judge JUDGE =
            new Judge(Garden.CAUSES, Garden.WET_GRASS, Leaning.NONE, new Questions(List.of()));

    /// What is seen, and the verdict in short.
    static Stream<Arguments> situations() {
        return Stream.of(
                row("inconclusive"),
                row("inconclusive", new Grass(true)),
                row("inconclusive it-rained", hint(ItRained.class, FITS)),
                row("inconclusive", hint(ItRained.class, SPEAKS_AGAINST)),
                row("inconclusive", hint(ItRained.class, RULES_OUT)),
                row("located it-rained", hint(ItRained.class, POINTS_TO)),
                row("located it-rained", hint(ItRained.class, PROVES)),
                // a doubted pointer is no more than possible
                row(
                        "inconclusive it-rained",
                        hint(ItRained.class, POINTS_TO),
                        hint(ItRained.class, SPEAKS_AGAINST)),
                // the better standing wins
                row(
                        "located sprinkler-ran",
                        hint(ItRained.class, POINTS_TO),
                        hint(SprinklerRan.class, PROVES)),
                row(
                        "located it-rained",
                        hint(ItRained.class, POINTS_TO),
                        hint(SprinklerRan.class, FITS)),
                // equals are rivals; of one place, the place is certain
                row(
                        "placed ORIGIN it-rained sprinkler-ran",
                        hint(ItRained.class, POINTS_TO),
                        hint(SprinklerRan.class, POINTS_TO)),
                row(
                        "placed ORIGIN it-rained sprinkler-ran",
                        hint(ItRained.class, PROVES),
                        hint(SprinklerRan.class, PROVES)),
                // what is explained is no root but stands in the chain
                row(
                        "located it-rained > grass-is-wet",
                        hint(ItRained.class, POINTS_TO),
                        hint(GrassIsWet.class, POINTS_TO)),
                // what merely fits is no link of it
                row(
                        "located it-rained",
                        hint(ItRained.class, POINTS_TO),
                        hint(GrassIsWet.class, FITS)),
                row(
                        "located it-rained",
                        hint(ItRained.class, POINTS_TO),
                        hint(GrassIsWet.class, RULES_OUT)),
                row(
                        "located it-rained",
                        hint(ItRained.class, POINTS_TO),
                        hint(GrassIsWet.class, SPEAKS_AGAINST)),
                row(
                        "located it-rained",
                        hint(ItRained.class, POINTS_TO),
                        hint(GrassIsWet.class, PROVES),
                        hint(GrassIsWet.class, RULES_OUT)),
                // deepest first, also where the middle is not seen
                row(
                        "located timer-is-stuck > sprinkler-ran > grass-is-wet",
                        hint(GrassIsWet.class, POINTS_TO),
                        hint(SprinklerRan.class, POINTS_TO),
                        hint(TimerIsStuck.class, POINTS_TO)),
                row(
                        "located timer-is-stuck > grass-is-wet",
                        hint(GrassIsWet.class, PROVES),
                        hint(TimerIsStuck.class, POINTS_TO)),
                // a root stands as well as the best of its chain
                row(
                        "located timer-is-stuck > sprinkler-ran",
                        hint(ItRained.class, POINTS_TO),
                        hint(SprinklerRan.class, PROVES),
                        hint(TimerIsStuck.class, POINTS_TO)),
                // a merely possible root below a certain symptom is not taken
                row(
                        "located grass-is-wet",
                        hint(GrassIsWet.class, PROVES),
                        hint(ItRained.class, FITS)),
                // two likely roots of one certain symptom: the symptom is certain
                row(
                        "located grass-is-wet",
                        hint(GrassIsWet.class, PROVES),
                        hint(ItRained.class, POINTS_TO),
                        hint(SprinklerRan.class, POINTS_TO)),
                row(
                        "placed ORIGIN it-rained sprinkler-ran",
                        hint(GrassIsWet.class, POINTS_TO),
                        hint(ItRained.class, POINTS_TO),
                        hint(SprinklerRan.class, POINTS_TO)),
                row(
                        "placed ORIGIN it-rained sprinkler-ran",
                        hint(GrassIsWet.class, PROVES),
                        hint(ItRained.class, PROVES),
                        hint(SprinklerRan.class, PROVES)),
                // a root that owes its standing to what a better one accounts for is no rival
                row(
                        "located it-rained > grass-is-wet",
                        hint(GrassIsWet.class, PROVES),
                        hint(ItRained.class, PROVES),
                        hint(SprinklerRan.class, POINTS_TO)),
                row(
                        "placed ORIGIN it-rained timer-is-stuck",
                        hint(ItRained.class, PROVES),
                        hint(SprinklerRan.class, PROVES),
                        hint(TimerIsStuck.class, POINTS_TO)),
                // a symptom that only one of the rivals explains settles nothing
                row(
                        "torn it-rained neighbour-complains",
                        hint(ItRained.class, POINTS_TO),
                        hint(NeighbourComplains.class, POINTS_TO)),
                // a conflicted cause never wins, and is shown
                row(
                        "inconclusive it-rained",
                        hint(ItRained.class, PROVES),
                        hint(ItRained.class, RULES_OUT)),
                row(
                        "located sprinkler-ran",
                        hint(SprinklerRan.class, POINTS_TO),
                        hint(ItRained.class, PROVES),
                        hint(ItRained.class, RULES_OUT)),
                // two that explain each other explain nothing
                row(
                        "placed ORIGIN egg hen",
                        hint(Hen.class, POINTS_TO),
                        hint(Egg.class, POINTS_TO)),
                row("located hen", hint(Hen.class, PROVES), hint(Egg.class, POINTS_TO)),
                row("located egg", hint(Egg.class, POINTS_TO)));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void judges(String verdict, List<Evidence> seen) {
        assertThat(inShort(JUDGE.judge(facts(seen)))).isEqualTo(verdict);
    }

    @Test
    void dryGrassIsNothingWrongNowThoughACauseStands() {
        var verdict =
                JUDGE.judge(
                        Garden.facts(
                                hint(ItRained.class, PROVES),
                                hint(SprinklerRan.class, FITS),
                                new Grass(false)));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.NothingWrongNow.class,
                        now -> {
                            assertThat(now.because())
                                    .extracting(Observation::fact)
                                    .containsExactly(new Grass(false));
                            assertThat(causes(now.latent())).isEqualTo("it-rained");
                        });
        assertThat(verdict.kind()).isEqualTo("nothing-wrong-now");
    }

    @Test
    void anotherMatterIsNotThisFault() {
        var otherMatter = new Sign(Hop.CLIENT, Health.BROKEN);

        var verdict = JUDGE.judge(Garden.facts(hint(ItRained.class, PROVES), otherMatter));

        assertThat(verdict).isEqualTo(new Verdict.NotThisFault(Garden.seen(otherMatter)));
        assertThat(verdict.kind()).isEqualTo("not-this-fault");
    }

    @Test
    void aPresentSymptomPassesOn() {
        var verdict = JUDGE.judge(Garden.facts(new Grass(true), hint(ItRained.class, PROVES)));

        assertThat(inShort(verdict)).isEqualTo("located it-rained");
    }

    @Test
    void noFactsAreInconclusiveWhateverTheSymptomSays() {
        Symptom optimist = _ -> new Symptom.Reading.Gone(List.of());
        var judge = new Judge(Garden.CAUSES, optimist, Leaning.NONE, new Questions(List.of()));

        assertThat(judge.judge(Facts.NONE))
                .isEqualTo(new Verdict.Inconclusive(List.of(), List.of()));
    }

    static Stream<Arguments> trails() {
        return Stream.of(
                // no station is broken: the cause stands alone
                row("located it-rained"),
                row("located it-rained", new Sign(Hop.EDGE, Health.WELL)),
                row("located it-rained", new Sign(Hop.APP, Health.WELL)),
                // a broken station of the same place agrees
                row("located it-rained", new Sign(Hop.DATABASE, Health.BROKEN)),
                row(
                        "located it-rained",
                        new Sign(Hop.EDGE, Health.BROKEN),
                        new Sign(Hop.NETWORK, Health.BROKEN)),
                // a broken station of another place contradicts
                row("torn it-rained", new Sign(Hop.EDGE, Health.BROKEN)),
                row(
                        "torn it-rained",
                        new Sign(Hop.TUNNEL, Health.BROKEN),
                        new Sign(Hop.APP, Health.WELL)));
    }

    @ParameterizedTest
    @MethodSource("trails")
    void theTrailMustAgree(String verdict, List<Evidence> signs) {
        var seen = Stream.concat(Stream.of(hint(ItRained.class, PROVES)), signs.stream()).toList();

        assertThat(inShort(JUDGE.judge(facts(seen)))).isEqualTo(verdict);
    }

    /// What is seen beside a lean to the origin, and the verdict in short.
    static Stream<Arguments> leanings() {
        return Stream.of(
                row("placed ORIGIN"),
                row("placed ORIGIN it-rained", hint(ItRained.class, FITS)),
                // a merely possible cause elsewhere does not hinder, and is not listed
                row("placed ORIGIN", hint(NeighbourComplains.class, FITS)),
                row("placed ORIGIN", hint(ItRained.class, RULES_OUT)),
                // a cause that carries is better than a lean
                row("located neighbour-complains", hint(NeighbourComplains.class, POINTS_TO)),
                row("placed ORIGIN", new Sign(Hop.DATABASE, Health.BROKEN)),
                row("inconclusive", new Sign(Hop.EDGE, Health.BROKEN)));
    }

    @ParameterizedTest
    @MethodSource("leanings")
    void aLeanNamesThePlaceWhereNoCauseDoes(String verdict, List<Evidence> more) {
        var grass = new Grass(true);
        var lean = new Leaning.Lean(Place.ORIGIN, List.of(Garden.seen(grass)));
        var judge =
                new Judge(
                        Garden.CAUSES,
                        Garden.WET_GRASS,
                        _ -> Optional.of(lean),
                        new Questions(List.of()));
        var seen = Stream.concat(Stream.of(grass), more.stream()).toList();

        assertThat(inShort(judge.judge(facts(seen)))).isEqualTo(verdict);
    }

    @Test
    void aPlaceWithoutACauseIsLikelyAndSaysWhy() {
        var grass = new Grass(true);
        var judge =
                new Judge(
                        Garden.CAUSES,
                        Garden.WET_GRASS,
                        facts -> Optional.of(new Leaning.Lean(Place.TUNNEL, facts.observed())),
                        new Questions(List.of()));

        assertThat(judge.judge(Garden.facts(grass)))
                .isEqualTo(
                        new Verdict.Placed(
                                Place.TUNNEL,
                                Standing.LIKELY,
                                List.of(Garden.seen(grass)),
                                List.of(),
                                List.of()))
                .extracting(Verdict::kind)
                .isEqualTo("located");
    }

    @Test
    void listsEveryCauseWithAnyClueBestFirst() {
        var hypotheses =
                JUDGE.hypotheses(
                        Garden.facts(
                                hint(SprinklerRan.class, RULES_OUT),
                                hint(Hen.class, POINTS_TO),
                                hint(Egg.class, POINTS_TO),
                                hint(ItRained.class, PROVES)));

        assertThat(causes(hypotheses)).isEqualTo("it-rained egg hen sprinkler-ran");
        assertThat(hypotheses)
                .extracting(Hypothesis::standing)
                .containsExactly(
                        Standing.PROVEN, Standing.LIKELY, Standing.LIKELY, Standing.RULED_OUT);
    }

    /// What the desk sees, what a shell on a host shows, and what is listed beside the verdict.
    static Stream<Arguments> besides() {
        var complains = hint(NeighbourComplains.class, PROVES);
        var noRain = hint(ItRained.class, RULES_OUT);
        return Stream.of(
                Arguments.of(List.of(complains), List.of(), ""),
                // what the visitor sees cannot deny what lies further on
                Arguments.of(
                        List.of(complains, noRain),
                        List.of(hint(ItRained.class, POINTS_TO)),
                        "it-rained"),
                // a host can
                Arguments.of(
                        List.of(complains), List.of(hint(ItRained.class, POINTS_TO), noRain), ""),
                // what only the desk sees, or what merely fits, is no second fault
                Arguments.of(List.of(complains, hint(ItRained.class, POINTS_TO)), List.of(), ""),
                Arguments.of(List.of(complains), List.of(hint(ItRained.class, FITS)), ""),
                // what will fail before long is one
                Arguments.of(
                        List.of(complains, noRain),
                        List.of(new Garden.Crack(CauseId.of(ItRained.class))),
                        "it-rained"),
                // roots alone
                Arguments.of(
                        List.of(complains, noRain),
                        List.of(hint(ItRained.class, POINTS_TO), hint(GrassIsWet.class, POINTS_TO)),
                        "it-rained"),
                // what the verdict accounts for is no second fault
                Arguments.of(
                        List.of(hint(TimerIsStuck.class, PROVES)),
                        List.of(hint(SprinklerRan.class, POINTS_TO)),
                        ""),
                // nor what passes
                Arguments.of(List.of(complains), List.of(hint(DewFell.class, POINTS_TO)), ""));
    }

    @ParameterizedTest
    @MethodSource("besides")
    void aSecondFaultIsListedWithTheFirst(
            List<Evidence> here, List<Evidence> onHost, String besides) {
        var at = new Vantage(Vantage.Kind.ON_ORIGIN, "garden");
        var seen =
                Stream.concat(
                                here.stream().map(Garden::seen),
                                onHost.stream()
                                        .map(Garden::seen)
                                        .map(
                                                one ->
                                                        new Observation(
                                                                one.check(),
                                                                at,
                                                                one.at(),
                                                                one.fact())))
                        .toList();

        var verdict = JUDGE.judge(new Facts(seen, Coverage.NONE));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Located.class,
                        located -> assertThat(causes(located.besides())).isEqualTo(besides));
    }

    private static Facts facts(List<Evidence> seen) {
        return Garden.facts(seen.toArray(Evidence[]::new));
    }

    static String inShort(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Located(var root, var chain, _) ->
                    Stream.concat(Stream.of(root), chain.stream())
                            .map(one -> one.cause().value())
                            .collect(Collectors.joining(" > ", "located ", ""));
            case Verdict.Placed(var place, _, _, var possible, _) ->
                    ("placed " + place + " " + causes(possible)).strip();
            case Verdict.Torn(var rivals, _) -> "torn " + causes(rivals);
            case Verdict.Inconclusive(var possible, _) ->
                    ("inconclusive " + causes(possible)).strip();
            case Verdict.NothingWrongNow _, Verdict.NotThisFault _ -> verdict.kind();
        };
    }

    private static String causes(List<Hypothesis> hypotheses) {
        return hypotheses.stream().map(one -> one.cause().value()).collect(Collectors.joining(" "));
    }

    private static Arguments row(String verdict, Evidence... seen) {
        return Arguments.of(verdict, List.of(seen));
    }
}
