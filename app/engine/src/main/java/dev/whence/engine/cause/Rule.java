package dev.whence.engine.cause;

import dev.whence.engine.model.Evidence;

import java.util.List;

/// One verb of a cause: what a clue of that key would be worth, and the kinds of fact that it rests
/// on.
public record Rule(Weight weight, String key, List<Class<? extends Evidence>> kinds) {
    public Rule {
        kinds = List.copyOf(kinds);
    }
}
