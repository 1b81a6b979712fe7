package dev.whence.desktop;

import dev.whence.desktop.desk.Running;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Incident;
import dev.whence.engine.world.Exchange;
import dev.whence.knowledge.pasted.Explained;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An incident that nobody looks at any more, or ever did: what a person brings changes it.
final class RestingRun implements Running {
    private final Wiring wiring;
    private final Incident before;
    private final Shelf shelf;
    private volatile Optional<Explained> brought = Optional.empty();

    /// @param before the incident without what is brought from now on
    RestingRun(Wiring wiring, Incident before, Shelf shelf) {
        this.wiring = wiring;
        this.before = before;
        this.shelf = shelf;
    }

    @Override
    public Target target() {
        return brought.map(Explained::target).filter(_ -> alone()).orElse(before.target());
    }

    @Override
    public void bring(Optional<Explained> evidence) {
        brought = evidence;
        shelf.save(this::incident);
    }

    @Override
    public void cancel() {}

    @Override
    public Incident incident() {
        var now = brought;
        return now.isEmpty()
                ? before
                : wiring.with(before, target(), now.get().beside(before.facts()), notes(now.get()));
    }

    @Override
    public List<Exchange> tape() {
        return before.tape();
    }

    @Override
    public Optional<Instant> saved() {
        return shelf.saved();
    }

    private boolean alone() {
        return before.facts().coverage().entries().isEmpty();
    }

    private List<String> notes(Explained evidence) {
        return Stream.concat(before.notes().stream(), evidence.kept().stream()).toList();
    }
}
