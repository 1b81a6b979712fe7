package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Running;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.Login;

import java.util.Set;
import java.util.stream.Stream;

/// Asks who the login is, so that what stays hidden is not taken for what is not there.
public final class HostAccess extends OnHost implements Probe {
    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.Access.class);
    }

    @Override
    public Stream<HostFact.Access> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var answers =
                Running.all(
                        world,
                        by,
                        new ServiceCommand.WhoAmI(host),
                        new ServiceCommand.OsRelease(host));
        var login = Login.read(answers.get(0).done().out());
        var release = answers.get(1).tried();
        var root = login.root() || release.filter(done -> done.asRoot()).isPresent();
        return Stream.of(
                new HostFact.Access(
                        host.name(),
                        root,
                        root || login.readsJournal(),
                        Login.system(release.map(done -> done.out()).orElse(""))));
    }
}
