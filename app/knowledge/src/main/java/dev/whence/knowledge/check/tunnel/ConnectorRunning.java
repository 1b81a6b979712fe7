package dev.whence.knowledge.check.tunnel;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Running;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.command.UnitName;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.CloudflaredUnits;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Looks for connectors on the host: units of systemd by the names that they usually have, and
/// processes whoever started them (facts §E.7).
public final class ConnectorRunning implements Probe {
    @Override
    public Step step() {
        return Step.TUNNEL;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.ON_TUNNEL_HOST;
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(
                TunnelFact.Service.class,
                TunnelFact.Processes.class,
                TunnelFact.NotHere.class,
                TunnelFact.Started.class);
    }

    @Override
    public Stream<TunnelFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = OnHost.host(scene);
        var named = scene.target().units();
        var more = named.stream().flatMap(name -> UnitName.maybe(name).stream()).toList();
        var answers =
                Running.all(
                        world,
                        by,
                        new TunnelCommand.Units(host, more),
                        new TunnelCommand.Processes(host));
        var units = CloudflaredUnits.units(answers.get(0).done().out());
        var listed = answers.get(1).done();
        var programs = CloudflaredUnits.processes(listed.out());
        List<TunnelFact> facts = new ArrayList<>();
        units.stream()
                .filter(unit -> matters(unit, programs))
                .forEach(unit -> facts.add(service(host.name(), unit)));
        if (!programs.isEmpty()) {
            facts.add(
                    new TunnelFact.Processes(
                            host.name(),
                            programs.size(),
                            programs.stream().anyMatch(CloudflaredUnits.Program::inContainer)));
        } else if (units.isEmpty() && listed.err().isBlank() && !Shell.notInstalled(listed)) {
            facts.add(new TunnelFact.NotHere(host.name()));
        }
        return Stream.concat(facts.stream(), started(host.name(), units, programs).stream());
    }

    /// A unit that somebody switched off says nothing where another connector runs.
    private static boolean matters(
            CloudflaredUnits.Unit unit, List<CloudflaredUnits.Program> programs) {
        return unit.unit().runs()
                || unit.unit().startsAtBoot()
                || unit.unit().failed()
                || programs.isEmpty();
    }

    private static TunnelFact service(String on, CloudflaredUnits.Unit unit) {
        var seen = unit.unit();
        return new TunnelFact.Service(
                on,
                seen.id(),
                seen.active(),
                seen.sub(),
                seen.result(),
                seen.exitStatus(),
                seen.restarts(),
                seen.since(),
                seen.startsAtBoot());
    }

    private static Set<TunnelFact> started(
            String on, List<CloudflaredUnits.Unit> units, List<CloudflaredUnits.Program> programs) {
        Set<TunnelFact> started = new LinkedHashSet<>();
        for (var unit : units) {
            CloudflaredUnits.started(on, unit.unit().id(), unit.user(), unit.commandLine())
                    .ifPresent(started::add);
        }
        for (var program : programs) {
            if (units.stream().noneMatch(unit -> started(program, unit))) {
                CloudflaredUnits.started(on, program.unit(), program.user(), program.commandLine())
                        .ifPresent(started::add);
            }
        }
        return started;
    }

    /// `ps` cuts the names of control groups short, so the command line tells too.
    private static boolean started(CloudflaredUnits.Program program, CloudflaredUnits.Unit by) {
        return program.unit().equals(by.unit().id())
                || (!by.commandLine().isBlank()
                        && program.commandLine().endsWith(by.commandLine().strip()));
    }
}
