package dev.whence.engine.model;

import java.time.Instant;

/// A typed fact about one station of the road; the knowledge seals its own tree under it.
public interface Evidence {
    /// The station that the fact is about.
    Hop hop();

    /// What the fact says about that station. A fact that needs others to be read says nothing.
    Health health();

    /// Whether what works at that moment will fail by itself before long, or at the next restart.
    default boolean isAboutToFail(Instant now) {
        return false;
    }
}
