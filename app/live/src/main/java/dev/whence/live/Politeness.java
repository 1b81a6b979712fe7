package dev.whence.live;

import dev.whence.engine.world.Deadline;

import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Asks one host at most four things at a time.
///
/// Whoever waits for its turn until half of its time is gone goes ahead: our own queue must not
/// look like a slow host.
final class Politeness {
    private static final int AT_A_TIME = 4;

    private final ConcurrentMap<String, Semaphore> hosts = new ConcurrentHashMap<>();

    /// A turn that was given, to be closed when the question is answered.
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    Turn take(String host, Deadline by) throws InterruptedException {
        var turns =
                hosts.computeIfAbsent(
                        host.toLowerCase(Locale.ROOT), _ -> new Semaphore(AT_A_TIME, true));
        var taken = turns.tryAcquire(by.left().toNanos() / 2, TimeUnit.NANOSECONDS);
        return taken ? turns::release : () -> {};
    }
}
