package dev.whence.desktop.desk;

import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.IncidentId;
import dev.whence.engine.verdict.Trail;
import dev.whence.engine.world.Exchange;
import dev.whence.knowledge.pasted.Explained;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An incident at rest: what is brought is all that changes.
final class FakeRest implements Running {
    private final Target target;
    private final Facts before;
    private final Desk desk;
    private volatile Optional<Explained> brought = Optional.empty();

    FakeRest(Target target, Facts before, Desk desk) {
        this.target = target;
        this.before = before;
        this.desk = desk;
    }

    @Override
    public Target target() {
        return brought.map(Explained::target).orElse(target);
    }

    @Override
    public void bring(Optional<Explained> evidence) {
        brought = evidence;
    }

    @Override
    public void cancel() {}

    @Override
    public Incident incident() {
        var facts = brought.map(each -> each.beside(before)).orElse(before);
        return new Incident(
                new IncidentId("W-20260301-0953"),
                Story.NOW,
                Duration.ZERO,
                target(),
                facts,
                desk.judge(facts),
                Trail.walk(facts),
                brought.map(Explained::kept).orElse(List.of()),
                List.of());
    }

    @Override
    public List<Exchange> tape() {
        return List.of();
    }

    @Override
    public Optional<Instant> saved() {
        return Optional.of(Story.NOW.plusSeconds(7));
    }
}
