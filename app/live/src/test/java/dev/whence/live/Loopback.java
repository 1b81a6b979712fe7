package dev.whence.live;

import dev.whence.engine.model.HostPort;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ServerSocketFactory;

/// A server on loopback that talks with every caller as it is told to.
final class Loopback implements AutoCloseable {
    /// What the server does with one caller; the connection closes when it returns.
    interface Talk {
        void with(Socket caller) throws Exception;
    }

    private final ServerSocket server;
    private final List<Socket> callers = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private Loopback(ServerSocket server, Talk talk) {
        this.server = server;
        Thread.ofVirtual().start(() -> accept(talk));
    }

    static Loopback talking(Talk talk) {
        return talking(ServerSocketFactory.getDefault(), talk);
    }

    static Loopback talking(ServerSocketFactory factory, Talk talk) {
        try {
            return new Loopback(
                    factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), talk);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Reads a request and sends these bytes, one character each.
    static Loopback answering(String answer) {
        return answering(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Loopback answering(byte[] answer) {
        var self = new ArrayList<Loopback>();
        self.add(
                talking(
                        caller -> {
                            self.getFirst().requests.add(head(caller.getInputStream()));
                            caller.getOutputStream().write(answer);
                        }));
        return self.getFirst();
    }

    /// Reads a request, sends these bytes and resets the connection.
    static Loopback answeringThenResetting(String answer) {
        return talking(
                caller -> {
                    head(caller.getInputStream());
                    caller.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                    caller.getOutputStream().flush();
                    Thread.sleep(100);
                    reset(caller);
                });
    }

    /// Accepts and never says a word.
    static Loopback silent() {
        return talking(_ -> Thread.sleep(60_000));
    }

    static void reset(Socket caller) throws IOException {
        caller.setSoLinger(true, 0);
        caller.close();
    }

    /// A port of loopback on which nothing listens.
    static HostPort closedPort() {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new HostPort("127.0.0.1", server.getLocalPort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The heads of the requests that were answered.
    List<String> requests() {
        return requests;
    }

    HostPort address() {
        return new HostPort("127.0.0.1", server.getLocalPort());
    }

    static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private void accept(Talk talk) {
        while (!server.isClosed()) {
            try {
                var caller = server.accept();
                callers.add(caller);
                Thread.ofVirtual().start(() -> talk(caller, talk));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void talk(Socket caller, Talk talk) {
        try (caller) {
            talk.with(caller);
        } catch (Exception _) {
            // The caller left.
        }
    }

    @Override
    public void close() {
        TcpDialler.close(server);
        callers.forEach(TcpDialler::close);
    }
}
