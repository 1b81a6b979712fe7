package dev.whence.live;

import dev.whence.engine.world.Deadline;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Closes a connection at its deadline, so that a peer that drips or stalls cannot hold anybody.
final class Watch implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final AutoCloseable watched;
    private final AtomicLong until;
    private final Thread thread;
    private volatile boolean paused;
    private volatile boolean fired;

    private Watch(AutoCloseable watched, Deadline by) {
        this.watched = watched;
        this.until = new AtomicLong(by.nanos());
        this.thread = Thread.ofVirtual().name("watch").start(this::guard);
    }

    static Watch over(AutoCloseable watched, Deadline by) {
        return new Watch(watched, by);
    }

    /// Whether the deadline passed and the connection was closed because of it.
    boolean fired() {
        return fired;
    }

    /// Stops the clock: a person is being asked.
    void pause() {
        paused = true;
    }

    /// Goes on, giving back the time that the person took.
    void resume(Duration taken) {
        until.addAndGet(taken.toNanos());
        paused = false;
    }

    private void guard() {
        try {
            while (paused || left() > 0) {
                Thread.sleep(paused ? LOOK_AGAIN : Duration.ofNanos(left()));
            }
            fired = true;
            watched.close();
        } catch (InterruptedException _) {
            // The connection ended by itself.
        } catch (Exception _) {
            // What fails to close is gone already.
        }
    }

    private long left() {
        return Math.max(0, until.get() - System.nanoTime());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
