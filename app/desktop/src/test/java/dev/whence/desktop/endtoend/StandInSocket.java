package dev.whence.desktop.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

/// A port on which something listens that speaks no proper HTTP, or none at all.
final class StandInSocket implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private interface Talk {
        void with(Socket caller) throws IOException;
    }

    private StandInSocket(int backlog) {
        try {
            server = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StandInSocket talking(Talk talk) {
        var self = new StandInSocket(50);
        Thread.ofVirtual()
                .start(
                        () -> {
                            while (!self.server.isClosed()) {
                                try {
                                    var caller = self.server.accept();
                                    self.open.add(caller);
                                    Thread.ofVirtual().start(() -> talk(caller, talk));
                                } catch (IOException _) {
                                    return;
                                }
                            }
                        });
        return self;
    }

    /// Takes connections and never says a word.
    static StandInSocket silent() {
        return talking(_ -> {});
    }

    /// Does not even take connections: its queue is full, so that further callers hear nothing.
    static StandInSocket dropping() {
        var self = new StandInSocket(1);
        for (int i = 0; i < 4; i++) {
            var caller = new Socket();
            self.open.add(caller);
            try {
                caller.connect(self.server.getLocalSocketAddress(), 100);
            } catch (IOException _) {
                break;
            }
        }
        return self;
    }

    /// Closes every connection once it was asked something.
    static StandInSocket closing() {
        return talking(
                caller -> {
                    request(caller.getInputStream());
                    caller.close();
                });
    }

    /// Answers with bytes that are no HTTP.
    static StandInSocket garbage() {
        return talking(
                caller -> {
                    request(caller.getInputStream());
                    var bytes = new byte[2000];
                    new java.util.Random(7).nextBytes(bytes);
                    caller.getOutputStream().write(bytes);
                    caller.close();
                });
    }

    /// Answers with a body that never ends.
    static StandInSocket endless() {
        return talking(
                caller -> {
                    request(caller.getInputStream());
                    var out = caller.getOutputStream();
                    out.write(head("text/html"));
                    var block = "na ".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
                    while (true) {
                        out.write(block);
                    }
                });
    }

    /// Answers with a few kilobytes that unpack to a gigabyte.
    static StandInSocket bomb() {
        var bomb = gigabyte();
        return talking(
                caller -> {
                    request(caller.getInputStream());
                    caller.getOutputStream().write(head("text/html\r\nContent-Encoding: gzip"));
                    caller.getOutputStream().write(bomb);
                    caller.close();
                });
    }

    /// Sends header lines without end.
    static StandInSocket endlessHead() {
        return talking(
                caller -> {
                    request(caller.getInputStream());
                    var out = caller.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                    var lines =
                            "X-Padding: na\r\n".repeat(2000).getBytes(StandardCharsets.US_ASCII);
                    while (true) {
                        out.write(lines);
                    }
                });
    }

    /// A port on which nothing listens.
    static int closedPort() {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    private static byte[] head(String type) {
        return ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: " + type + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] gigabyte() {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            var zeros = new byte[1024 * 1024];
            for (int i = 0; i < 1024; i++) {
                gzip.write(zeros);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static void talk(Socket caller, Talk talk) {
        try {
            talk.with(caller);
        } catch (IOException _) {
            // The caller left.
        }
    }

    private static void request(InputStream in) throws IOException {
        var last = new ArrayList<Integer>();
        while (last.size() < 4 || !last.equals(List.of(13, 10, 13, 10))) {
            var next = in.read();
            if (next < 0) {
                return;
            }
            last.add(next);
            if (last.size() > 4) {
                last.removeFirst();
            }
        }
    }

    @Override
    public void close() {
        open.forEach(StandInSocket::shut);
        shut(server);
    }

    private static void shut(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception _) {
            // It is closed as far as it can be.
        }
    }
}
