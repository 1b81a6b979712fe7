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
import dev.whence.knowledge.command.FilePath;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.ConfigVerdict;

import java.util.Set;
import java.util.stream.Stream;

/// Lets cloudflared judge the file of a connector that is configured on its host (facts §E.4). It
/// accepts a misspelt scheme, too, so its consent proves little.
public final class ConfigAccepted implements Probe {
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
        return Set.of(TunnelFact.Configuration.class, TunnelFact.Started.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(TunnelFact.Validated.class);
    }

    @Override
    public Stream<TunnelFact.Validated> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = OnHost.host(scene);
        var file = file(scene);
        var done = Shell.done(world, new TunnelCommand.Validate(host, file), by);
        if (Shell.notInstalled(done)) {
            throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
        }
        return ConfigVerdict.read(host.name(), file.value(), done.out(), done.err()).stream();
    }

    private static FilePath file(Scene scene) throws CouldNotLook {
        var remote =
                OnHost.latest(scene, TunnelFact.Configuration.class)
                        .filter(
                                config ->
                                        config.source() == TunnelFact.Configuration.Source.REMOTE);
        if (remote.isPresent()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        return OnHost.latest(scene, TunnelFact.Configuration.class)
                .flatMap(TunnelFact.Configuration::file)
                .or(
                        () ->
                                OnHost.latest(scene, TunnelFact.Started.class)
                                        .flatMap(TunnelFact.Started::config))
                .flatMap(FilePath::of)
                .orElseThrow(() -> CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM));
    }
}
