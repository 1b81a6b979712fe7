package dev.whence.engine.model;

import dev.whence.engine.check.CheckId;

import java.time.Instant;

/// One fact with its source: which check saw it, from where, and when.
public record Observation(CheckId check, Vantage from, Instant at, Evidence fact) {
    /// Whether what was seen works, and will fail before long.
    public boolean isAboutToFail() {
        return fact.isAboutToFail(at);
    }
}
