package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.By;
import dev.whence.knowledge.fact.HostFact.Fate;
import dev.whence.knowledge.fact.HostFact.Station;
import dev.whence.knowledge.fact.HostFact.Unsure;
import dev.whence.knowledge.parse.AccessLog;

import java.util.Collection;
import java.util.stream.Stream;

/// Finds the failed request of a visitor in a pasted access log, by the Ray ID that both show
/// (facts §J.2).
final class RayFollowed {
    private static final String NO_RAY = "0000000000000000";

    private RayFollowed() {}

    static Stream<Fact> facts(Collection<Fact> facts, String text, String on) {
        var rays =
                facts.stream()
                        .flatMap(RayFollowed::ray)
                        .filter(ray -> ray.length() == 16 && !ray.equals(NO_RAY))
                        .distinct()
                        .toList();
        return rays.isEmpty()
                ? Stream.empty()
                : AccessLog.requests(text)
                        .filter(each -> rays.stream().anyMatch(each::says))
                        .limit(1)
                        .map(each -> followed(each, on));
    }

    private static Fact followed(AccessLog.Request request, String on) {
        return new HostFact.Followed(
                on,
                Station.WEB_SERVER,
                request.status() >= 500 ? Fate.FAILED_HERE : Fate.ANSWERED,
                By.RAY,
                request.status(),
                Unsure.NONE);
    }

    private static Stream<String> ray(Fact fact) {
        return switch (fact) {
            case EdgeFact.ErrorPage page -> Stream.of(page.ray());
            case EdgeFact.PassedOn page -> Stream.of(page.ray());
            default -> Stream.empty();
        };
    }
}
