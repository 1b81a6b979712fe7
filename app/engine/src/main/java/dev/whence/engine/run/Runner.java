package dev.whence.engine.run;

import dev.whence.engine.check.Check;
import dev.whence.engine.model.Target;
import dev.whence.engine.world.World;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// Runs checks side by side: each starts as soon as what it needs is known.
public final class Runner {
    private final List<Check> checks;
    private final World world;
    private final InstantSource clock;

    /// @param world the door that every check asks through
    /// @param clock stamps what is seen
    public Runner(List<? extends Check> checks, World world, InstantSource clock) {
        this.checks = List.copyOf(checks);
        this.world = world;
        this.clock = clock;
    }

    /// Starts a run and returns at once.
    ///
    /// @param most the longest that the whole run may take
    /// @param listener hears each new picture of the progress, one after another, on threads of the
    ///   run
    public Run start(Target target, Duration most, Consumer<Progress> listener) {
        var run = new Run(Plan.of(checks, target), target, world, clock, most, listener);
        run.begin();
        return run;
    }
}
