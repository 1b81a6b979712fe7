package dev.whence.engine.world;

import java.time.Duration;

/// A moment after which nobody waits any more, on the monotonic clock.
///
/// @param nanos the moment, as `System.nanoTime` counts
public record Deadline(long nanos) {
    /// The moment that is so far away from now.
    public static Deadline in(Duration wait) {
        return new Deadline(System.nanoTime() + wait.toNanos());
    }

    /// What is left, never less than zero.
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /// Whether the moment has passed.
    public boolean passed() {
        return nanos - System.nanoTime() <= 0;
    }

    /// This moment, or so far from now if that is sooner.
    public Deadline orIn(Duration wait) {
        var other = in(wait);
        return other.nanos - nanos < 0 ? other : this;
    }

    /// What is left in milliseconds for calls where 0 would mean for ever: at least 1.
    public int millis() {
        return (int) Math.clamp(left().toMillis(), 1L, Integer.MAX_VALUE);
    }
}
