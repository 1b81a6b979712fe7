package dev.whence.knowledge.parse;

import dev.whence.knowledge.parse.NginxConfig.Directive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// What an nginx configuration does with the requests for one name and path, following nginx's own
/// order of choice.
///
/// @param listens the ports on which it serves the name
/// @param upstreams where it sends the requests: `127.0.0.1:8000`, `unix:/run/app.sock`
/// @param services those that it asks in HTTP, with their scheme: `http://127.0.0.1:8000`
public record NginxSite(List<Integer> listens, List<String> upstreams, List<String> services) {
    private static final Set<String> PASSES =
            Set.of("proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass");

    public NginxSite {
        listens = List.copyOf(listens);
        upstreams = List.copyOf(upstreams);
        services = List.copyOf(services);
    }

    /// The site in a configuration; empty where nothing in it serves the name on any port and
    /// nothing the port.
    ///
    /// @param path the path that is asked, with or without its query
    /// @param port the port that is asked
    public static Optional<NginxSite> in(
            List<Directive> config, String host, String path, int port) {
        var servers =
                NginxConfig.all(config, "server").filter(each -> !each.inner().isEmpty()).toList();
        var named = servers.stream().filter(server -> names(server, host)).toList();
        var byPort = servers.stream().filter(server -> ports(server).contains(port)).toList();
        var chosen =
                named.stream()
                        .filter(byPort::contains)
                        .min(Comparator.comparingInt(server -> rank(server, host)))
                        .or(() -> fallback(byPort))
                        .or(() -> named.stream().findFirst());
        return chosen.map(
                server -> {
                    var asked = upstreams(config, server, path);
                    return new NginxSite(
                            listens(named.isEmpty() ? List.of(server) : named, server),
                            asked.stream().map(Asked::address).distinct().toList(),
                            asked.stream()
                                    .flatMap(each -> each.service().stream())
                                    .distinct()
                                    .toList());
                });
    }

    /// An address to which requests go.
    ///
    /// @param scheme `http` or `https`; empty where it is another protocol
    private record Asked(String scheme, String address) {
        Optional<String> service() {
            return scheme.isEmpty() || address.startsWith("unix:")
                    ? Optional.empty()
                    : Optional.of(scheme + "://" + address);
        }
    }

    private static List<Integer> listens(List<Directive> named, Directive chosen) {
        return Stream.concat(named.stream(), Stream.of(chosen))
                .flatMap(server -> ports(server).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static Optional<Directive> fallback(List<Directive> byPort) {
        return byPort.stream()
                .filter(
                        server ->
                                server.own("listen")
                                        .anyMatch(
                                                listen ->
                                                        listen.words().contains("default_server")))
                .findFirst()
                .or(() -> byPort.stream().findFirst());
    }

    private static List<Integer> ports(Directive server) {
        var listens = server.own("listen").map(listen -> port(listen.word())).toList();
        return listens.isEmpty() ? List.of(80) : listens;
    }

    private static int port(String listen) {
        if (listen.startsWith("unix:")) {
            return 0;
        }
        var last = listen.substring(listen.lastIndexOf(':') + 1);
        if (last.matches("\\d{1,5}")) {
            return Text.number(last);
        }
        return listen.matches("\\d{1,5}") ? Text.number(listen) : 80;
    }

    private static boolean names(Directive server, String host) {
        return rank(server, host) < Integer.MAX_VALUE;
    }

    /// How well the names of a server fit, as nginx ranks them: exact, leading star, trailing star,
    /// expression.
    private static int rank(Directive server, String host) {
        return server.own("server_name")
                .flatMap(each -> each.words().stream())
                .mapToInt(name -> rank(name.toLowerCase(Locale.ROOT), host))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static int rank(String name, String host) {
        if (name.equals(host)) {
            return 0;
        }
        if (name.startsWith(".") && (host.endsWith(name) || host.equals(name.substring(1)))) {
            return 1;
        }
        if (name.startsWith("*.") && host.endsWith(name.substring(1))) {
            return 1;
        }
        if (name.endsWith(".*") && host.startsWith(name.substring(0, name.length() - 1))) {
            return 2;
        }
        return name.startsWith("~") && found(name.substring(1), host, false)
                ? 3
                : Integer.MAX_VALUE;
    }

    private static List<Asked> upstreams(
            List<Directive> config, Directive server, String pathAndQuery) {
        var path = pathAndQuery.replaceAll("\\?.*", "");
        var location = location(server, path);
        var own = location.map(each -> passes(each).toList()).orElse(List.of());
        var passes =
                own.isEmpty()
                        ? Stream.concat(
                                        passes(server),
                                        server.all("location").flatMap(NginxSite::passes))
                                .toList()
                        : own;
        return passes.stream().flatMap(pass -> addresses(config, server, pass)).toList();
    }

    private static Stream<Directive> passes(Directive block) {
        return block.inner().stream()
                .flatMap(
                        each ->
                                PASSES.contains(each.name())
                                        ? Stream.of(each)
                                        : each.name().equals("if")
                                                        || each.name().equals("limit_except")
                                                ? passes(each)
                                                : Stream.of());
    }

    /// The location that nginx picks: an exact one, else the longest prefix, unless an expression
    /// fits first.
    private static Optional<Directive> location(Directive block, String path) {
        var locations = new ArrayList<>(block.own("location").toList());
        var exact =
                locations.stream()
                        .filter(each -> kind(each).equals("=") && what(each).equals(path));
        var prefix =
                locations.stream()
                        .filter(each -> kind(each).isEmpty() || kind(each).equals("^~"))
                        .filter(each -> !what(each).startsWith("@") && path.startsWith(what(each)))
                        .max(Comparator.comparingInt(each -> what(each).length()));
        var expression =
                locations.stream()
                        .filter(each -> kind(each).startsWith("~"))
                        .filter(each -> found(what(each), path, kind(each).equals("~*")))
                        .findFirst();
        var first = exact.findFirst();
        if (first.isPresent()) {
            return first;
        }
        var chosen =
                prefix.filter(each -> kind(each).equals("^~") || expression.isEmpty())
                        .or(() -> expression);
        return chosen.map(each -> location(each, path).orElse(each));
    }

    private static String kind(Directive location) {
        return location.words().size() > 1 ? location.word() : "";
    }

    private static String what(Directive location) {
        return location.words().isEmpty() ? "" : location.words().getLast();
    }

    private static Stream<Asked> addresses(
            List<Directive> config, Directive server, Directive pass) {
        var target = pass.word();
        if (target.contains("$")) {
            target = expanded(server, target);
        }
        var secure = target.startsWith("https://") || target.startsWith("grpcs://");
        var address = target.replaceFirst("^[a-z]+://", "");
        var name =
                address.startsWith("unix:")
                        ? address.replaceFirst("(unix:[^:]*):.*", "$1")
                        : address.replaceFirst("/.*", "");
        var members =
                NginxConfig.all(config, "upstream")
                        .filter(upstream -> upstream.word().equals(name))
                        .flatMap(upstream -> upstream.own("server"))
                        .filter(member -> !member.words().contains("down"))
                        .map(Directive::word)
                        .toList();
        var all = members.isEmpty() ? List.of(name) : members;
        var web = pass.name().equals("proxy_pass");
        var scheme = web ? secure ? "https" : "http" : "";
        return all.stream()
                .filter(each -> !each.isEmpty() && !each.contains("$"))
                .map(each -> new Asked(scheme, withPort(each, web ? secure ? 443 : 80 : 0)));
    }

    private static String expanded(Directive server, String target) {
        var variable = Pattern.compile("\\$\\{?(\\w+)}?").matcher(target);
        return variable.replaceAll(
                found ->
                        java.util.regex.Matcher.quoteReplacement(
                                NginxConfig.variable(server, "$" + found.group(1))
                                        .filter(value -> !value.contains("$"))
                                        .orElse("$")));
    }

    private static String withPort(String address, int otherwise) {
        return address.startsWith("unix:") || otherwise == 0 || address.matches(".*:\\d{1,5}")
                ? address
                : address + ":" + otherwise;
    }

    private static boolean found(String expression, String in, boolean anyCase) {
        try {
            return in.length() < 2_000
                    && Pattern.compile(expression, anyCase ? Pattern.CASE_INSENSITIVE : 0)
                            .matcher(in)
                            .find();
        } catch (PatternSyntaxException _) {
            return false;
        }
    }
}
