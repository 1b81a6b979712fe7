package dev.whence.knowledge.pasted;

import dev.whence.engine.model.HostPort;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whom a request was sent to.
enum Peer {
    /// The host that sent it.
    ITSELF,
    /// An address of the origin, or a machine or container in its network.
    DIRECT,
    /// A name whose requests may pass the edge.
    NAMED;

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1|0\\.0\\.0\\.0");

    static Peer of(String host, Optional<String> pinned) {
        var dialled = pinned.orElse(host).replaceAll("[\\[\\]]", "");
        if (LOOPBACK.matcher(dialled).matches()) {
            return ITSELF;
        }
        return dialled.matches("[0-9a-fA-F:]*:[0-9a-fA-F:.]*|\\d{1,3}(\\.\\d{1,3}){3}")
                        || !dialled.contains(".")
                ? DIRECT
                : NAMED;
    }

    /// The address in a URL; its scheme's port where it names none.
    static HostPort at(URI url, Optional<String> pinned) {
        var host = pinned.orElse(url.getHost()).replaceAll("[\\[\\]]", "");
        return new HostPort(host, port(url));
    }

    static int port(URI url) {
        var port = url.getPort();
        if (port >= 1 && port <= 65535) {
            return port;
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }
}
