package dev.whence.desktop.desk;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.fact.HostFact;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A check that never looks: its story tells how it ended.
record ToyCheck(
        String name,
        Step step,
        Vantage.Kind from,
        String title,
        String looks,
        String why,
        String good,
        List<String> byHand)
        implements Probe {
    @Override
    public CheckId id() {
        return new CheckId(name);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return switch (name) {
            case "units-run" -> Set.of(HostFact.Unit.class);
            case "ports-listen" -> Set.of(HostFact.Listening.class);
            case "firewall-admits" -> Set.of(HostFact.Firewall.class);
            default -> Set.of();
        };
    }

    @Override
    public Stream<? extends Evidence> look(Scene scene, World world, Deadline by) {
        return Stream.empty();
    }

    Words.CheckText text() {
        return new Words.CheckText(id(), step, from, title, looks, why, good, byHand);
    }
}
