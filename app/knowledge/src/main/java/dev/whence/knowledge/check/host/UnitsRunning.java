package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.host.SiteUnits.Bindings;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.command.UnitName;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.Listeners.Bound;
import dev.whence.knowledge.parse.SystemctlShow;
import dev.whence.knowledge.parse.UnitFiles;
import dev.whence.knowledge.parse.UnitKind;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Asks systemd about the site's web server, application and database.
public final class UnitsRunning extends OnHost implements Probe {
    private static final int MOST_UNITS = 40;

    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(HostFact.WebConfig.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.Unit.class);
    }

    @Override
    public Stream<HostFact.Unit> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var files = Shell.done(world, new ServiceCommand.UnitFiles(host), by);
        if (Shell.notInstalled(files)) {
            throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
        }
        var named = scene.target().units();
        var also = also(UnitFiles.states(files.out()).keySet(), named);
        var shown = Shell.done(world, new ServiceCommand.Services(host, also), by);
        var units = SystemctlShow.units(shown.out());
        if (units.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
        }
        return new SiteUnits(units, named, bindings(scene, bound(host, world, by)))
                .found().stream().map(found -> fact(host.name(), found));
    }

    private static List<UnitName> also(Set<String> installed, List<String> named) {
        return Stream.concat(
                        named.stream(),
                        installed.stream().filter(unit -> UnitKind.of(unit).isPresent()))
                .flatMap(name -> UnitName.maybe(name).stream())
                .distinct()
                .limit(MOST_UNITS)
                .toList();
    }

    private static List<Bound> bound(SshHost host, World world, Deadline by)
            throws InterruptedException {
        try {
            return PortsListening.bound(host, world, by);
        } catch (CouldNotLook _) {
            return List.of();
        }
    }

    private static Bindings bindings(Scene scene, List<Bound> bound) {
        var port = port(scene);
        var configs = known(scene, HostFact.WebConfig.class).toList();
        return new Bindings(
                port,
                configs.stream()
                        .filter(config -> config.listens().contains(port))
                        .map(HostFact.WebConfig::program)
                        .findFirst(),
                configs.stream().flatMap(config -> config.upstreams().stream()).toList(),
                bound);
    }

    private static HostFact.Unit fact(String on, SiteUnits.Found found) {
        var unit = found.unit();
        return new HostFact.Unit(
                on,
                found.role(),
                unit.id(),
                unit.load(),
                unit.active(),
                unit.sub(),
                unit.result(),
                unit.exitStatus(),
                unit.restarts(),
                unit.since(),
                unit.startsAtBoot(),
                found.wanted());
    }
}
