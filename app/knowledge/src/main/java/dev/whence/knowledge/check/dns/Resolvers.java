package dev.whence.knowledge.check.dns;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Target;

import java.util.List;
import java.util.Optional;

/// Which DNS servers are asked for a target.
final class Resolvers {
    private Resolvers() {}

    /// The chosen ones; without any, the system's own, which is empty.
    static List<Optional<HostPort>> of(Target target) {
        var chosen = target.sources().resolvers();
        return chosen.isEmpty()
                ? List.of(Optional.empty())
                : chosen.stream().distinct().map(Optional::of).toList();
    }

    /// What a resolver is called in a fact.
    static String name(Optional<HostPort> resolver) {
        return resolver.map(HostPort::toString).orElse("system");
    }
}
