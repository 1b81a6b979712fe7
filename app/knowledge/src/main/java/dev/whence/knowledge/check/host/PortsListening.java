package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.Listeners;
import dev.whence.knowledge.parse.Listeners.Bound;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Lists the TCP ports on which programs of the origin's host listen.
public final class PortsListening extends OnHost implements Probe {
    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.Listening.class);
    }

    @Override
    public Stream<HostFact.Listening> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var bound = bound(host, world, by);
        return Stream.of(
                new HostFact.Listening(
                        host.name(),
                        bound.stream().map(Bound::socket).toList(),
                        bound.stream().anyMatch(each -> !each.socket().process().isEmpty())));
    }

    /// The listeners, from the older program where the newer is missing. Somebody who is logged in
    /// over SSH sees at least that server: an empty list is no list.
    static List<Bound> bound(SshHost host, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var newer = Shell.done(world, new ServiceCommand.Listeners(host), by);
        if (useful(newer)) {
            return Listeners.bound(newer.out());
        }
        var older = Shell.done(world, new ServiceCommand.ListenersOld(host), by);
        if (useful(older)) {
            return Listeners.bound(older.out());
        }
        throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
    }

    private static boolean useful(Ran.Done answer) {
        return !Listeners.bound(answer.out()).isEmpty();
    }
}
