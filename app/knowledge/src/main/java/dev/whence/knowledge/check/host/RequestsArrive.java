package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.AccessLog;
import dev.whence.knowledge.parse.AccessLog.Request;
import dev.whence.knowledge.parse.Ranges;
import dev.whence.knowledge.parse.TailFiles;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Counts the answers in the web server's access log in the time of the failure, minute by minute,
/// and looks for the request that this run sent through the edge (facts §J.2, step 4).
public final class RequestsArrive extends OnHost implements Probe {
    private static final int LINES = 1_000;
    private static final int MOST_MINUTES = 60;

    /// It reads after the requests through the edge, so that their lines are there, and after those
    /// of the host to itself, which show that the log still grows.
    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(
                EdgeFact.ErrorPage.class,
                HostFact.Clock.class,
                HostFact.LocalAnswer.class,
                TunnelFact.Counted.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.Followed.class, HostFact.Minutes.class, HostFact.Requests.class);
    }

    @Override
    public Stream<HostFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var time = time(host, world, by);
        var failing = time.failing(scene.target().seen().since());
        var config =
                Shell.tried(world, new ServiceCommand.SiteLines(host), by)
                        .map(done -> done.out())
                        .orElse("");
        var files = LogFiles.requests(config);
        var tails = Shell.done(world, new ServiceCommand.LogTail(host, LINES, files), by);
        var texts = TailFiles.files(tails.out());
        if (texts.isEmpty()) {
            throw CouldNotLook.skipped(
                    TailFiles.denied(tails.err()) ? SkipReason.NO_ROOT : SkipReason.NOT_INSTALLED);
        }
        var all = texts.values().stream().flatMap(AccessLog::requests).toList();
        var requests = all.stream().filter(request -> !request.at().isBefore(failing)).toList();
        var cloudflare = Ranges.of(scene.target().sources().ranges());
        var followed =
                OwnRequest.of(scene)
                        .map(own -> new WebServerTrace(host.name(), own, cloudflare, config))
                        .map(
                                trace ->
                                        trace.in(
                                                all,
                                                texts.values().stream()
                                                        .anyMatch(text -> !text.isBlank())));
        return Stream.of(
                        Optional.of(counted(host.name(), requests, cloudflare)),
                        followed,
                        minutes(host.name(), requests))
                .flatMap(Optional::stream);
    }

    /// The newest minutes, where a request failed in one of them.
    private static Optional<HostFact> minutes(String on, List<Request> requests) {
        var byMinute =
                requests.stream()
                        .collect(
                                Collectors.groupingBy(
                                        request -> request.at().truncatedTo(ChronoUnit.MINUTES),
                                        TreeMap::new,
                                        Collectors.toList()));
        var minutes =
                byMinute.entrySet().stream()
                        .skip(Math.max(0, byMinute.size() - MOST_MINUTES))
                        .map(each -> minute(each.getKey(), each.getValue()))
                        .toList();
        return minutes.stream().allMatch(minute -> minute.failed() == 0)
                ? Optional.empty()
                : Optional.of(new HostFact.Minutes(on, HostFact.Station.WEB_SERVER, minutes));
    }

    private static HostFact.Minute minute(Instant at, List<Request> requests) {
        var failed = requests.stream().filter(request -> request.status() >= 500).count();
        return new HostFact.Minute(at, requests.size(), (int) failed);
    }

    private static HostFact.Requests counted(String on, List<Request> requests, Ranges cloudflare) {
        var arrived = requests.stream().filter(each -> cloudflare.contains(each.peer())).toList();
        var marked = arrived.stream().filter(Request::ours).reduce((_, later) -> later);
        return new HostFact.Requests(
                on,
                requests.size(),
                requests.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Request::status,
                                        TreeMap::new,
                                        Collectors.summingInt(_ -> 1))),
                arrived.size(),
                marked.map(Request::status).orElse(0));
    }
}
