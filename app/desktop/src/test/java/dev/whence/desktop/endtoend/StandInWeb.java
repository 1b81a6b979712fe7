package dev.whence.desktop.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A web server without TLS that answers every request in one way: an application behind nginx, or
/// a status page.
final class StandInWeb implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private interface Answering {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private StandInWeb(Answering answering) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        answering.answer(exchange);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
        server.start();
    }

    static StandInWeb answering(int status, String type, String body) {
        return new StandInWeb(exchange -> WebAnswer.of(status, type, body).to(exchange, "app"));
    }

    /// Answers after a while.
    static StandInWeb slow(int seconds) {
        return new StandInWeb(
                exchange -> {
                    Thread.sleep(seconds * 1000L);
                    WebAnswer.of(200, "text/plain", "at last\n").to(exchange, "app");
                });
    }

    /// Answers with so many megabytes of JSON.
    static StandInWeb large(int megabytes) {
        return new StandInWeb(
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, 0);
                    var out = exchange.getResponseBody();
                    out.write("{\"page\":\"".getBytes(StandardCharsets.US_ASCII));
                    var block = new byte[1024 * 1024];
                    Arrays.fill(block, (byte) 'x');
                    for (int i = 0; i < megabytes; i++) {
                        out.write(block);
                    }
                    out.write("\"}".getBytes(StandardCharsets.US_ASCII));
                });
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// The address of a page of it.
    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
