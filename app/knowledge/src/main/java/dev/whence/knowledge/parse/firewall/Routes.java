package dev.whence.knowledge.parse.firewall;

import dev.whence.knowledge.parse.Text;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressSeqRange;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what `ip -o route show` prints of the main table, as far as it swallows packets. People
/// ban addresses by such routes, and then the host's answers to them go nowhere (facts §G.1).
///
/// @param known the routes in force; none where none of them swallows
public record Routes(List<Route> known) {
    /// Nothing is swallowed.
    public static final Routes NONE = new Routes(List.of());

    private static final Pattern DEFAULT_DEVICE =
            Pattern.compile("(?m)^default .{0,300}?\\bdev (\\S{1,32})");
    private static final Pattern ROUTE =
            Pattern.compile(
                    "(?:(blackhole|unreachable|prohibit)"
                            + " )?(default|[0-9A-Fa-f.:]+(?:/\\d{1,3})?)(?: (.*))?");
    private static final Pattern METRIC = Pattern.compile("\\bmetric (\\d{1,10})\\b");
    private static final Pattern NOT_IN_FORCE = Pattern.compile("\\b(?:dead|tos \\S+)\\b");

    public Routes {
        known = List.copyOf(known);
    }

    /// One route.
    ///
    /// @param text as the host prints it
    public record Route(IPAddressSeqRange to, boolean swallows, long metric, String text) {}

    /// The routes of one address family.
    public static Routes read(String text, boolean v6) {
        var all =
                Text.lines(text).stream()
                        .flatMap(line -> route(line.strip(), v6).stream())
                        .toList();
        return all.stream().anyMatch(Route::swallows) ? new Routes(all) : NONE;
    }

    /// The interface of the default route.
    public static Optional<String> device(String text) {
        return DEFAULT_DEVICE.matcher(text).results().map(found -> found.group(1)).findFirst();
    }

    private static Optional<Route> route(String line, boolean v6) {
        var read = ROUTE.matcher(line);
        if (!read.matches()) {
            return Optional.empty();
        }
        var more = read.group(3) == null ? "" : read.group(3);
        var to = read.group(2).equals("default") ? v6 ? "::/0" : "0.0.0.0/0" : read.group(2);
        var metric = METRIC.matcher(more);
        return Blocks.range(to)
                .filter(range -> range.getLower().isIPv6() == v6)
                .filter(_ -> !NOT_IN_FORCE.matcher(more).find())
                .map(
                        range ->
                                new Route(
                                        range,
                                        read.group(1) != null,
                                        metric.find() ? Long.parseLong(metric.group(1)) : 0,
                                        line));
    }

    /// Those that decide whether something is swallowed on its way to some ranges.
    Routes near(List<IPAddress> ranges) {
        var spans = ranges.stream().map(IPAddress::coverWithSequentialRange).toList();
        var there = known.stream().filter(route -> meetsAny(route, spans)).toList();
        var swallowing = there.stream().filter(Route::swallows).map(Route::to).toList();
        return new Routes(there.stream().filter(route -> meetsAny(route, swallowing)).toList());
    }

    private static boolean meetsAny(Route route, List<IPAddressSeqRange> others) {
        return others.stream().anyMatch(other -> meet(route.to, other));
    }

    /// The addresses at which what happens to an answer changes.
    Blocks named() {
        return new Blocks(known.stream().map(Route::to).toList(), List.of());
    }

    /// The route that swallows what is sent to an address. The narrowest one counts, and of two
    /// alike that with the smaller metric.
    Optional<String> swallowing(IPAddress address) {
        return known.stream()
                .filter(route -> route.to.contains(address))
                .min(
                        Comparator.comparing((Route route) -> route.to.getCount())
                                .thenComparingLong(Route::metric))
                .filter(Route::swallows)
                .map(Route::text);
    }

    private static boolean meet(IPAddressSeqRange one, IPAddressSeqRange other) {
        return one.getLower().isIPv6() == other.getLower().isIPv6() && one.overlaps(other);
    }
}
