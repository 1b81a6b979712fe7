package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TunnelFact;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Lays the minutes in which requests failed beside the moments in which programs of the site began
/// anew and connectors lost the edge. It asks nothing more.
public final class NothingBeganAnew implements Probe {
    private static final Duration BEFORE = Duration.ofMinutes(2);
    private static final Duration AFTER = Duration.ofMinutes(3);

    /// Failures in one minute, by this desk's clock.
    private record Failing(Instant minute, int failed) {}

    /// Something that happened on a host.
    ///
    /// @param at by the clock of the host
    private record Event(String on, String what, Instant at) {}

    @Override
    public Step step() {
        return Step.LOGS;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.HERE;
    }

    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(
                HostFact.Clock.class,
                HostFact.Minutes.class,
                HostFact.Unit.class,
                TunnelFact.Service.class,
                TunnelFact.Timeline.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.BeganAnew.class, TunnelFact.Reconnected.class);
    }

    @Override
    public Stream<? extends Fact> look(Scene scene, World world, Deadline by) throws CouldNotLook {
        var known = scene.known();
        var failing = failing(known);
        if (failing.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        return Stream.concat(
                        units(known).map(event -> began(event, known, failing)),
                        connectors(known).map(event -> reconnected(event, known, failing)))
                .filter(NothingBeganAnew::isNear);
    }

    private static boolean isNear(Fact fact) {
        return switch (fact) {
            case HostFact.BeganAnew began -> began.near() > 0;
            case TunnelFact.Reconnected reconnected -> reconnected.near() > 0;
            default -> false;
        };
    }

    private static Fact began(Event event, Facts known, List<Failing> failing) {
        var near = near(event, known, failing);
        return new HostFact.BeganAnew(
                event.on(), event.what(), event.at(), near, all(failing) - near);
    }

    private static Fact reconnected(Event event, Facts known, List<Failing> failing) {
        var near = near(event, known, failing);
        return new TunnelFact.Reconnected(event.on(), event.at(), near, all(failing) - near);
    }

    private static Stream<Event> units(Facts known) {
        return known.all(HostFact.Unit.class)
                .filter(HostFact.Unit::runs)
                .flatMap(
                        unit ->
                                unit.since().stream()
                                        .map(since -> new Event(unit.on(), unit.unit(), since)));
    }

    /// Beginnings of connectors, and the losses of each minute once.
    private static Stream<Event> connectors(Facts known) {
        var services =
                known.all(TunnelFact.Service.class)
                        .filter(TunnelFact.Service::runs)
                        .flatMap(
                                service ->
                                        service.since().stream()
                                                .map(at -> new Event(service.on(), "", at)));
        var losses =
                known.all(TunnelFact.Timeline.class)
                        .flatMap(
                                log ->
                                        log.lost().stream()
                                                .map(at -> at.truncatedTo(ChronoUnit.MINUTES))
                                                .distinct()
                                                .map(at -> new Event(log.on(), "", at)));
        return Stream.concat(services, losses);
    }

    private static int near(Event event, Facts known, List<Failing> failing) {
        var at = event.at().minus(skew(known, event.on()));
        return failing.stream()
                .filter(
                        each ->
                                !each.minute().isBefore(at.minus(BEFORE))
                                        && !each.minute().isAfter(at.plus(AFTER)))
                .mapToInt(Failing::failed)
                .sum();
    }

    private static int all(List<Failing> failing) {
        return failing.stream().mapToInt(Failing::failed).sum();
    }

    /// The failures that visitors' requests left in logs. Those of this desk tell nothing: all of
    /// them lie within the moment of the run.
    private static List<Failing> failing(Facts known) {
        return Stream.concat(
                        known.all(HostFact.Minutes.class)
                                .flatMap(log -> ofLog(log, skew(known, log.on()))),
                        known.all(TunnelFact.Timeline.class)
                                .flatMap(log -> ofLog(log, skew(known, log.on()))))
                .toList();
    }

    private static Stream<Failing> ofLog(HostFact.Minutes log, Duration skew) {
        return log.minutes().stream()
                .filter(minute -> minute.failed() > 0)
                .map(minute -> new Failing(minute.at().minus(skew), minute.failed()));
    }

    private static Stream<Failing> ofLog(TunnelFact.Timeline log, Duration skew) {
        return log.failed().stream()
                .map(at -> at.minus(skew).truncatedTo(ChronoUnit.MINUTES))
                .map(minute -> new Failing(minute, 1));
    }

    private static Duration skew(Facts known, String host) {
        return known.all(HostFact.Clock.class)
                .filter(clock -> clock.on().equals(host))
                .map(HostFact.Clock::skew)
                .findFirst()
                .orElse(Duration.ZERO);
    }
}
