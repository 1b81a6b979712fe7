package dev.whence.knowledge.fact;

import java.util.Locale;
import java.util.regex.Pattern;

/// Tells what kind of place a host is that stands in a service URL or in an address as programs
/// print them.
public final class Hosts {
    private static final Pattern HOST =
            Pattern.compile(
                    "^(?:[a-z0-9+]{1,12}://)?(\\[[0-9A-Fa-f:.%]+]|[^/\\[\\]:]+|[0-9A-Fa-f:]+)"
                            + "(?::\\d{1,5})?(?:/.*)?$");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern CONTAINERS =
            Pattern.compile(
                    "172\\.(?:1[6-9]|2\\d|3[01])\\..*|10\\.(?:88|89)\\..*"
                        + "|192\\.168\\.(?:16|32|48|64|80|96|112|128|144|160|176|192|208|224|240)\\..*");
    private static final Pattern GATEWAY =
            Pattern.compile(
                    "172\\.(?:1[6-9]|2\\d|3[01])\\.0\\.1|10\\.8[89]\\.0\\.1|192\\.168\\.65\\.(?:2|254)");
    private static final Pattern ENGINE_NAME =
            Pattern.compile("(?:host|gateway)\\.(?:docker\\.internal|containers\\.internal)");

    private Hosts() {}

    /// The host of `http://localhost:8000/`, `[::1]:8000`, `app:80`; empty for a socket file.
    public static String of(String text) {
        var match = HOST.matcher(text.strip());
        return isSocket(text) || !match.matches() ? "" : match.group(1).replaceAll("[\\[\\]]", "");
    }

    /// Whether it leads to a socket file, not over the network.
    public static boolean isSocket(String text) {
        return text.startsWith("unix:") || text.startsWith("/") || text.startsWith("@");
    }

    /// Whether it is the machine, or the container, that asks.
    public static boolean isLoopback(String text) {
        var host = of(text);
        return host.equals("localhost") || isLoopback4(text) || isLoopback6(text);
    }

    /// Whether it is the loopback of IPv4.
    public static boolean isLoopback4(String text) {
        return of(text).startsWith("127.");
    }

    /// Whether it is the loopback of IPv6.
    public static boolean isLoopback6(String text) {
        return of(text).equals("::1");
    }

    /// Whether it is an address, not a name.
    public static boolean isAddress(String text) {
        var host = of(text);
        return IPV4.matcher(host).matches() || host.contains(":");
    }

    /// Whether container engines hand out such addresses as a rule.
    public static boolean isContainerAddress(String text) {
        return IPV4.matcher(of(text)).matches() && CONTAINERS.matcher(of(text)).matches();
    }

    /// Whether it is the host as its containers see it: the first address of a bridge, or the name
    /// that container engines give it.
    public static boolean isHostOfContainers(String text) {
        return GATEWAY.matcher(of(text)).matches() || isEngineName(text);
    }

    /// Whether it is the name that container engines give their host.
    public static boolean isEngineName(String text) {
        return ENGINE_NAME.matcher(of(text)).matches();
    }

    /// Whether it is a bare name such as services have inside a container network.
    public static boolean isBareName(String text) {
        var host = of(text);
        return !host.isEmpty()
                && !isAddress(text)
                && !host.contains(".")
                && !host.equals("localhost");
    }

    /// Whether it is a name of a Kubernetes service.
    public static boolean isClusterName(String text) {
        var host = of(text);
        return host.endsWith(".svc") || host.contains(".svc.") || host.endsWith(".cluster.local");
    }

    /// Whether Docker's own resolver has this address. It answers inside user-defined networks
    /// only.
    public static boolean isDockerResolver(String text) {
        return of(text).equals("127.0.0.11");
    }

    /// Whether Docker gives this resolver to containers of the default bridge where the host's own
    /// is on loopback.
    public static boolean isBridgeResolver(String text) {
        return of(text).equals("8.8.8.8") || of(text).equals("8.8.4.4");
    }

    /// Whether clusters of Kubernetes give their resolver this address as a rule.
    public static boolean isClusterResolver(String text) {
        return of(text).matches(
                        "10\\.\\d{1,3}\\.\\d{1,3}\\.10|172\\.20\\.0\\.10|169\\.254\\.20\\.10");
    }

    /// Whether two names differ by one or two letters, as a slip of the hand does: one is missing,
    /// too many, another, or they changed places, or `-` stands for `_`.
    public static boolean isMisspelt(String name, String other) {
        var one = name.toLowerCase(Locale.ROOT);
        var two = other.toLowerCase(Locale.ROOT);
        var longest = Math.max(one.length(), two.length());
        return !one.equals(two)
                && longest >= 4
                && longest <= 80
                && !digitless(one).equals(digitless(two))
                && distance(one, two) <= (longest >= 8 ? 2 : 1);
    }

    /// Names that differ only by a number are those of siblings.
    private static String digitless(String name) {
        return name.replaceAll("\\d", "");
    }

    private static int distance(String one, String two) {
        var before = new int[two.length() + 1];
        for (var j = 0; j < before.length; j++) {
            before[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            var row = new int[two.length() + 1];
            row[0] = i;
            for (var j = 1; j < row.length; j++) {
                var swap = one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(before[j - 1] + swap, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[two.length()];
    }
}
