package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.Role;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.SystemctlShow.Unit;
import dev.whence.knowledge.parse.UnitKind;
import dev.whence.knowledge.parse.UnitStates;

import java.util.List;
import java.util.stream.Stream;

/// Turns what a person shows of systemd's units into facts. Who pastes the state of a service holds
/// it for one that the site needs.
final class UnitFacts {
    private UnitFacts() {}

    static Stream<Fact> of(String on, List<Unit> units) {
        return units.stream()
                .filter(unit -> !unit.type().equals("oneshot") && !unit.sub().equals("exited"))
                .flatMap(unit -> fact(on, unit, units));
    }

    private static Stream<Fact> fact(String on, Unit unit, List<Unit> all) {
        if (unit.id().contains("cloudflared") && !unit.id().contains("update")) {
            return Stream.of(service(on, unit));
        }
        return UnitKind.maybeOfASite(unit.id()) && maybeOfThisSite(unit, all)
                ? Stream.of(unit(on, unit, role(unit), wanted(unit, all)))
                : Stream.empty();
    }

    /// A unit that nobody knows is an application where it is shown alone or somebody wrote it for
    /// this host.
    private static boolean maybeOfThisSite(Unit unit, List<Unit> all) {
        return UnitKind.of(unit.id()).isPresent()
                || all.size() == 1
                || unit.type().equals(UnitStates.POOL_OF_A_SITE)
                || unit.file().startsWith("/etc/systemd/system/")
                || unit.file().startsWith("/run/systemd/");
    }

    private static Fact service(String on, Unit unit) {
        return new TunnelFact.Service(
                on,
                unit.id(),
                unit.active(),
                unit.sub(),
                unit.result(),
                unit.exitStatus(),
                unit.restarts(),
                unit.since(),
                unit.startsAtBoot());
    }

    private static Fact unit(String on, Unit unit, Role role, boolean wanted) {
        return new HostFact.Unit(
                on,
                role,
                unit.id(),
                unit.load(),
                unit.active(),
                unit.sub(),
                unit.result(),
                unit.exitStatus(),
                unit.restarts(),
                unit.since(),
                unit.startsAtBoot(),
                wanted);
    }

    private static Role role(Unit unit) {
        return UnitKind.of(unit.id()).map(UnitKind::role).orElse(Role.APP);
    }

    /// A web server or database that does not run is not needed where another one does.
    private static boolean wanted(Unit unit, List<Unit> all) {
        return unit.runs()
                || unit.failed()
                || role(unit) == Role.APP
                || all.stream().noneMatch(other -> other.runs() && role(other) == role(unit));
    }
}
