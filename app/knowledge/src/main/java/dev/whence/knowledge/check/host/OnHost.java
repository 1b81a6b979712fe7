package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.HostTime;

import java.util.stream.Stream;

/// What the checks on the origin's own host share.
class OnHost {
    /// Under the logs, unless the check says otherwise.
    public Step step() {
        return Step.LOGS;
    }

    /// On each host of the origin.
    public Vantage.Kind from() {
        return Vantage.Kind.ON_ORIGIN;
    }

    /// The host that the check stands on.
    static SshHost host(Scene scene) throws CouldNotLook {
        return scene.host().orElseThrow(() -> CouldNotLook.skipped(SkipReason.NO_SSH));
    }

    /// The port on which the origin is asked.
    static int port(Scene scene) {
        var target = scene.target();
        return target.origins().stream()
                .mapToInt(HostPort::port)
                .filter(port -> port > 0)
                .findFirst()
                .orElse(target.originScheme().equals("https") ? 443 : 80);
    }

    /// The facts of one kind about this very host.
    static <F extends HostFact> Stream<F> known(Scene scene, Class<F> kind) {
        var name = scene.from().host();
        return scene.known().all(kind).filter(fact -> fact.on().equals(name));
    }

    /// The host's own time, from which its logs are read.
    static HostTime time(SshHost host, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var answer = Shell.done(world, new ServiceCommand.Time(host), by);
        return HostTime.read(answer.out())
                .orElseThrow(() -> CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM));
    }
}
