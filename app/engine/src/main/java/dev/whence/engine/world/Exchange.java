package dev.whence.engine.world;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Vantage;

import java.time.Duration;

/// One question with its answer, as a tape keeps it, secrets already removed.
///
/// @param check who asked
/// @param from where it stood
public record Exchange(CheckId check, Vantage from, Ask<?> asked, Answer answer, Duration took) {}
