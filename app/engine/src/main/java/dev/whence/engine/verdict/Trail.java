package dev.whence.engine.verdict;

import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// How far the request gets, read from the facts alone and without any cause: a second, independent
/// opinion.
///
/// A station with any broken fact is broken; with a good one and no broken one it is well; else
/// nobody knows.
///
/// @param stations in travelling order
/// @param lastGood the last station before the break that is well
/// @param firstBroken the first station that is broken; empty where none was seen to be
public record Trail(Map<Hop, Health> stations, Optional<Hop> lastGood, Optional<Hop> firstBroken) {
    public Trail {
        Map<Hop, Health> inOrder = new EnumMap<>(Hop.class);
        inOrder.putAll(stations);
        stations = Collections.unmodifiableMap(inOrder);
    }

    /// Walks the road.
    public static Trail walk(Facts facts) {
        Map<Hop, Health> stations = new EnumMap<>(Hop.class);
        Arrays.stream(Hop.values()).forEach(hop -> stations.put(hop, Health.SAYS_NOTHING));
        facts.observed()
                .forEach(
                        seen ->
                                stations.merge(
                                        seen.fact().hop(), seen.fact().health(), Trail::worse));
        var broken =
                Arrays.stream(Hop.values())
                        .filter(hop -> stations.get(hop) == Health.BROKEN)
                        .findFirst();
        var good =
                Arrays.stream(Hop.values())
                        .filter(hop -> stations.get(hop) == Health.WELL)
                        .filter(hop -> broken.isEmpty() || hop.compareTo(broken.get()) < 0)
                        .reduce((_, later) -> later);
        return new Trail(stations, good, broken);
    }

    private static Health worse(Health a, Health b) {
        if (a == Health.BROKEN || b == Health.BROKEN) {
            return Health.BROKEN;
        }
        return a == Health.WELL || b == Health.WELL ? Health.WELL : Health.SAYS_NOTHING;
    }
}
