package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Running;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.JournalJson;
import dev.whence.knowledge.parse.Login;

import java.util.Set;
import java.util.stream.Stream;

/// Asks who the login is and whether there is a journal, so that what stays hidden or was never
/// kept is not taken for what did not happen.
public final class HostAccess extends OnHost implements Probe {
    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.Access.class, HostFact.NoJournal.class);
    }

    @Override
    public Stream<HostFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var answers =
                Running.all(
                        world,
                        by,
                        new ServiceCommand.WhoAmI(host),
                        new ServiceCommand.OsRelease(host),
                        new ServiceCommand.JournalSize(host));
        var login = Login.read(answers.get(0).done().out());
        var release = answers.get(1).tried();
        var root = login.root() || release.filter(Ran.Done::asRoot).isPresent();
        var kept =
                !(answers.get(2).answer() instanceof Ran.Done done
                        && JournalJson.nothingKept(done.out() + done.err()));
        var access =
                new HostFact.Access(
                        host.name(),
                        root,
                        kept && (root || login.readsJournal()),
                        Login.system(release.map(Ran.Done::out).orElse("")));
        return kept ? Stream.of(access) : Stream.of(access, new HostFact.NoJournal(host.name()));
    }
}
