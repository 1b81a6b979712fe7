package dev.whence.engine.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Everything that is known so far: what was seen, and what was looked at.
public record Facts(List<Observation> observed, Coverage coverage) {
    /// Nothing is known.
    public static final Facts NONE = new Facts(List.of(), Coverage.NONE);

    public Facts {
        observed = List.copyOf(observed);
    }

    /// The observations of one kind of fact, in the order of the plan.
    public Stream<Observation> observations(Class<? extends Evidence> kind) {
        return observed.stream().filter(seen -> kind.isInstance(seen.fact()));
    }

    /// The facts of one kind, in the order of the plan.
    public <E extends Evidence> Stream<E> all(Class<E> kind) {
        return observed.stream().map(Observation::fact).filter(kind::isInstance).map(kind::cast);
    }

    /// The fact of one kind that stands last in the order of the plan; empty where none was seen.
    public <E extends Evidence> Optional<E> latest(Class<E> kind) {
        return all(kind).reduce((_, later) -> later);
    }

    /// Whether any fact of one kind was seen.
    public boolean know(Class<? extends Evidence> kind) {
        return observed.stream().anyMatch(seen -> kind.isInstance(seen.fact()));
    }
}
