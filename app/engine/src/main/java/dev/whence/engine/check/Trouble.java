package dev.whence.engine.check;

/// A failure of ours: what happened, and what the user can do about it.
///
/// @param happened one sentence
/// @param wayOut one sentence; may be empty
public record Trouble(String happened, String wayOut) {}
