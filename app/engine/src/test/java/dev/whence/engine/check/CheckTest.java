package dev.whence.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.Garden;
import dev.whence.engine.Garden.Rain;
import dev.whence.engine.Garden.Sprinkler;
import dev.whence.engine.Garden.Toy;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

class CheckTest {
    /// A check that says no more than it must.
    private static final class SkyIsBlue implements Check {
        @Override
        public Vantage.Kind from() {
            return Vantage.Kind.HERE;
        }

        @Override
        public Set<Class<? extends Evidence>> yields() {
            return Set.of(Rain.class);
        }

        @Override
        public Stream<? extends Evidence> look(Scene scene, World world, Deadline by) {
            return Stream.of(new Rain(false));
        }
    }

    @Test
    void hasSensibleHabits() {
        var check = new SkyIsBlue();

        assertThat(check.id()).isEqualTo(new CheckId("sky-is-blue")).hasToString("sky-is-blue");
        assertThat(check.needs()).isEmpty();
        assertThat(check.likes()).isEmpty();
        assertThat(check.budget()).isEqualTo(Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @CsvSource({"sky, sun, -1", "sun, sky, 1", "sky, sky, 0"})
    void idsSortByName(String one, String other, int order) {
        assertThat(Integer.signum(new CheckId(one).compareTo(new CheckId(other)))).isEqualTo(order);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(Rain.class, true),
                Arguments.of(Toy.class, true),
                Arguments.of(Evidence.class, true),
                Arguments.of(Sprinkler.class, false));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void couldSeeItsKindAndTheFamilyOfIt(Class<? extends Evidence> kind, boolean expected) {
        assertThat(new SkyIsBlue().couldSee(kind)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"Http2Origin, http2-origin", "String, string"})
    void namesComeFromClassNames(String name, String id) {
        Class<?> type = name.equals("String") ? String.class : Http2Origin.class;

        assertThat(Kebab.of(type)).isEqualTo(id);
    }

    private interface Http2Origin {}

    @Test
    void aSceneKnowsTheHostItStandsOn() {
        var web = SshHost.parse(SshHost.Role.ORIGIN, "web-1");
        var connector = SshHost.parse(SshHost.Role.TUNNEL, "web-1");
        var target = Garden.target(web, connector);

        assertThat(new Scene(target, Facts.NONE, Vantage.on(connector), Instant.EPOCH).host())
                .contains(connector);
        assertThat(new Scene(target, Facts.NONE, Vantage.HERE, Instant.EPOCH).host()).isEmpty();
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(new Outcome.Saw(List.of()), "saw"),
                Arguments.of(new Outcome.Skipped(SkipReason.NO_SSH), "skipped"),
                Arguments.of(new Outcome.Broke(new Trouble("Fog.", "")), "broke"),
                Arguments.of(new Outcome.TimedOut(Duration.ZERO), "timed-out"),
                Arguments.of(new Outcome.Cancelled(), "cancelled"));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void everyEndingHasAPublicName(Outcome outcome, String id) {
        assertThat(outcome.id()).isEqualTo(id);
    }
}
