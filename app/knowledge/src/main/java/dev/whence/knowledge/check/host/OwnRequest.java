package dev.whence.knowledge.check.host;

import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.SshHost;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TunnelFact;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What identifies the request that this run sent through the edge, by the clock of one host.
///
/// @param rays the Ray IDs that its answers carried
/// @param marks what marked requests carried in their query
/// @param path without the query
/// @param from the earliest moment at which it may have arrived
/// @param to the latest one
/// @param tunnelled it may come from a connector on the host or in its network
/// @param direct this desk also asked the origin around the edge
record OwnRequest(
        Set<String> rays,
        Set<String> marks,
        String path,
        Instant from,
        Instant to,
        boolean tunnelled,
        boolean direct) {
    /// How exactly two clocks are compared.
    private static final Duration MARGIN = Duration.ofSeconds(2);

    /// The request of this run; empty where none went through the edge, or was stopped there, and
    /// where nobody knows how far the host's clock is from ours.
    static Optional<OwnRequest> of(Scene scene) {
        var known = scene.known();
        var path = path(scene);
        var sent =
                known.observations(EdgeFact.Answered.class)
                        .filter(seen -> followed(seen.fact(), path, scene))
                        .toList();
        var clock =
                known.all(HostFact.Clock.class)
                        .filter(seen -> seen.on().equals(scene.from().host()))
                        .findFirst();
        if (sent.isEmpty() || clock.isEmpty()) {
            return Optional.empty();
        }
        var skew = clock.get().skew();
        var began = sent.stream().map(OwnRequest::began).min(Instant::compareTo).orElseThrow();
        var ended = sent.stream().map(Observation::at).max(Instant::compareTo).orElseThrow();
        return Optional.of(
                new OwnRequest(
                        sent.stream()
                                .map(seen -> ((EdgeFact.Answered) seen.fact()).ray())
                                .filter(ray -> !ray.isEmpty())
                                .collect(Collectors.toSet()),
                        known.all(TunnelFact.Counted.class)
                                .map(TunnelFact.Counted::mark)
                                .filter(mark -> !mark.isEmpty())
                                .collect(Collectors.toSet()),
                        path,
                        began.plus(skew).minus(MARGIN),
                        ended.plus(skew).plus(MARGIN),
                        scene.target().tunnel().isPresent()
                                || scene.target().hosts(SshHost.Role.TUNNEL).findAny().isPresent(),
                        !scene.target().origins().isEmpty()));
    }

    /// Whether it may have arrived at that moment.
    boolean mayArrive(Instant at) {
        return !at.isBefore(from) && !at.isAfter(to);
    }

    private static boolean followed(Evidence fact, String path, Scene scene) {
        return fact instanceof EdgeFact.Answered answer
                && !answer.fromCache()
                && scene.known()
                        .all(EdgeFact.Blocked.class)
                        .noneMatch(blocked -> blocked.ray().equals(answer.ray()))
                && answer.path().replaceFirst("\\?.*", "").equals(path);
    }

    private static Instant began(Observation seen) {
        return seen.at().minus(((EdgeFact.Answered) seen.fact()).elapsed());
    }

    private static String path(Scene scene) {
        return scene.target().path().replaceFirst("\\?.*", "");
    }
}
