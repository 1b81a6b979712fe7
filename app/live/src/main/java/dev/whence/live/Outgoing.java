package dev.whence.live;

import dev.whence.engine.world.Ask.Fetch;
import dev.whence.engine.world.Headers;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a request says: the question's own headers, and those that every browser sends.
record Outgoing(String method, String scheme, String authority, String path, Headers headers) {
    private static final String AGENT =
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 Whence/0.1";
    private static final Headers USUAL =
            Headers.NONE
                    .with("User-Agent", AGENT)
                    .with("Accept", "*/*")
                    .with("Accept-Encoding", "gzip");
    private static final List<String> BODILESS = List.of("GET", "HEAD", "OPTIONS");

    /// The request that asks the question; a Host header given there wins over the address.
    static Outgoing of(Fetch asked) {
        var uri = URI.create(asked.uri().toASCIIString());
        var host = asked.headers().first("Host").orElseGet(() -> host(uri));
        var method = asked.method().toUpperCase(Locale.ROOT);
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return new Outgoing(method, scheme, host, path(uri), headers(asked.headers(), method));
    }

    /// Whether an answer to this with such a status has a body at all.
    boolean expectsBody(int status) {
        return !method.equals("HEAD") && status != 204 && status != 304;
    }

    private static String host(URI uri) {
        var written = uri.getRawAuthority();
        return written.substring(written.lastIndexOf('@') + 1);
    }

    private static String path(URI uri) {
        var raw = uri.getRawPath();
        var path = raw == null || raw.isEmpty() ? "/" : raw;
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static Headers headers(Headers given, String method) {
        var lines = new ArrayList<Headers.Line>();
        for (var usual : USUAL.lines()) {
            if (given.first(usual.name()).isEmpty()) {
                lines.add(usual);
            }
        }
        given.lines().stream()
                .filter(line -> !line.name().equalsIgnoreCase("Host"))
                .forEach(lines::add);
        if (!BODILESS.contains(method) && given.first("Content-Length").isEmpty()) {
            lines.add(new Headers.Line("Content-Length", "0"));
        }
        return new Headers(lines);
    }
}
