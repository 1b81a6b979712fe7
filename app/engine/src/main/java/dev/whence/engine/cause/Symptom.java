package dev.whence.engine.cause;

import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;

import java.util.List;

/// The one rule that says whether there is a fault of the kind that the causes are about.
public interface Symptom {
    /// Reads the facts. Whoever could not look says `Unknown`.
    Reading read(Facts facts);

    /// What the facts say about the symptom.
    sealed interface Reading {
        /// The fault is there now.
        record Present(List<Observation> because) implements Reading {}

        /// The fault is gone at the moment.
        record Gone(List<Observation> because) implements Reading {}

        /// What is seen is not of this kind.
        record Other(Observation because) implements Reading {}

        /// Nobody could look.
        record Unknown() implements Reading {}
    }
}
