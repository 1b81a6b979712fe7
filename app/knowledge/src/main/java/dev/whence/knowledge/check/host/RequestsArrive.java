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
import dev.whence.knowledge.parse.AccessLog;
import dev.whence.knowledge.parse.AccessLog.Request;
import dev.whence.knowledge.parse.Ranges;
import dev.whence.knowledge.parse.TailFiles;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Counts the answers in the web server's access log in the time of the failure, and looks for the
/// request that this run sent through the edge.
public final class RequestsArrive extends OnHost implements Probe {
    private static final int LINES = 1_000;

    /// It reads after the request through the edge, so that its line is there.
    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(EdgeFact.ErrorPage.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.Requests.class);
    }

    @Override
    public Stream<HostFact.Requests> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var failing = time(host, world, by).failing(scene.target().seen().since());
        var config = Shell.tried(world, new ServiceCommand.SiteLines(host), by);
        var files = LogFiles.requests(config.map(done -> done.out()).orElse(""));
        var tails = Shell.done(world, new ServiceCommand.LogTail(host, LINES, files), by);
        var texts = TailFiles.files(tails.out());
        if (texts.isEmpty()) {
            throw CouldNotLook.skipped(
                    TailFiles.denied(tails.err()) ? SkipReason.NO_ROOT : SkipReason.NOT_INSTALLED);
        }
        var requests =
                texts.values().stream()
                        .flatMap(AccessLog::requests)
                        .filter(request -> !request.at().isBefore(failing))
                        .toList();
        return Stream.of(
                counted(host.name(), requests, Ranges.of(scene.target().sources().ranges())));
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
