package dev.whence.engine.world;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Vantage;

/// The only door to the outside: the live network, a tape, or a laboratory.
public interface World {
    /// Asks one question and waits for its answer, at the latest until the deadline.
    ///
    /// A peer that refuses, stalls or talks nonsense is an answer, not an exception.
    <R extends Answer> R ask(Ask<R> question, Deadline by) throws InterruptedException;

    /// The same door for one look, so that a recorder can note who asked.
    default World asking(CheckId check, Vantage from) {
        return this;
    }
}
