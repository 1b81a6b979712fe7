package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.Role;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.SystemctlShow.Unit;
import dev.whence.knowledge.parse.UnitKind;

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
        return UnitKind.maybeOfASite(unit.id())
                ? Stream.of(unit(on, unit, role(unit), wanted(unit, all)))
                : Stream.empty();
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

    /// One that does not run is not needed where another of its role does.
    private static boolean wanted(Unit unit, List<Unit> all) {
        return unit.runs()
                || unit.failed()
                || all.stream().noneMatch(other -> other.runs() && role(other) == role(unit));
    }
}
