package dev.whence.desktop.fx;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/// Runs tasks one after another, in the order in which they came, on threads of another executor.
public final class InTurn implements Executor {
    private static final System.Logger LOG = System.getLogger(InTurn.class.getName());

    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    /// @param threads lends a thread for as long as there are tasks
    public InTurn(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        threads.execute(this::run);
    }

    private void run() {
        for (var next = next(); next != null; next = next()) {
            try {
                next.run();
            } catch (RuntimeException | StackOverflowError e) {
                LOG.log(System.Logger.Level.ERROR, "A task of the window failed", e);
            }
        }
    }

    private @Nullable Runnable next() {
        synchronized (waiting) {
            var next = waiting.poll();
            running = next != null;
            return next;
        }
    }
}
