package dev.whence.knowledge.check.container;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.fact.ContainerFact;

import java.util.Set;
import java.util.stream.Stream;

/// Lists the containers of the connector's host with their networks, ports and restarts (facts
/// §F.8).
public final class TunnelContainersRunning implements Probe {
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
                ContainerFact.Container.class,
                ContainerFact.Kubernetes.class,
                ContainerFact.EngineSilent.class);
    }

    @Override
    public Stream<ContainerFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = scene.host().orElseThrow(() -> CouldNotLook.skipped(SkipReason.NO_SSH));
        return Engines.facts(host, world, by).stream();
    }
}
