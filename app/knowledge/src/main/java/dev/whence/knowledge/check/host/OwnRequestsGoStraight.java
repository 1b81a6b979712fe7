package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.FirewallCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.firewall.OwnDetours;

import java.util.Set;
import java.util.stream.Stream;

/// Looks for rules that turn the host's own requests to another place.
public final class OwnRequestsGoStraight extends OnHost implements Probe {
    @Override
    public Step step() {
        return Step.WAF;
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.OwnDetour.class);
    }

    @Override
    public Stream<HostFact.OwnDetour> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var done = Shell.done(world, new FirewallCommand.IptablesSave(host), by);
        if (done.exit() != 0) {
            throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
        }
        return OwnDetours.read(done.out()).stream()
                .map(rule -> new HostFact.OwnDetour(host.name(), rule.port(), rule.rule()));
    }
}
