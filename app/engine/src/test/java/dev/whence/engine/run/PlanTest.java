package dev.whence.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.Garden;
import dev.whence.engine.Garden.Grass;
import dev.whence.engine.Garden.Rain;
import dev.whence.engine.Garden.Sprinkler;
import dev.whence.engine.Garden.Toy;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Vantage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

class PlanTest {
    private static final SshHost WEB_1 = SshHost.parse(SshHost.Role.ORIGIN, "web-1.example.com");
    private static final SshHost WEB_2 = SshHost.parse(SshHost.Role.ORIGIN, "web-2.example.com");
    private static final SshHost CONNECTOR = SshHost.parse(SshHost.Role.TUNNEL, "198.51.100.7");

    /// Who looks, who waits, and what the one must do before the other starts.
    static Stream<Arguments> pairs() {
        var looks = Gardener.called("looks");
        var waits = Gardener.called("waits");
        return Stream.of(
                Arguments.of(looks.yields(Rain.class), waits.needs(Rain.class), true),
                Arguments.of(looks.yields(Rain.class), waits.likes(Rain.class), true),
                Arguments.of(looks.yields(Rain.class), waits.needs(Toy.class), true),
                Arguments.of(looks.yields(Toy.class), waits.needs(Rain.class), true),
                Arguments.of(looks.yields(Toy.class), waits.likes(Rain.class), true),
                Arguments.of(looks.yields(Rain.class), waits.needs(Grass.class), false),
                Arguments.of(looks.yields(Rain.class), waits, false),
                Arguments.of(looks, waits.needs(Rain.class), false),
                Arguments.of(
                        looks.yields(Rain.class, Grass.class),
                        waits.needs(Sprinkler.class).likes(Grass.class),
                        true));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aCheckWaitsForWhoeverCanTellItWhatItNeeds(
            Gardener looks, Gardener waits, boolean expected) {
        var plan = Plan.of(List.of(waits, looks), Garden.target());
        var waiting = plan.looks().getFirst();

        assertThat(plan.before(waiting)).hasSize(expected ? 1 : 0);
        assertThat(plan.before(plan.looks().getLast())).isEmpty();
    }

    @Test
    void aCheckNeverWaitsForItself() {
        var plan =
                Plan.of(
                        List.of(Gardener.called("again").likes(Toy.class).yields(Rain.class)),
                        Garden.target());

        assertThat(plan.before(plan.looks().getFirst())).isEmpty();
    }

    @Test
    void refusesChecksThatWaitForEachOther() {
        var a = Gardener.called("a").needs(Rain.class).yields(Grass.class);
        var b = Gardener.called("b").likes(Grass.class).yields(Sprinkler.class);
        var c = Gardener.called("c").needs(Sprinkler.class).yields(Rain.class);

        assertThatThrownBy(() -> Plan.of(List.of(a, b, c), Garden.target()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("a", "b", "c");
    }

    @Test
    void acceptsManyWaysToTheSameFact() {
        var checks =
                List.of(
                        Gardener.called("d").needs(Toy.class),
                        Gardener.called("c").needs(Rain.class).yields(Sprinkler.class),
                        Gardener.called("b").needs(Rain.class).yields(Grass.class),
                        Gardener.called("a").yields(Rain.class));

        var plan = Plan.of(checks, Garden.target());

        assertThat(plan.before(plan.looks().getFirst()))
                .extracting(look -> look.id().value())
                .containsExactly("c", "b", "a");
    }

    @Test
    void refusesTwoChecksOfOneName() {
        assertThatThrownBy(
                        () ->
                                Plan.of(
                                        List.of(Gardener.called("a"), Gardener.called("a")),
                                        Garden.target()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a");
    }

    @Test
    void aCheckOfAHostKindRunsOnceOnEachHostOfThatRole() {
        var checks =
                List.of(
                        Gardener.called("here"),
                        Gardener.called("origin").from(Vantage.Kind.ON_ORIGIN),
                        Gardener.called("tunnel").from(Vantage.Kind.ON_TUNNEL_HOST));

        var plan = Plan.of(checks, Garden.target(WEB_1, CONNECTOR, WEB_2));

        assertThat(plan.looks())
                .extracting(look -> look.id() + " " + look.from().id() + " " + look.possible())
                .containsExactly(
                        "here here true",
                        "origin on-origin web-1.example.com true",
                        "origin on-origin web-2.example.com true",
                        "tunnel on-tunnel-host 198.51.100.7 true");
    }

    @Test
    void aCheckOfAHostKindIsImpossibleWithoutAHost() {
        var plan =
                Plan.of(
                        List.of(Gardener.called("origin").from(Vantage.Kind.ON_ORIGIN)),
                        Garden.target(CONNECTOR));

        assertThat(plan.looks())
                .extracting(look -> look.from().id() + " " + look.possible())
                .containsExactly("on-origin false");
    }

    @Test
    void aHostNamedTwiceIsLookedAtOnce() {
        var plan =
                Plan.of(
                        List.of(Gardener.called("origin").from(Vantage.Kind.ON_ORIGIN)),
                        Garden.target(WEB_1, WEB_1));

        assertThat(plan.looks()).hasSize(1);
    }

    @Test
    void hostsOfOneNameOnTwoPortsAreTwoHosts() {
        var check = Gardener.called("origin").from(Vantage.Kind.ON_ORIGIN);
        var hosts =
                Stream.of("web-1.example.com:22", "web-1.example.com:2222")
                        .map(text -> SshHost.parse(SshHost.Role.ORIGIN, text))
                        .toArray(SshHost[]::new);

        assertThat(Plan.of(List.of(check), Garden.target(hosts)).looks())
                .extracting(look -> look.from().host())
                .containsExactly("web-1.example.com:22", "web-1.example.com:2222");
    }

    @Test
    void everyHostOfAnEarlierCheckIsWaitedFor() {
        var plan =
                Plan.of(
                        List.of(
                                Gardener.called("later").needs(Rain.class),
                                Gardener.called("origin")
                                        .from(Vantage.Kind.ON_ORIGIN)
                                        .yields(Rain.class)),
                        Garden.target(WEB_1, WEB_2));

        assertThat(plan.before(plan.looks().getFirst())).hasSize(2);
    }
}
