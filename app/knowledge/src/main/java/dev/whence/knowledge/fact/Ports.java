package dev.whence.knowledge.fact;

import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the port out of a service URL or an address as programs print them.
public final class Ports {
    private static final Pattern PORT =
            Pattern.compile(
                    "^(?:([a-z0-9+]+)://)?(?:\\[[0-9A-Fa-f:.%]+]|[^/\\[\\]:]+)(?::(\\d{1,5}))?(?:/.*)?$");

    private Ports() {}

    /// The port of `http://localhost:8000/`, `127.0.0.1:8000`, `https://app`; empty where there is
    /// none.
    public static Optional<Integer> of(String text) {
        var match = PORT.matcher(text.strip());
        if (text.contains("unix:") || !match.matches()) {
            return Optional.empty();
        }
        if (match.group(2) != null) {
            var port = Integer.parseInt(match.group(2));
            return port >= 1 && port <= 65535 ? Optional.of(port) : Optional.empty();
        }
        return switch (match.group(1)) {
            case "http", "ws" -> Optional.of(80);
            case "https", "wss" -> Optional.of(443);
            case null, default -> Optional.empty();
        };
    }
}
