package dev.whence.knowledge.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an Apache configuration does with the requests for one name, from the lines of its virtual
/// hosts.
///
/// @param listens the ports on which it serves the name
/// @param upstreams where it sends the requests
/// @param services those that it asks in HTTP, with their scheme: `http://127.0.0.1:8000`
public record ApacheSite(List<Integer> listens, List<String> upstreams, List<String> services) {
    private static final Pattern OPEN = Pattern.compile("(?i)\\s*<VirtualHost\\s+([^>]{1,400})>.*");
    private static final Pattern CLOSE = Pattern.compile("(?i)\\s*</VirtualHost>.*");
    private static final Pattern NAME =
            Pattern.compile("(?i)\\s*Server(?:Name|Alias)\\s+(.{1,2000})");
    private static final Pattern PASS =
            Pattern.compile(
                    "(?i)\\s*(?:ProxyPass(?:Match)?\\s+\\S+\\s+|SetHandler\\s+)\"?(?:proxy:)?"
                        + "((?:https?|fcgi|ajp|wss?|uwsgi|scgi|h2c?|unix|balancer):[^\\s\"|]+).*");

    private static final Pattern WEB = Pattern.compile("(?i)^https?://");

    public ApacheSite {
        listens = List.copyOf(listens);
        upstreams = List.copyOf(upstreams);
        services = List.copyOf(services);
    }

    /// The site in the lines of a configuration; empty where no virtual host has the name.
    public static Optional<ApacheSite> in(String lines, String host) {
        List<Integer> ports = new ArrayList<>();
        List<String> passes = new ArrayList<>();
        Block block = null;
        for (var line : Text.lines(lines)) {
            var open = OPEN.matcher(line);
            if (open.matches()) {
                block = new Block(open.group(1), new ArrayList<>(), new ArrayList<>());
            } else if (CLOSE.matcher(line).matches()) {
                if (block != null && block.serves(host)) {
                    ports.addAll(block.ports());
                    passes.addAll(block.passes());
                }
                block = null;
            } else if (block != null) {
                block.take(line);
            }
        }
        return ports.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ApacheSite(
                                ports.stream().distinct().sorted().toList(),
                                passes.stream().map(ApacheSite::address).distinct().toList(),
                                passes.stream()
                                        .filter(pass -> WEB.matcher(pass).find())
                                        .map(ApacheSite::service)
                                        .distinct()
                                        .toList()));
    }

    private static String service(String pass) {
        return pass.replaceFirst("(?i)://.*", "://").toLowerCase(Locale.ROOT) + address(pass);
    }

    private static String address(String pass) {
        if (pass.startsWith("unix:")) {
            return pass;
        }
        var address = pass.replaceFirst("^[a-z0-9]+://", "").replaceFirst("/.*", "");
        if (address.matches(".*:\\d{1,5}") || pass.startsWith("balancer:")) {
            return address;
        }
        return address + (pass.startsWith("https:") ? ":443" : ":80");
    }

    private record Block(String addresses, List<String> names, List<String> passes) {
        void take(String line) {
            var name = NAME.matcher(line);
            if (name.matches()) {
                names.addAll(List.of(name.group(1).strip().split("\\s+", -1)));
            }
            var pass = PASS.matcher(line);
            if (pass.matches()) {
                passes.add(pass.group(1));
            }
        }

        boolean serves(String host) {
            return names.stream()
                    .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("^https?://", ""))
                    .map(name -> name.replaceFirst(":\\d+$", ""))
                    .anyMatch(
                            name ->
                                    name.equals(host)
                                            || (name.startsWith("*.")
                                                    && host.endsWith(name.substring(1))));
        }

        List<Integer> ports() {
            return List.of(addresses.strip().split("\\s+", -1)).stream()
                    .map(address -> address.substring(address.lastIndexOf(':') + 1))
                    .map(port -> port.matches("\\d{1,5}") ? Text.number(port) : 80)
                    .toList();
        }
    }
}
