package dev.whence.knowledge.check.host;

import dev.whence.knowledge.fact.HostFact.By;
import dev.whence.knowledge.fact.HostFact.Fate;
import dev.whence.knowledge.fact.HostFact.Followed;
import dev.whence.knowledge.fact.HostFact.Station;
import dev.whence.knowledge.fact.HostFact.Unsure;
import dev.whence.knowledge.parse.AppRequests.Logged;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Looks for this run's own request among those that an application logged. An application that
/// logs no requests at all says nothing.
record AppTrace(String on, OwnRequest own) {
    Optional<Followed> in(List<Logged> requests) {
        return requests.isEmpty()
                ? Optional.empty()
                : found(requests).or(() -> sameTime(requests)).or(() -> missing(requests));
    }

    private Optional<Followed> found(List<Logged> requests) {
        return last(requests, each -> own.rays().stream().anyMatch(ray -> says(each, ray)))
                .map(each -> answered(By.RAY, each.status()))
                .or(
                        () ->
                                last(requests, this::marked)
                                        .map(each -> answered(By.MARK, each.status())));
    }

    private boolean marked(Logged request) {
        return own.marks().stream().anyMatch(mark -> says(request, "whence=" + mark));
    }

    private static boolean says(Logged request, String text) {
        return request.line().toLowerCase(Locale.ROOT).contains(text);
    }

    /// Whoever asks an application, it is the web server; requests for the same path at that time
    /// say something only together.
    private Optional<Followed> sameTime(List<Logged> requests) {
        var statuses =
                requests.stream().filter(this::asked).map(Logged::status).distinct().toList();
        return statuses.size() == 1
                ? Optional.of(answered(By.TIME, statuses.getFirst()))
                : Optional.empty();
    }

    private boolean asked(Logged request) {
        return request.path().equals(own.path()) && own.mayArrive(request.at());
    }

    private Optional<Followed> missing(List<Logged> requests) {
        var unsure = unsure(requests);
        var fate = unsure == Unsure.NONE ? Fate.NEVER_ARRIVED : Fate.UNKNOWN;
        return Optional.of(new Followed(on, Station.APP, fate, By.NOTHING, 0, unsure));
    }

    private Unsure unsure(List<Logged> requests) {
        if (requests.stream().anyMatch(this::asked)) {
            return Unsure.NOT_TOLD_APART;
        }
        if (requests.stream().allMatch(request -> request.at().isAfter(own.from()))) {
            return Unsure.BEGINS_LATER;
        }
        return requests.stream().anyMatch(request -> request.at().isAfter(own.to()))
                ? Unsure.NONE
                : Unsure.NOTHING_SINCE;
    }

    private Followed answered(By by, int status) {
        var fate = status >= 500 ? Fate.FAILED_HERE : Fate.ANSWERED;
        return new Followed(on, Station.APP, fate, by, status, Unsure.NONE);
    }

    private static Optional<Logged> last(List<Logged> requests, Predicate<Logged> when) {
        return requests.stream().filter(when).reduce((_, later) -> later);
    }
}
