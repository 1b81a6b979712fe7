package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.model.Evidence;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class NothingBeganAnewTest {
    static Stream<Arguments> situations() {
        return Stream.of(
                Arguments.of(
                        "a deployment",
                        List.of(minutes(0, 9, 7, 0), unit("10:01")),
                        List.of(began("10:01", 16, 0))),
                Arguments.of(
                        "a unit that runs since long",
                        List.of(minutes(0, 9, 7, 0), unit("03:12")),
                        List.of()),
                Arguments.of(
                        "failures that go on",
                        List.of(minutes(0, 9, 7, 8, 9, 9, 9, 9), unit("10:01")),
                        List.of(began("10:01", 33, 27))),
                Arguments.of(
                        "a connection that was lost",
                        List.of(
                                new TunnelFact.Timeline(
                                        "t1",
                                        List.of(at("10:01").plusSeconds(7), at("10:01")),
                                        List.of(at("10:02")),
                                        List.of(at("10:01"), at("10:02")))),
                        List.of(new TunnelFact.Reconnected("t1", at("10:01"), 2, 0))),
                Arguments.of(
                        "a clock that is an hour ahead",
                        List.of(
                                new HostFact.Minutes(
                                        "web-1",
                                        HostFact.Station.WEB_SERVER,
                                        List.of(new HostFact.Minute(at("11:01"), 4, 2))),
                                new HostFact.Clock("web-1", Duration.ofHours(1)),
                                unit("11:01")),
                        List.of(began("11:01", 2, 0))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void laysFailuresBesideBeginnings(String story, List<Evidence> known, List<Evidence> seen)
            throws Exception {
        var site = Looking.site();
        for (var fact : known) {
            site = site.knowing(fact);
        }
        assertThat(Looking.at(site, Tape.EMPTY, new NothingBeganAnew()))
                .containsExactlyElementsOf(seen);
    }

    /// All that this desk asks lies within the moment of the run.
    @Test
    void laysNothingBesideTheFailuresOfThisDesk() {
        var site =
                Looking.site()
                        .knowing(
                                new EdgeFact.Grouped(
                                        EdgeFact.Grouped.By.MINUTE,
                                        List.of(new EdgeFact.Group("2026-11-20T10:01:00Z", 4, 2))))
                        .knowing(unit("10:01"));

        assertThatThrownBy(() -> Looking.at(site, Tape.EMPTY, new NothingBeganAnew()))
                .isInstanceOf(CouldNotLook.class);
    }

    @Test
    void hasNothingToSayWhereNothingFailed() {
        assertThatThrownBy(
                        () ->
                                Looking.at(
                                        Looking.site().knowing(unit("10:01")),
                                        Tape.EMPTY,
                                        new NothingBeganAnew()))
                .isInstanceOf(CouldNotLook.class);
    }

    /// Only failures that hardly occur elsewhere are those of the new beginning.
    @Test
    void accountsForFailuresThatLieAroundIt() {
        assertThat(began("10:01", 16, 0).accounts()).isTrue();
        assertThat(began("10:01", 8, 2).accounts()).isTrue();
        assertThat(began("10:01", 7, 2).accounts()).isFalse();
        assertThat(began("10:01", 0, 0).accounts()).isFalse();
        assertThat(new TunnelFact.Reconnected("t1", at("10:01"), 4, 1).accounts()).isTrue();
        assertThat(new TunnelFact.Reconnected("t1", at("10:01"), 3, 1).accounts()).isFalse();
        assertThat(new TunnelFact.Reconnected("t1", at("10:01"), 0, 0).accounts()).isFalse();
    }

    private static HostFact.BeganAnew began(String time, int near, int elsewhere) {
        return new HostFact.BeganAnew("web-1", "app.service", at(time), near, elsewhere);
    }

    private static HostFact.Minutes minutes(int... failed) {
        var minutes =
                Stream.iterate(0, i -> i < failed.length, i -> i + 1)
                        .map(
                                i ->
                                        new HostFact.Minute(
                                                at("10:00").plusSeconds(60L * i), 10, failed[i]))
                        .toList();
        return new HostFact.Minutes("web-1", HostFact.Station.WEB_SERVER, minutes);
    }

    private static HostFact.Unit unit(String since) {
        return new HostFact.Unit(
                "web-1",
                HostFact.Role.APP,
                "app.service",
                "loaded",
                "active",
                "running",
                "success",
                0,
                0,
                Optional.of(at(since)),
                true,
                true);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-20T" + time + ":00Z");
    }
}
