package dev.whence.knowledge.check.container;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;
import dev.whence.knowledge.command.ContainerCommand;
import dev.whence.knowledge.command.ContainerCommand.Engine;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.knowledge.parse.Text;
import dev.whence.knowledge.parse.container.ContainerInspect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Asks the container engines of a host, without changing anything.
final class Engines {
    private static final int MOST = 100;
    private static final Pattern DENIED = Pattern.compile("(?i)permission denied");

    private Engines() {}

    /// The containers of every engine that is installed.
    ///
    /// @throws CouldNotLook where none is, or where this login may not ask it
    static List<ContainerFact> facts(SshHost host, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        List<ContainerFact> facts = new ArrayList<>();
        var installed = false;
        for (var engine : Engine.values()) {
            var listed = Shell.done(world, new ContainerCommand.Ids(host, engine), by);
            if (Shell.notInstalled(listed)) {
                continue;
            }
            installed = true;
            if (listed.exit() == 0) {
                facts.addAll(inspected(host, engine, listed, world, by));
            } else if (DENIED.matcher(listed.err()).find()) {
                throw CouldNotLook.skipped(SkipReason.NO_ROOT);
            } else {
                facts.add(
                        new ContainerFact.EngineSilent(
                                host.name(), engine.program(), Text.sample(listed.err())));
            }
        }
        if (!installed) {
            throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
        }
        return facts;
    }

    private static List<ContainerFact> inspected(
            SshHost host, Engine engine, Ran.Done listed, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var ids =
                Text.lines(listed.out()).stream()
                        .map(String::strip)
                        .filter(ContainerCommand.Inspect::isId)
                        .limit(MOST)
                        .toList();
        return ids.isEmpty()
                ? List.of()
                : ContainerInspect.facts(
                        host.name(),
                        Shell.done(world, new ContainerCommand.Inspect(host, engine, ids), by)
                                .out());
    }
}
