package dev.whence.knowledge.check.host;

import dev.whence.knowledge.fact.HostFact.By;
import dev.whence.knowledge.fact.HostFact.Fate;
import dev.whence.knowledge.fact.HostFact.Followed;
import dev.whence.knowledge.fact.HostFact.Station;
import dev.whence.knowledge.fact.HostFact.Unsure;
import dev.whence.knowledge.parse.AccessLog.Request;
import dev.whence.knowledge.parse.Ranges;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Looks for this run's own request among the requests that a web server logged: by Ray ID where
/// one is logged, else by its mark, its sender, or its time, path and peer.
///
/// @param cloudflare the addresses from which the edge comes
/// @param configuration the lines of the web server's configuration; may be empty
record WebServerTrace(String on, OwnRequest own, Ranges cloudflare, String configuration) {
    private static final Pattern BUFFERED =
            Pattern.compile("(?im)^\\s*access_log\\s[^;\\n]{1,400}\\b(?:buffer|gzip|flush)\\b");
    private static final Pattern ELSEWHERE =
            Pattern.compile(
                    "(?im)^\\s*(?:access_log|CustomLog)\\s+\"?(?:off\\b|syslog:|\\||/dev/)"
                            + "|^\\s*access_log\\s[^;\\n]{1,400}\\bif=");

    /// What the log says of the request.
    ///
    /// @param texts what was read of it, whether its lines are understood or not
    Followed in(List<Request> requests, boolean texts) {
        return found(requests)
                .or(() -> sameTime(requests))
                .orElseGet(() -> missing(unsure(requests, texts)));
    }

    private Optional<Followed> found(List<Request> requests) {
        return last(requests, request -> own.rays().stream().anyMatch(request::says))
                .map(request -> answered(By.RAY, request.status()))
                .or(
                        () ->
                                last(requests, this::marked)
                                        .map(request -> answered(By.MARK, request.status())))
                .or(
                        () ->
                                last(requests, this::sent)
                                        .map(request -> answered(By.SENDER, request.status())));
    }

    private boolean marked(Request request) {
        return own.marks().stream().anyMatch(mark -> request.says("whence=" + mark));
    }

    private boolean sent(Request request) {
        return request.ours() && asked(request) && throughEdge(request);
    }

    private boolean asked(Request request) {
        return request.path().equals(own.path()) && own.mayArrive(request.at());
    }

    /// Whoever asks from Cloudflare's addresses, or as a connector does from the host itself or its
    /// network; a server that restores the visitor's address shows this desk's.
    private boolean throughEdge(Request request) {
        if (Ranges.isLocal(request.peer())) {
            return own.tunnelled() && (!own.direct() || isLoopback(request.peer()));
        }
        return !own.direct() || cloudflare.contains(request.peer());
    }

    private static boolean isLoopback(String peer) {
        return peer.startsWith("127.") || peer.equals("::1");
    }

    /// Requests for the same path at that time from Cloudflare, where the log names no sender; they
    /// say something only together.
    private Optional<Followed> sameTime(List<Request> requests) {
        if (requests.stream().anyMatch(WebServerTrace::namesSender)) {
            return Optional.empty();
        }
        var alike = requests.stream().filter(each -> asked(each) && throughEdge(each)).toList();
        return alike.stream().map(Request::status).distinct().count() == 1
                ? Optional.of(answered(By.TIME, alike.getFirst().status()))
                : Optional.empty();
    }

    private static boolean namesSender(Request request) {
        return request.ours() || request.says("mozilla/") || request.says("\"curl/");
    }

    private Unsure unsure(List<Request> requests, boolean texts) {
        if (BUFFERED.matcher(configuration).find()) {
            return Unsure.BUFFERED;
        }
        if (requests.isEmpty()) {
            return texts ? Unsure.FORM_UNKNOWN : Unsure.NOTHING_SINCE;
        }
        if (ELSEWHERE.matcher(configuration).find()
                && requests.stream().noneMatch(each -> each.path().equals(own.path()))) {
            return Unsure.LOGGED_ELSEWHERE;
        }
        if (requests.stream().allMatch(request -> request.at().isAfter(own.from()))) {
            return Unsure.BEGINS_LATER;
        }
        if (requests.stream().anyMatch(request -> mayBeOurs(request, requests))) {
            return Unsure.NOT_TOLD_APART;
        }
        return requests.stream().anyMatch(request -> !request.at().isBefore(own.from()))
                ? Unsure.NONE
                : Unsure.NOTHING_SINCE;
    }

    /// This desk's own visit around the edge looks alike where the server restores addresses, as it
    /// seems to do where no address of Cloudflare's is ever logged.
    private boolean mayBeOurs(Request request, List<Request> requests) {
        if (!asked(request) || (!request.ours() && namesSender(request))) {
            return false;
        }
        return Ranges.isLocal(request.peer())
                ? own.tunnelled()
                : requests.stream().noneMatch(each -> cloudflare.contains(each.peer()));
    }

    private Followed answered(By by, int status) {
        var fate = status >= 500 ? Fate.FAILED_HERE : Fate.ANSWERED;
        return new Followed(on, Station.WEB_SERVER, fate, by, status, Unsure.NONE);
    }

    private Followed missing(Unsure unsure) {
        var fate = unsure == Unsure.NONE ? Fate.NEVER_ARRIVED : Fate.UNKNOWN;
        return new Followed(on, Station.WEB_SERVER, fate, By.NOTHING, 0, unsure);
    }

    private static Optional<Request> last(List<Request> requests, Predicate<Request> when) {
        return requests.stream().filter(when).reduce((_, later) -> later);
    }
}
