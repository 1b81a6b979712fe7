package dev.whence.knowledge.check.edge;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Fetched;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.parse.RayId;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One of several requests that are the same.
///
/// @param at when it was sent
/// @param way the address of the edge that was dialled; empty for the one that the system chose
record Sample(Instant at, Optional<HostPort> way, Fetched answer) {
    /// Whether the edge answered, and not from its cache: the rest may be this desk's own network.
    boolean counts() {
        return ray().isPresent() && !EdgeFacts.cached(answer);
    }

    /// 1 where the site failed.
    int fails() {
        return answer instanceof Fetched.Answered answered ? EdgeFacts.fails(answered) : 0;
    }

    /// Whether some of them failed and others did not.
    static boolean differ(List<Sample> samples) {
        return samples.stream().filter(Sample::counts).map(Sample::fails).distinct().count() > 1;
    }

    /// Whether that way led to the edge at all.
    static boolean leads(List<Sample> samples, Optional<HostPort> way) {
        return samples.stream().anyMatch(sample -> sample.way().equals(way) && sample.counts());
    }

    /// What they tell together; nothing where none counts.
    static Stream<EdgeFact> facts(List<Sample> samples) {
        var counted = samples.stream().filter(Sample::counts).toList();
        if (counted.isEmpty()) {
            return Stream.empty();
        }
        var byColo = groups(counted, Sample::colo);
        var families = groups(counted, Sample::family);
        return Stream.of(
                        Stream.<EdgeFact>of(sampled(byColo)),
                        differ(counted)
                                ? grouped(EdgeFact.Grouped.By.TURN, turns(counted), 2)
                                : Stream.<EdgeFact>empty(),
                        grouped(EdgeFact.Grouped.By.ADDRESS_FAMILY, families, 2),
                        failing(counted)
                                ? grouped(
                                        EdgeFact.Grouped.By.MINUTE,
                                        groups(counted, Sample::minute),
                                        1)
                                : Stream.<EdgeFact>empty())
                .flatMap(facts -> facts);
    }

    private static boolean failing(List<Sample> samples) {
        return samples.stream().anyMatch(sample -> sample.fails() > 0);
    }

    private static EdgeFact sampled(List<EdgeFact.Group> byColo) {
        Map<String, Integer> asked = new TreeMap<>();
        Map<String, Integer> failed = new TreeMap<>();
        for (var group : byColo) {
            asked.put(group.name(), group.asked());
            if (group.failed() > 0) {
                failed.put(group.name(), group.failed());
            }
        }
        return new EdgeFact.Sampled(
                byColo.stream().mapToInt(EdgeFact.Group::asked).sum(),
                byColo.stream().mapToInt(EdgeFact.Group::failed).sum(),
                asked,
                failed);
    }

    private static Stream<EdgeFact> grouped(
            EdgeFact.Grouped.By by, List<EdgeFact.Group> groups, int atLeast) {
        return groups.size() < atLeast
                ? Stream.empty()
                : Stream.of(new EdgeFact.Grouped(by, groups));
    }

    private static List<EdgeFact.Group> groups(
            List<Sample> samples, Function<Sample, Optional<String>> name) {
        Map<String, int[]> counts = new TreeMap<>();
        for (var sample : samples) {
            name.apply(sample)
                    .map(group -> counts.computeIfAbsent(group, _ -> new int[2]))
                    .ifPresent(
                            count -> {
                                count[0]++;
                                count[1] += sample.fails();
                            });
        }
        return counts.entrySet().stream()
                .map(
                        each ->
                                new EdgeFact.Group(
                                        each.getKey(), each.getValue()[0], each.getValue()[1]))
                .toList();
    }

    private static List<EdgeFact.Group> turns(List<Sample> samples) {
        var inOrder = samples.stream().sorted(Comparator.comparing(Sample::at)).toList();
        return IntStream.range(0, inOrder.size())
                .mapToObj(
                        turn ->
                                new EdgeFact.Group(
                                        String.valueOf(turn + 1), 1, inOrder.get(turn).fails()))
                .toList();
    }

    private Optional<RayId> ray() {
        return answer instanceof Fetched.Answered answered
                ? RayId.of(answered.headers())
                : Optional.empty();
    }

    private Optional<String> colo() {
        return ray().map(RayId::colo);
    }

    private Optional<String> family() {
        return way.map(address -> address.host().contains(":") ? "IPv6" : "IPv4");
    }

    private Optional<String> minute() {
        return Optional.of(at.truncatedTo(ChronoUnit.MINUTES).toString());
    }
}
