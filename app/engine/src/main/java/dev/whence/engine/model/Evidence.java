package dev.whence.engine.model;

/// A typed fact about one station of the road; the knowledge seals its own tree under it.
public interface Evidence {
    /// The station that the fact is about.
    Hop hop();

    /// What the fact says about that station. A fact that needs others to be read says nothing.
    Health health();
}
