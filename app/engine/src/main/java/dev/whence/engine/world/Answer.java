package dev.whence.engine.world;

/// What the world answers; each question has its own closed set of answers.
public sealed interface Answer permits Resolved, Dialled, Greeted, Fetched, Ran {}
