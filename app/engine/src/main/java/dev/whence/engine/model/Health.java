package dev.whence.engine.model;

/// What a fact says about its station of the road.
public enum Health {
    WELL,
    BROKEN,
    SAYS_NOTHING
}
