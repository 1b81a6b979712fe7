package dev.whence.engine.model;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What was looked at and how each look ended, in the order of the plan.
public record Coverage(List<Entry> entries) {
    /// Nothing was looked at.
    public static final Coverage NONE = new Coverage(List.of());

    /// How one check ended at one standpoint.
    ///
    /// @param took from start to end; zero where it never started
    public record Entry(CheckId check, Vantage from, Outcome outcome, Duration took) {}

    public Coverage {
        entries = List.copyOf(entries);
    }

    /// How a check ended, once for each standpoint it ran from.
    public Stream<Entry> of(CheckId check) {
        return entries.stream().filter(entry -> entry.check().equals(check));
    }
}
