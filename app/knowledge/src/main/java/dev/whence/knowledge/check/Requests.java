package dev.whence.knowledge.check;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Target;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Ask.Fetch;
import dev.whence.engine.world.Headers;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The requests that checks send for a target. They have no side effects unless the user agreed.
public final class Requests {
    /// What a browser asks for: the answer shows which station Cloudflare blames (facts §A.7).
    public static final Headers BROWSER =
            Headers.NONE.with("Accept", "text/html").with("Cache-Control", "no-cache");

    /// What a program asks for: the answer carries a stable code (facts §A.7).
    public static final Headers PROGRAM =
            Headers.NONE
                    .with("Accept", "application/problem+json, application/json;q=0.9")
                    .with("Cache-Control", "no-cache");

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final int MOST_PATHS = 4;

    private Requests() {}

    /// The failing method where it may be sent, else GET.
    public static String method(Target target) {
        var method = target.method().toUpperCase(Locale.ROOT);
        return HARMLESS.contains(method) || target.mayPost() ? method : "GET";
    }

    /// The paths to look at: the URL's own first, then the further ones that can be used, at most
    /// four in all.
    public static List<String> paths(Target target) {
        return Stream.concat(Stream.of(target.path()), target.paths().stream())
                .filter(path -> usable(target, path))
                .distinct()
                .limit(MOST_PATHS)
                .toList();
    }

    /// A request for a path of the target's host, the way that a visitor's goes.
    public static Fetch throughEdge(Target target, String method, String path, Headers headers) {
        return new Fetch(address(target, path), method, headers, roadOf(target));
    }

    /// A request for any other address that goes the way of a visitor of the target.
    public static Fetch alongside(Target target, URI uri, Headers headers) {
        return new Fetch(uri, "GET", headers, roadOf(target));
    }

    /// A request for a path straight to an origin, with the Host and SNI of the target, as
    /// Cloudflare sends it.
    public static Fetch toOrigin(
            Target target, HostPort origin, String scheme, String method, String path) {
        var headers = BROWSER.with("X-Forwarded-Proto", target.url().getScheme());
        var uri =
                scheme.equals(target.url().getScheme())
                        ? address(target, path)
                        : URI.create(scheme + "://" + target.url().getHost() + path);
        return new Fetch(uri, method, headers, Ask.Via.PLAIN.to(origin));
    }

    /// A request for the status page.
    public static Fetch statusPage(Target target, int mostBytes) {
        var headers = Headers.NONE.with("Accept", "application/json");
        var via = lookingUp(target).keeping(mostBytes);
        return new Fetch(target.sources().statusPage(), "GET", headers, via);
    }

    private static Ask.Via roadOf(Target target) {
        var via = lookingUp(target);
        return target.edge().map(via::to).orElse(via);
    }

    private static Ask.Via lookingUp(Target target) {
        var resolvers = target.sources().resolvers();
        return resolvers.isEmpty()
                ? Ask.Via.PLAIN
                : Ask.Via.PLAIN.lookingUpAt(resolvers.getFirst());
    }

    private static URI address(Target target, String path) {
        return URI.create(base(target) + path);
    }

    private static String base(Target target) {
        return target.url().getScheme() + "://" + target.url().getRawAuthority();
    }

    private static boolean usable(Target target, String path) {
        try {
            return path.startsWith("/") && new URI(base(target) + path).getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
