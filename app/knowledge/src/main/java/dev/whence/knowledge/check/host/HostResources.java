package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Running;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.Disks;
import dev.whence.knowledge.parse.Load;
import dev.whence.knowledge.parse.PressureFiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Asks how full the disks and the memory of the origin's host are, and how busy it is.
public final class HostResources extends OnHost implements Probe {
    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.Disk.class, HostFact.Pressure.class, HostFact.Resources.class);
    }

    @Override
    public Stream<HostFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var answers =
                Running.all(
                        world,
                        by,
                        new ServiceCommand.KernelState(host),
                        new ServiceCommand.DiskSpace(host),
                        new ServiceCommand.DiskInodes(host));
        var kernel = out(answers.get(0));
        var space = out(answers.get(1));
        var inodes = out(answers.get(2));
        List<HostFact> seen = new ArrayList<>();
        for (var disk : Disks.read(space, inodes, kernel)) {
            seen.add(
                    new HostFact.Disk(
                            host.name(),
                            disk.mount(),
                            disk.usedPercent(),
                            disk.inodePercent(),
                            disk.freeBytes(),
                            disk.readOnly()));
        }
        Load.read(kernel)
                .ifPresent(
                        load ->
                                seen.add(
                                        new HostFact.Resources(
                                                host.name(),
                                                load.load1(),
                                                load.processors(),
                                                load.availableBytes(),
                                                load.totalBytes())));
        PressureFiles.read(kernel)
                .ifPresent(
                        pressure ->
                                seen.add(
                                        new HostFact.Pressure(
                                                host.name(),
                                                pressure.cpu(),
                                                pressure.memory(),
                                                pressure.disk())));
        if (seen.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
        }
        return seen.stream();
    }

    private static String out(Running.Ended ended) throws CouldNotLook {
        return ended.tried().map(Ran.Done::out).orElse("");
    }
}
