package dev.whence.desktop.terminal;

import dev.whence.desktop.Wiring;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.Progress;
import dev.whence.lab.Recorder;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;

/// Runs every check once, tells the progress on one line of the standard error, and hears Ctrl+C.
final class Looking {
    private final Wiring wiring;
    private final PrintStream err;

    Looking(Wiring wiring, PrintStream err) {
        this.wiring = wiring;
        this.err = err;
    }

    /// @param also hears each new picture, too
    Incident at(Target target, Recorder world, Duration most, Consumer<Progress> also)
            throws InterruptedException {
        var opened = wiring.now();
        var began = System.nanoTime();
        var line = new ProgressLine(err, Terminals.interactive());
        var run =
                wiring.start(
                        target,
                        world,
                        most,
                        progress -> {
                            line.accept(progress);
                            also.accept(progress);
                        });
        var hook = Thread.ofPlatform().unstarted(run::cancel);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            var facts = run.await();
            return wiring.incident(
                    target,
                    opened,
                    Duration.ofNanos(System.nanoTime() - began),
                    facts,
                    world.tape().exchanges());
        } finally {
            Runtime.getRuntime().removeShutdownHook(hook);
            line.end();
        }
    }
}
