package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.HostTime;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/// Compares the host's clock with ours, half of the way there and back taken off.
public final class HostClock extends OnHost implements Probe {
    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.Clock.class);
    }

    @Override
    public Stream<HostFact.Clock> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var before = by.left();
        var answer = Shell.done(world, new ServiceCommand.Clock(host), by);
        var waited = before.minus(by.left());
        var time =
                HostTime.read(answer.out())
                        .orElseThrow(() -> CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM));
        var ours = scene.at().plus(waited).minus(answer.took().dividedBy(2));
        return Stream.of(new HostFact.Clock(host.name(), Duration.between(ours, time.now())));
    }
}
