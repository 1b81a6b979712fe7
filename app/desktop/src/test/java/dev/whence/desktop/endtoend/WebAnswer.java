package dev.whence.desktop.endtoend;

import com.sun.net.httpserver.HttpExchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// An answer that a stand-in passes on or makes itself.
record WebAnswer(int status, Map<String, String> headers, InputStream body) {
    private static final Set<String> OF_ONE_LEG =
            Set.of(
                    "connection",
                    "keep-alive",
                    "transfer-encoding",
                    "content-length",
                    "date",
                    "server");

    static WebAnswer of(int status, String type, String body) {
        return new WebAnswer(
                status,
                Map.of("content-type", type),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    static WebAnswer empty(int status) {
        return new WebAnswer(status, Map.of(), InputStream.nullInputStream());
    }

    WebAnswer with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new WebAnswer(status, Map.copyOf(all), body);
    }

    /// Sends it, piece by piece.
    void to(HttpExchange exchange, String server) throws IOException {
        var out = exchange.getResponseHeaders();
        headers.forEach(
                (name, value) -> {
                    if (!OF_ONE_LEG.contains(name.toLowerCase(Locale.ROOT))) {
                        out.set(name, value);
                    }
                });
        out.set("Server", server);
        var bodiless = exchange.getRequestMethod().equals("HEAD") || status == 304;
        exchange.sendResponseHeaders(status, bodiless ? -1 : 0);
        if (!bodiless) {
            body.transferTo(exchange.getResponseBody());
        }
        exchange.close();
    }
}
