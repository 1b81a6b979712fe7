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
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.TunnelInfo;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Asks Cloudflare, through the host's cloudflared, which connectors the tunnel has. That works
/// only where the host holds the account's certificate; a refusal says nothing (facts §E.6).
public final class TunnelHasConnectors implements Probe {
    @Override
    public Step step() {
        return Step.TUNNEL;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.ON_TUNNEL_HOST;
    }

    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(TunnelFact.Running.class, TunnelFact.Started.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(TunnelFact.Connectors.class);
    }

    @Override
    public Stream<TunnelFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = OnHost.host(scene);
        var done = Shell.done(world, new TunnelCommand.ConnectorList(host, tunnel(scene)), by);
        if (Shell.notInstalled(done)) {
            throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
        }
        return Stream.of(
                TunnelInfo.read(host.name(), done.out())
                        .orElseThrow(() -> CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM)));
    }

    private static UUID tunnel(Scene scene) throws CouldNotLook {
        var id =
                OnHost.latest(scene, TunnelFact.Running.class)
                        .map(TunnelFact.Running::tunnelId)
                        .or(
                                () ->
                                        OnHost.latest(scene, TunnelFact.Started.class)
                                                .flatMap(TunnelFact.Started::tunnel))
                        .or(() -> scene.target().tunnel());
        try {
            return UUID.fromString(
                    id.orElseThrow(() -> CouldNotLook.skipped(SkipReason.NO_TUNNEL)));
        } catch (IllegalArgumentException _) {
            throw CouldNotLook.skipped(SkipReason.NO_TUNNEL);
        }
    }
}
