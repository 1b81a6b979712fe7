package dev.whence.engine.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What fails and where one may look. Several origins and several hosts are the normal case.
///
/// @param url the failing address: absolute, http or https, without user name or password
/// @param method the method that fails
/// @param paths further paths to try on the same host
/// @param origins the servers behind the network in front, dialled around it; may be empty
/// @param originScheme `http` or `https`, as the network in front speaks to the origin
/// @param tunnel the tunnel's name or id, where one is used and known
/// @param hosts hosts on which read-only commands may run
/// @param units services to look at besides those that are found
/// @param edge dial this address in place of what DNS says for the URL
/// @param mayPost whether the user agreed that a request with side effects is sent
public record Target(
        URI url,
        String method,
        List<String> paths,
        List<HostPort> origins,
        String originScheme,
        Optional<String> tunnel,
        List<SshHost> hosts,
        List<String> units,
        Optional<HostPort> edge,
        boolean mayPost,
        Symptoms seen,
        Sources sources) {

    private static final int MOST_LETTERS = 8_000;
    private static final Pattern AUTHORITY = Pattern.compile("(?<=^[a-zA-Z]{1,9}://)[^/?#]+");

    public Target {
        paths = List.copyOf(paths);
        origins = List.copyOf(origins);
        hosts = List.copyOf(hosts);
        units = List.copyOf(units);
    }

    /// Reads the address that a user typed or pasted; a missing scheme means https, and a name in
    /// letters beyond ASCII is taken in the form that DNS knows.
    ///
    /// @throws IllegalArgumentException with a sentence for the user where it cannot be used
    public static URI url(String typed) {
        var text = typed.strip();
        if (text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException(
                    "The address has a space or a line break in it: paste one address only.");
        }
        if (text.isEmpty() || text.length() > MOST_LETTERS) {
            throw new IllegalArgumentException(
                    "Paste one address of a web page, of at most " + MOST_LETTERS + " letters.");
        }
        var whole = text.contains("://") ? text : "https://" + text;
        if (AUTHORITY.matcher(whole).results().anyMatch(found -> found.group().contains("@"))) {
            throw new IllegalArgumentException(
                    "The address carries a user name or password: leave out what stands before the"
                            + " @.");
        }
        var uri = parsed(asciiHost(whole));
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException(
                    "Whence looks at http and https addresses, not at "
                            + HostPort.shown(scheme)
                            + ".");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("'" + HostPort.shown(typed) + "' names no host.");
        }
        return clean(uri, scheme);
    }

    /// The host of the failing address, without brackets.
    public String host() {
        var host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /// The port of the failing address, the scheme's own where none is written.
    public int port() {
        return url.getPort() > 0 ? url.getPort() : secure() ? 443 : 80;
    }

    /// Whether visitors come over https.
    public boolean secure() {
        return url.getScheme().equals("https");
    }

    /// The path and query of the failing address; `/` where it has none.
    public String path() {
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    /// The hosts of one role, in the order given.
    public Stream<SshHost> hosts(SshHost.Role role) {
        return hosts.stream().filter(host -> host.role() == role);
    }

    /// The same target with the address stripped of its query, which may carry a secret.
    public Target withoutQuery() {
        return new Target(
                URI.create(url.toString().replaceFirst("\\?.*", "")),
                method,
                paths.stream().map(path -> path.replaceFirst("\\?.*", "")).toList(),
                origins,
                originScheme,
                tunnel,
                hosts,
                units,
                edge,
                mayPost,
                seen,
                sources);
    }

    /// The same target with other method.
    public Target withMethod(String method) {
        return new Target(
                url,
                method,
                paths,
                origins,
                originScheme,
                tunnel,
                hosts,
                units,
                edge,
                mayPost,
                seen,
                sources);
    }

    /// The same target with other paths.
    public Target withPaths(List<String> paths) {
        return new Target(
                url,
                method,
                paths,
                origins,
                originScheme,
                tunnel,
                hosts,
                units,
                edge,
                mayPost,
                seen,
                sources);
    }

    /// The same target with other origins.
    public Target withOrigins(List<HostPort> origins) {
        return new Target(
                url,
                method,
                paths,
                origins,
                originScheme,
                tunnel,
                hosts,
                units,
                edge,
                mayPost,
                seen,
                sources);
    }

    /// The same target with other origin scheme.
    public Target withOriginScheme(String originScheme) {
        return new Target(
                url,
                method,
                paths,
                origins,
                originScheme,
                tunnel,
                hosts,
                units,
                edge,
                mayPost,
                seen,
                sources);
    }

    /// The same target with other tunnel.
    public Target withTunnel(Optional<String> tunnel) {
        return new Target(
                url,
                method,
                paths,
                origins,
                originScheme,
                tunnel,
                hosts,
                units,
                edge,
                mayPost,
                seen,
                sources);
    }

    /// The same target with other hosts.
    public Target withHosts(List<SshHost> hosts) {
        return new Target(
                url,
                method,
                paths,
                origins,
                originScheme,
                tunnel,
                hosts,
                units,
                edge,
                mayPost,
                seen,
                sources);
    }

    /// The same target with other units.
    public Target withUnits(List<String> units) {
        return new Target(
                url,
                method,
                paths,
                origins,
                originScheme,
                tunnel,
                hosts,
                units,
                edge,
                mayPost,
                seen,
                sources);
    }

    /// The same target with other edge.
    public Target withEdge(Optional<HostPort> edge) {
        return new Target(
                url,
                method,
                paths,
                origins,
                originScheme,
                tunnel,
                hosts,
                units,
                edge,
                mayPost,
                seen,
                sources);
    }

    /// The same target with other consent.
    public Target withMayPost(boolean mayPost) {
        return new Target(
                url,
                method,
                paths,
                origins,
                originScheme,
                tunnel,
                hosts,
                units,
                edge,
                mayPost,
                seen,
                sources);
    }

    /// The same target with other symptoms.
    public Target withSeen(Symptoms seen) {
        return new Target(
                url,
                method,
                paths,
                origins,
                originScheme,
                tunnel,
                hosts,
                units,
                edge,
                mayPost,
                seen,
                sources);
    }

    /// The same target with other sources.
    public Target withSources(Sources sources) {
        return new Target(
                url,
                method,
                paths,
                origins,
                originScheme,
                tunnel,
                hosts,
                units,
                edge,
                mayPost,
                seen,
                sources);
    }

    private static String asciiHost(String text) {
        return AUTHORITY
                .matcher(text)
                .replaceFirst(whole -> Matcher.quoteReplacement(HostPort.ascii(whole.group())));
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + HostPort.shown(text) + "' is not a web address.", e);
        }
    }

    private static URI clean(URI uri, String scheme) {
        HostPort.requireHost(uri.getHost().replaceAll("[\\[\\]]", ""));
        if (uri.getPort() != -1) {
            HostPort.requirePort(uri.getPort());
        }
        var port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        return URI.create(URI.create(scheme + "://" + host + port + path + query).toASCIIString());
    }
}
