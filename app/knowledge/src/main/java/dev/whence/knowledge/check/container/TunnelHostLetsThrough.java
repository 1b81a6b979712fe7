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
import dev.whence.knowledge.fact.HostFact;

import java.util.Set;
import java.util.stream.Stream;

/// Reads what the kernel of the connector's host stopped in the time of the failure: packets, and
/// what SELinux forbids (facts §F.6, §G).
public final class TunnelHostLetsThrough implements Probe {
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
        return Set.of(HostFact.PacketBlocked.class, HostFact.AccessDenied.class);
    }

    @Override
    public Stream<HostFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = scene.host().orElseThrow(() -> CouldNotLook.skipped(SkipReason.NO_SSH));
        return Stopped.facts(scene, host, world, by).stream();
    }
}
