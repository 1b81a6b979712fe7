package dev.whence.knowledge.check.edge;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.fact.EdgeFact;

import java.util.Set;
import java.util.stream.Stream;

/// Takes down what the user says that visitors see; it asks nobody else.
public final class SymptomReported implements Probe {
    @Override
    public Step step() {
        return Step.CLOUDFLARE;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.OPERATOR;
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(EdgeFact.Reported.class);
    }

    @Override
    public Stream<EdgeFact.Reported> look(Scene scene, World world, Deadline by)
            throws CouldNotLook {
        var seen = scene.target().seen();
        if (seen.codes().isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOT_ASKED);
        }
        return Stream.of(new EdgeFact.Reported(seen.codes(), seen.since(), false));
    }
}
