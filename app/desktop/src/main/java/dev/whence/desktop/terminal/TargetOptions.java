package dev.whence.desktop.terminal;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Sources;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Symptoms;
import dev.whence.engine.model.Target;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.command.UnitName;

import inet.ipaddr.IPAddressString;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What to look at: the options of `check` that make up a target.
final class TargetOptions {
    private static final long LARGEST_RANGES = 1024 * 1024;

    @Parameters(index = "0", paramLabel = "URL", description = "The address that fails.")
    private String url = "";

    @Option(
            names = "--origin",
            paramLabel = "HOST[:PORT]",
            description = "The origin, dialled around Cloudflare. Repeatable.")
    private List<String> origins = new ArrayList<>();

    @Option(
            names = "--origin-scheme",
            paramLabel = "http|https",
            description = "How Cloudflare speaks to the origin.")
    private @Nullable String originScheme;

    @Option(
            names = "--origin-ssh",
            paramLabel = "[USER@]HOST[:PORT]",
            description = "An origin host for read-only commands. Repeatable.")
    private List<String> originHosts = new ArrayList<>();

    @Option(
            names = "--tunnel-ssh",
            paramLabel = "[USER@]HOST[:PORT]",
            description = "A connector's host for read-only commands. Repeatable.")
    private List<String> tunnelHosts = new ArrayList<>();

    @Option(
            names = "--tunnel",
            paramLabel = "NAME|ID",
            description = "The tunnel that the site should use.")
    private @Nullable String tunnel;

    @Option(
            names = "--unit",
            paramLabel = "NAME",
            description = "A service to look at besides those found. Repeatable.")
    private List<String> units = new ArrayList<>();

    @Option(
            names = "--method",
            paramLabel = "M",
            description = "The method that fails, where it is not GET.")
    private String method = "GET";

    @Option(
            names = "--path",
            paramLabel = "P",
            description = "The path that fails, where it is not the URL's. Repeatable.")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--may-post",
            description = "You agree that a POST without a body is sent to the failing path.")
    private boolean mayPost;

    @Option(
            names = "--code",
            paramLabel = "N",
            description = "A code that visitors see, such as 502 or 1033. Repeatable.")
    private List<Integer> codes = new ArrayList<>();

    @Option(
            names = "--edge",
            paramLabel = "HOST:PORT",
            description = "Dial this address as the edge.")
    private @Nullable String edge;

    @Option(
            names = "--resolver",
            paramLabel = "HOST[:PORT]",
            description = "Ask this DNS server. Repeatable.")
    private List<String> resolvers = new ArrayList<>();

    @Option(names = "--status-page", paramLabel = "URL", description = "Read this status page.")
    private @Nullable String statusPage;

    @Option(
            names = "--api",
            paramLabel = "URL",
            description =
                    "The address of Cloudflare's API. It is kept with the incident; no check asks"
                            + " it yet.")
    private @Nullable String api;

    @Option(
            names = "--ranges",
            paramLabel = "FILE",
            description = "Cloudflare's ranges, one CIDR block a line.")
    private @Nullable Path ranges;

    /// The target that these options describe.
    ///
    /// @throws Wrong where one of them cannot be used
    Target target() {
        try {
            var typed = Target.url(url);
            var site =
                    paths.isEmpty()
                            ? typed
                            : Target.url(typed.resolve(path(paths.getFirst())).toString());
            var scheme = scheme(site);
            return Defaults.target(site)
                    .withMethod(method())
                    .withPaths(paths.stream().skip(1).map(TargetOptions::path).toList())
                    .withOriginScheme(scheme)
                    .withHosts(hosts())
                    .withOrigins(origins(site, scheme))
                    .withTunnel(Optional.ofNullable(tunnel))
                    .withUnits(units())
                    .withEdge(
                            Optional.ofNullable(edge).map(address -> HostPort.parse(address, 443)))
                    .withMayPost(mayPost)
                    .withSeen(new Symptoms(codes, Optional.empty(), Optional.empty(), ""))
                    .withSources(sources());
        } catch (IllegalArgumentException e) {
            throw new Wrong(String.valueOf(e.getMessage()));
        }
    }

    private String method() {
        if (!method.matches("[A-Za-z]{3,10}")) {
            throw new Wrong("--method takes a method such as GET or OPTIONS.");
        }
        return method.toUpperCase(Locale.ROOT);
    }

    private String scheme(URI site) {
        var scheme = originScheme == null ? site.getScheme() : originScheme;
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new Wrong("--origin-scheme takes http or https.");
        }
        return scheme;
    }

    private List<String> units() {
        try {
            return units.stream().map(unit -> UnitName.of(unit).value()).toList();
        } catch (IllegalArgumentException _) {
            throw new Wrong("--unit takes the name of a systemd unit, such as nginx.");
        }
    }

    private List<SshHost> hosts() {
        List<SshHost> hosts = new ArrayList<>();
        originHosts.forEach(host -> hosts.add(SshHost.parse(SshHost.Role.ORIGIN, host)));
        tunnelHosts.forEach(host -> hosts.add(SshHost.parse(SshHost.Role.TUNNEL, host)));
        return hosts;
    }

    /// Without `--origin`, a host of `--origin-ssh` that is no mere alias is taken for the origin;
    /// behind a tunnel nobody dials it.
    private List<HostPort> origins(URI site, String scheme) {
        var port =
                site.getPort() > 0 && scheme.equals(site.getScheme())
                        ? site.getPort()
                        : scheme.equals("https") ? 443 : 80;
        if (!origins.isEmpty()) {
            return origins.stream().map(origin -> HostPort.parse(origin, port)).toList();
        }
        if (tunnel != null || !tunnelHosts.isEmpty()) {
            return List.of();
        }
        return hosts().stream()
                .filter(host -> host.role() == SshHost.Role.ORIGIN)
                .filter(host -> host.host().contains(".") || host.host().contains(":"))
                .map(host -> new HostPort(host.host(), port))
                .toList();
    }

    private Sources sources() {
        return new Sources(
                resolvers.stream().map(resolver -> HostPort.parse(resolver, 53)).toList(),
                statusPage == null ? Defaults.SOURCES.statusPage() : Target.url(statusPage),
                Defaults.SOURCES.control(),
                Optional.ofNullable(api).map(Target::url),
                ranges == null ? Defaults.RANGES : ranges(ranges));
    }

    private static List<String> ranges(Path file) {
        try {
            if (Files.size(file) > LARGEST_RANGES) {
                throw new Wrong("The file " + file + " is too large for a list of ranges.");
            }
            var blocks =
                    Files.readAllLines(file).stream()
                            .map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty())
                            .toList();
            blocks.stream()
                    .filter(block -> !new IPAddressString(block).isIPAddress())
                    .findFirst()
                    .ifPresent(
                            block -> {
                                throw new Wrong(
                                        "The file "
                                                + file
                                                + " holds something that is no CIDR block.");
                            });
            if (blocks.isEmpty()) {
                throw new Wrong("The file " + file + " holds no ranges.");
            }
            return blocks;
        } catch (IOException e) {
            throw new Wrong("The file " + file + " cannot be read.");
        }
    }

    private static String path(String path) {
        if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new Wrong(
                    "--path takes a path that begins with / and has no spaces, such as"
                            + " /api/orders.");
        }
        return path;
    }
}
