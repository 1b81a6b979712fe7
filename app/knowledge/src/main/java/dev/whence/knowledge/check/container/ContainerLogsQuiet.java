package dev.whence.knowledge.check.container;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.ContainerCommand;
import dev.whence.knowledge.command.ContainerCommand.Engine;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.knowledge.fact.ContainerFact.Container;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.CloudflaredLog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads what connectors in containers wrote in the last minutes, after the marked request: such
/// logs are in no journal (facts §E.10).
public final class ContainerLogsQuiet implements Probe {
    private static final int MINUTES = 10;
    private static final int LINES = 400;
    private static final int MOST = 4;

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
        return Set.of(Container.class);
    }

    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(TunnelFact.Counted.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(
                TunnelFact.ServiceFailure.class,
                TunnelFact.EdgeTrouble.class,
                TunnelFact.Registered.class,
                ContainerFact.Logged.class);
    }

    @Override
    public Stream<Fact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = scene.host().orElseThrow(() -> CouldNotLook.skipped(SkipReason.NO_SSH));
        var connectors =
                scene.known()
                        .all(Container.class)
                        .filter(each -> each.on().equals(host.name()) && each.isConnector())
                        .filter(each -> ContainerCommand.Log.isName(each.name()))
                        .limit(MOST)
                        .toList();
        if (connectors.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        var marks =
                scene.known()
                        .all(TunnelFact.Counted.class)
                        .map(TunnelFact.Counted::mark)
                        .filter(mark -> !mark.isEmpty())
                        .collect(Collectors.toSet());
        List<Fact> facts = new ArrayList<>();
        for (var connector : connectors) {
            var log = log(host, connector.name(), world, by);
            facts.addAll(CloudflaredLog.facts(host.name(), log, marks, Optional.empty()));
            if (!connector.onHostNetwork()) {
                facts.add(
                        new ContainerFact.Logged(
                                host.name(),
                                "cloudflared",
                                connector.name(),
                                "its engine keeps it"));
            }
        }
        return facts.stream();
    }

    /// A connector writes to standard error, which the engine prints there, too.
    private static String log(SshHost host, String name, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        for (var engine : Engine.values()) {
            var done =
                    Shell.done(
                            world,
                            new ContainerCommand.Log(host, engine, name, MINUTES, LINES),
                            by);
            if (done.exit() == 0) {
                return done.out() + "\n" + done.err();
            }
        }
        return "";
    }
}
