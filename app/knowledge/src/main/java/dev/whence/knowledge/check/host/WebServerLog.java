package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Running;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.command.UnitName;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.JournalJson;
import dev.whence.knowledge.parse.TailFiles;
import dev.whence.knowledge.parse.Tally;
import dev.whence.knowledge.parse.WebErrorLog;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Reads what the web server wrote about its errors, to its files and to the journal.
public final class WebServerLog extends OnHost implements Probe {
    private static final int LINES = 400;
    private static final List<UnitName> UNITS =
            Stream.of("nginx", "openresty", "apache2", "httpd", "caddy", "haproxy")
                    .map(UnitName::of)
                    .toList();

    /// It reads after the request through the edge, which may have left a line.
    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(EdgeFact.ErrorPage.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.WebLog.class);
    }

    @Override
    public Stream<HostFact.WebLog> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var time = time(host, world, by);
        var failing = time.failing(scene.target().seen().since());
        var config = Shell.tried(world, new ServiceCommand.SiteLines(host), by);
        var files = LogFiles.errors(config.map(done -> done.out()).orElse(""));
        var answers =
                Running.all(
                        world,
                        by,
                        new ServiceCommand.LogTail(host, LINES, files),
                        new ServiceCommand.Journal(
                                host, UNITS, failing.minus(Duration.ofHours(1)), LINES));
        var tails = answers.get(0).done();
        var journal = answers.get(1).tried();
        var read = TailFiles.files(tails.out());
        var lines = journal.map(done -> JournalJson.entries(done.out())).orElse(List.of());
        if (read.isEmpty() && lines.isEmpty()) {
            throw unseen(tails.err() + journal.map(done -> done.err()).orElse(""));
        }
        return Tally.web(
                host.name(),
                Stream.concat(
                        read.values().stream()
                                .flatMap(text -> WebErrorLog.entries(text, time.zone())),
                        WebErrorLog.entries(lines, time.zone())),
                failing);
    }

    /// Why nothing was read: that is not the same as that nothing was written.
    private static CouldNotLook unseen(String err) {
        var hidden = TailFiles.denied(err) || JournalJson.hidden(err);
        return CouldNotLook.skipped(hidden ? SkipReason.NO_ROOT : SkipReason.NOT_INSTALLED);
    }
}
