package dev.whence.knowledge.words;

import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.verdict.Trail;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The road of a request as the reader sees it: how each station stands, and the observation that
/// says so.
///
/// A station is broken if a fact says so, or if the verdict names it; a station that nobody asked
/// is unknown, not well.
public final class Road {
    private Road() {}

    /// One station.
    ///
    /// @param because empty where nothing is known about it
    public record Station(Hop hop, Tone tone, Optional<Observation> because) {}

    /// The stations in travelling order.
    ///
    /// @param verdict empty while the run is under way
    public static List<Station> of(Target target, Facts facts, Optional<Verdict> verdict) {
        var trail = Trail.walk(facts);
        var reasons = verdict.map(Road::reasons).orElse(List.of());
        return Arrays.stream(Hop.values())
                .map(hop -> station(hop, target, facts, trail, reasons))
                .toList();
    }

    private static Station station(
            Hop hop, Target target, Facts facts, Trail trail, List<Observation> reasons) {
        var health = trail.stations().getOrDefault(hop, Health.SAYS_NOTHING);
        if (health == Health.BROKEN) {
            return new Station(hop, Tone.BROKEN, seen(hop, health, facts.observed()));
        }
        return named(hop, reasons)
                .map(seen -> new Station(hop, named(hop, trail, reasons), Optional.of(seen)))
                .orElseGet(
                        () ->
                                health == Health.WELL
                                        ? new Station(
                                                hop, Tone.WELL, seen(hop, health, facts.observed()))
                                        : silent(hop, target, facts));
    }

    /// Where no fact is broken by itself, the verdict's last station is the break; what lies before
    /// it shows the break and is worth a look.
    private static Tone named(Hop hop, Trail trail, List<Observation> reasons) {
        var last = reasons.stream().map(seen -> seen.fact().hop()).max(Comparator.naturalOrder());
        return trail.firstBroken().isEmpty() && last.filter(hop::equals).isPresent()
                ? Tone.BROKEN
                : Tone.LOOK;
    }

    private static Station silent(Hop hop, Target target, Facts facts) {
        if (hop == Hop.TUNNEL && !tunnelled(target, facts)) {
            return new Station(hop, Tone.NOT_APPLICABLE, Optional.empty());
        }
        var telling = facts.observed().stream().filter(seen -> !background(seen)).toList();
        return new Station(hop, Tone.UNKNOWN, seen(hop, Health.SAYS_NOTHING, telling));
    }

    /// What is worth knowing about a host and tells nothing about a station.
    private static boolean background(Observation seen) {
        return switch (seen.fact()) {
            case HostFact.Access _,
                    HostFact.Clock _,
                    HostFact.Disk _,
                    HostFact.NoJournal _,
                    HostFact.Resources _ ->
                    true;
            default -> false;
        };
    }

    private static boolean tunnelled(Target target, Facts facts) {
        return target.tunnel().isPresent()
                || target.hosts(SshHost.Role.TUNNEL).findAny().isPresent()
                || facts.know(TunnelFact.class);
    }

    private static Optional<Observation> named(Hop hop, List<Observation> reasons) {
        return reasons.stream().filter(seen -> seen.fact().hop() == hop).findFirst();
    }

    /// What the root rests on, as far as it is about the root's own place.
    private static List<Observation> reasons(Verdict verdict) {
        return verdict instanceof Verdict.Located(var root, _, _)
                ? root.clues().stream()
                        .filter(clue -> clue.weight().isFor())
                        .flatMap(clue -> clue.because().stream())
                        .filter(seen -> seen.fact().hop().place() == root.place())
                        .filter(seen -> seen.fact().health() != Health.WELL)
                        .toList()
                : List.of();
    }

    private static Optional<Observation> seen(Hop hop, Health health, List<Observation> observed) {
        return observed.stream()
                .filter(seen -> seen.fact().hop() == hop && seen.fact().health() == health)
                .findFirst();
    }
}
