package dev.whence.desktop.endtoend;

import com.sun.net.httpserver.HttpExchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request as a stand-in got it and passes it on.
///
/// @param path with the query
record WebRequest(String method, String path, Map<String, List<String>> headers) {
    static WebRequest of(HttpExchange exchange) {
        return new WebRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()));
    }

    /// The first value of a header, in lower case; empty where there is none.
    String header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().getFirst())
                .findFirst()
                .orElse("");
    }

    /// The host that is asked for, without the port.
    String host() {
        return header("Host").replaceFirst(":\\d+$", "");
    }

    /// Which machine-readable form is asked for (facts §A.7).
    Optional<String> structured() {
        var accept = header("Accept");
        if (accept.contains("application/problem+json")) {
            return Optional.of("application/problem+json");
        }
        if (accept.contains("application/json")) {
            return Optional.of("application/json; charset=utf-8");
        }
        return accept.contains("text/markdown") ? Optional.of("text/markdown") : Optional.empty();
    }
}
