package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.FirewallCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.InterfaceLines;
import dev.whence.knowledge.parse.Ranges;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the host's own addresses, to lay them beside the one in the record.
public final class HostAddresses extends OnHost implements Probe {
    /// The network that carriers share out behind their own address translation.
    private static final Ranges SHARED = Ranges.of(List.of("100.64.0.0/10"));

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.OwnAddresses.class);
    }

    @Override
    public Stream<HostFact.OwnAddresses> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var done = Shell.done(world, new FirewallCommand.Addresses(host), by);
        var addresses = InterfaceLines.read(done.out());
        if (addresses.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        var open =
                addresses.stream()
                        .filter(address -> !Ranges.isLocal(address) && !SHARED.contains(address))
                        .toList();
        return Stream.of(new HostFact.OwnAddresses(host.name(), addresses, open));
    }
}
