package dev.whence.live;

import java.util.Collections;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;

/// Counts what is touched.
final class Counts {
    private final ConcurrentSkipListSet<String> hosts = new ConcurrentSkipListSet<>();
    private final LongAdder lookUps = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final LongAdder commands = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    /// The counter of bytes received.
    LongAdder bytes() {
        return bytes;
    }

    void lookUp() {
        lookUps.increment();
    }

    void connection(String host) {
        hosts.add(host);
        connections.increment();
    }

    void command(String host) {
        hosts.add(host);
        commands.increment();
    }

    Touched now() {
        return new Touched(
                Collections.unmodifiableSortedSet(new TreeSet<>(hosts)),
                lookUps.sum(),
                connections.sum(),
                commands.sum(),
                bytes.sum());
    }
}
