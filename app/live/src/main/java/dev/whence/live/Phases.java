package dev.whence.live;

import dev.whence.engine.world.Fetched.Timing;

import java.time.Duration;

/// Times the phases of one exchange.
final class Phases {
    private final long start = System.nanoTime();
    private long mark = start;
    private Duration resolve = Duration.ZERO;
    private Duration connect = Duration.ZERO;
    private Duration tls = Duration.ZERO;
    private Duration firstByte = Duration.ZERO;
    private Duration body = Duration.ZERO;

    void line(Duration resolved, Duration connected) {
        resolve = resolved;
        connect = connected;
        mark = System.nanoTime();
    }

    void tls() {
        tls = lap();
    }

    void firstByte() {
        firstByte = lap();
    }

    /// The head is read; what follows is the body.
    void head() {
        mark = System.nanoTime();
    }

    void body() {
        body = lap();
    }

    Timing timing() {
        var total = Duration.ofNanos(System.nanoTime() - start);
        return new Timing(resolve, connect, tls, firstByte, body, total);
    }

    private Duration lap() {
        var now = System.nanoTime();
        var lap = Duration.ofNanos(now - mark);
        mark = now;
        return lap;
    }
}
