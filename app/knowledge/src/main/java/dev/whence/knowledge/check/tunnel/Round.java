package dev.whence.knowledge.check.tunnel;

import dev.whence.engine.world.Fetched;
import dev.whence.knowledge.parse.CloudflaredMetrics;
import dev.whence.knowledge.parse.RayId;

import java.util.Map;
import java.util.Optional;

/// One marked request, and what each connector counted around it.
///
/// @param moved host → what its connectors counted
/// @param visit what the visitor got
/// @param mark what the request carried in its query
record Round(Map<String, CloudflaredMetrics> moved, Fetched visit, String mark) {
    Round {
        moved = Map.copyOf(moved);
    }

    /// The visitor's status; 0 where no answer came.
    int status() {
        return visit instanceof Fetched.Answered answer ? answer.status() : 0;
    }

    /// The Ray ID of the answer; empty where it has none.
    String ray() {
        return visit instanceof Fetched.Answered answer
                ? RayId.of(answer.headers()).map(RayId::id).orElse("")
                : "";
    }

    /// Whether the visitor got nothing at all to read.
    boolean empty() {
        return visit instanceof Fetched.Answered answer && answer.body().isBlank();
    }

    /// Whether the request was taken and not answered in time.
    boolean silent() {
        return status() == 524
                || (visit instanceof Fetched.NoAnswer none
                        && none.phase() == Fetched.Phase.FIRST_BYTE
                        && none.reason() == Fetched.Reason.TOO_SLOW);
    }

    /// Whether the visitor saw an error that somebody on the road made.
    boolean fails() {
        return status() >= 500 || silent();
    }

    /// Everything that was counted on all hosts.
    CloudflaredMetrics counted() {
        return moved.values().stream()
                .reduce(new CloudflaredMetrics(0, 0, Map.of()), CloudflaredMetrics::plus);
    }

    /// Whether requests of other visitors moved the counters, too.
    boolean crowded() {
        return counted().requests() > 1;
    }

    /// The only host that counted anything; empty where it was none or several.
    Optional<String> takenBy() {
        var hosts =
                moved.entrySet().stream().filter(each -> each.getValue().requests() > 0).toList();
        return hosts.size() == 1 ? Optional.of(hosts.getFirst().getKey()) : Optional.empty();
    }
}
