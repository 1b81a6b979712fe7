package dev.whence.engine.cause;

import dev.whence.engine.model.Observation;

import java.util.List;

/// Something that was seen and what it means to one cause.
///
/// @param key names the sentence in the cause's words
/// @param because the observations that it rests on, never empty
public record Clue(Weight weight, String key, List<Observation> because) {
    public Clue {
        because = List.copyOf(because);
        if (because.isEmpty()) {
            throw new IllegalArgumentException("The clue " + key + " rests on nothing.");
        }
    }
}
