package dev.whence.live;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Dialled;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// Opens TCP connections and says how that ended (facts §L).
final class TcpDialler {
    /// Time for three packets to be lost: the system sends the first one again after 1, 3 and 7 s.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Names names;
    private final LongAdder received;

    /// @param received counts the bytes that arrive on all connections
    TcpDialler(Names names, LongAdder received) {
        this.names = names;
        this.received = received;
    }

    /// How opening a connection ended, with the time that each phase took.
    sealed interface Line {
        Duration resolve();

        /// It is open; whoever asked closes it.
        record Open(TappedSocket socket, Duration resolve, Duration connect) implements Line {}

        /// The name led to no address.
        record Unnamed(String why, boolean late, Duration resolve) implements Line {}

        /// The address did not let us in.
        record Shut(Dialled dialled, Duration resolve, Duration connect) implements Line {}
    }

    /// Opens a connection and closes it.
    Dialled dial(HostPort to, Deadline by) throws InterruptedException {
        return switch (open(to, Optional.empty(), by)) {
            case Line.Open(var socket, _, var connect) -> {
                close(socket);
                yield new Dialled.Open(connect);
            }
            case Line.Unnamed(var why, _, _) -> new Dialled.Unreachable(why);
            case Line.Shut(var dialled, _, _) -> dialled;
        };
    }

    /// Opens a connection to the first address of a host that lets us in.
    Line open(HostPort to, Optional<HostPort> resolver, Deadline by) throws InterruptedException {
        var start = System.nanoTime();
        var found = names.find(to.host(), resolver, by);
        var resolve = Duration.ofNanos(System.nanoTime() - start);
        return switch (found) {
            case Names.Found.Nothing(var why, var late) -> new Line.Unnamed(why, late, resolve);
            case Names.Found.Addresses(var all) -> anyOf(all, to.port(), resolve, by);
        };
    }

    private Line anyOf(List<InetAddress> addresses, int port, Duration resolve, Deadline by)
            throws InterruptedException {
        var first = one(addresses.getFirst(), port, resolve, share(addresses.size(), by));
        for (var i = 1; i < addresses.size() && first instanceof Line.Shut; i++) {
            var next = one(addresses.get(i), port, resolve, share(addresses.size() - i, by));
            if (next instanceof Line.Open) {
                return next;
            }
        }
        return first;
    }

    private static Deadline share(int addresses, Deadline by) {
        return addresses == 1 ? by : by.orIn(by.left().dividedBy(addresses));
    }

    private Line one(InetAddress address, int port, Duration resolve, Deadline by)
            throws InterruptedException {
        var socket = new TappedSocket(received);
        var start = System.nanoTime();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address, port), by.orIn(PATIENCE).millis());
            return new Line.Open(socket, resolve, since(start));
        } catch (IOException e) {
            close(socket);
            Interrupts.check();
            return new Line.Shut(failed(e, since(start)), resolve, since(start));
        }
    }

    private static Dialled failed(IOException e, Duration waited) {
        var said = Text.of(e).toLowerCase(Locale.ROOT);
        if (e instanceof SocketTimeoutException || said.contains("timed out")) {
            return new Dialled.TooSlow(waited);
        }
        return said.contains("refused")
                ? new Dialled.Refused()
                : new Dialled.Unreachable(Text.of(e));
    }

    static void close(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception _) {
            // What fails to close is gone already.
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
