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
import dev.whence.knowledge.parse.BanLists;
import dev.whence.knowledge.parse.Ranges;

import java.util.Set;
import java.util.stream.Stream;

/// Asks fail2ban for the addresses that it bans, and looks for Cloudflare's among them.
public final class BanListsSpareCloudflare extends OnHost implements Probe {
    @Override
    public Step step() {
        return Step.WAF;
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.Banned.class);
    }

    @Override
    public Stream<HostFact.Banned> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var done = Shell.done(world, new FirewallCommand.Banned(host), by);
        if (done.exit() != 0) {
            throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
        }
        var cloudflare = Ranges.of(scene.target().sources().ranges());
        return BanLists.read(done.out()).entrySet().stream()
                .map(
                        jail ->
                                new HostFact.Banned(
                                        host.name(),
                                        jail.getKey(),
                                        jail.getValue().stream()
                                                .filter(cloudflare::contains)
                                                .toList()))
                .filter(jail -> !jail.addresses().isEmpty());
    }
}
