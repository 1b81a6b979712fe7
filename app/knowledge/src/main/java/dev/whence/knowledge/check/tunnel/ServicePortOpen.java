package dev.whence.knowledge.check.tunnel;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.Listeners;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Lists the listening ports of the connector's host, where the rule names a service on that very
/// host. With an address to dial around Cloudflare, listeners belong to the origin's own checks.
public final class ServicePortOpen implements Probe {
    private static final Pattern HERE =
            Pattern.compile("\\w+://(?:localhost|127\\.[0-9.]+|\\[::1\\])(?::.*)?");

    @Override
    public Step step() {
        return Step.TUNNEL;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.ON_TUNNEL_HOST;
    }

    @Override
    public Set<Class<? extends Evidence>> needs() {
        return Set.of(TunnelFact.RuleMatched.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.Listening.class);
    }

    @Override
    public Stream<HostFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = OnHost.host(scene);
        var matched = OnHost.needed(scene, TunnelFact.RuleMatched.class);
        if (!HERE.matcher(matched.rule().service()).matches()
                || !scene.target().origins().isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        var done = Shell.done(world, new ServiceCommand.Listeners(host), by);
        if (Shell.notInstalled(done)) {
            throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
        }
        var sockets = Listeners.bound(done.out()).stream().map(Listeners.Bound::socket).toList();
        return Stream.of(
                new HostFact.Listening(
                        host.name(),
                        sockets,
                        sockets.stream().anyMatch(socket -> !socket.process().isEmpty())));
    }
}
