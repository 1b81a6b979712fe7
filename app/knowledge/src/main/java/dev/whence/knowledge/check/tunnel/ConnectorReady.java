package dev.whence.knowledge.check.tunnel;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.ConnectorPages;
import dev.whence.knowledge.parse.Listeners;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Asks the connector's own web server whether it has connections to the edge, and for which tunnel
/// (facts §E.8). It listens on a port from 20241 to 20245 as a rule, and otherwise where the host
/// shows a listener of cloudflared.
public final class ConnectorReady implements Probe {
    @Override
    public Step step() {
        return Step.TUNNEL;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.ON_TUNNEL_HOST;
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(
                TunnelFact.Metrics.class,
                TunnelFact.MetricsSilent.class,
                TunnelFact.Ready.class,
                TunnelFact.Running.class);
    }

    private static final List<TunnelCommand.Pages.Page> PAGES =
            List.of(TunnelCommand.Pages.Page.READY, TunnelCommand.Pages.Page.TUNNEL);
    private static final List<HostPort> USUAL =
            Stream.of(20241, 20242, 20243, 20244, 20245)
                    .map(port -> new HostPort("127.0.0.1", port))
                    .toList();

    @Override
    public Stream<TunnelFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = OnHost.host(scene);
        var found = asked(host, USUAL, world, by);
        if (found.isEmpty()) {
            var elsewhere = listeners(host, world, by);
            found = elsewhere.isEmpty() ? found : asked(host, elsewhere, world, by);
        }
        return found.isEmpty()
                ? Stream.of(
                        new TunnelFact.MetricsSilent(
                                host.name(), "no listener of cloudflared was found"))
                : found.stream();
    }

    private static List<TunnelFact> asked(
            SshHost host, List<HostPort> servers, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var done = Shell.done(world, new TunnelCommand.Pages(host, servers, PAGES), by);
        if (Shell.notInstalled(done)) {
            throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
        }
        List<TunnelFact> facts = new ArrayList<>();
        for (var page : ConnectorPages.pages(done.out())) {
            ConnectorPages.ready(host.name(), page)
                    .ifPresent(
                            ready -> {
                                facts.add(new TunnelFact.Metrics(host.name(), page.server()));
                                facts.add(ready);
                            });
            ConnectorPages.running(host.name(), page).ifPresent(facts::add);
        }
        return facts;
    }

    /// Where cloudflared listens, as far as the login may see it. A connector in a container
    /// listens on every address.
    private static List<HostPort> listeners(SshHost host, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var done = Shell.tried(world, new ServiceCommand.Listeners(host), by);
        return done.stream()
                .flatMap(listed -> Listeners.bound(listed.out()).stream())
                .filter(bound -> bound.socket().process().startsWith("cloudflared"))
                .map(bound -> new HostPort("127.0.0.1", bound.socket().port()))
                .distinct()
                .limit(4)
                .toList();
    }
}
