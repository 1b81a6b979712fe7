package dev.whence.knowledge.parse.firewall;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Ports as rules write them: `443`, `80,443`, `8000:8100`, `8000-8100`.
final class PortList {
    private static final Pattern ONE = Pattern.compile("(\\d{0,5})(?:([:-])(\\d{0,5}))?");

    private static final int LOWEST_HIGH = 1024;
    private static final int HIGHEST = 65535;

    private PortList() {}

    /// Whether a port is in the list; a name such as `https` is looked up.
    static boolean holds(String list, int port) {
        for (var each : list.split(",", -1)) {
            var one = ONE.matcher(each.strip());
            if (one.matches()) {
                var low = number(one.group(1), 0);
                var high = one.group(2) == null ? low : number(one.group(3), HIGHEST);
                if (port >= low && port <= high) {
                    return true;
                }
            } else if (named(each.strip()) == port) {
                return true;
            }
        }
        return false;
    }

    /// Whether the port at the other end is in the list. Visitors' systems and Cloudflare's choose
    /// a high one; which, is not known.
    static Truth holdsHigh(String list) {
        if (holds(list, LOWEST_HIGH) && holds(list, HIGHEST)) {
            return Truth.YES;
        }
        return Truth.of(
                        Stream.of(list.split(",", -1))
                                .map(each -> ONE.matcher(each.strip()))
                                .filter(Matcher::matches)
                                .anyMatch(one -> last(one) >= LOWEST_HIGH))
                .and(Truth.MAYBE);
    }

    private static int last(Matcher one) {
        return one.group(2) == null ? number(one.group(1), 0) : number(one.group(3), HIGHEST);
    }

    private static int number(String digits, int otherwise) {
        return digits.isEmpty() ? otherwise : Integer.parseInt(digits);
    }

    private static int named(String service) {
        return switch (service) {
            case "http", "www" -> 80;
            case "https" -> 443;
            case "ssh" -> 22;
            case "http-alt", "webcache" -> 8080;
            default -> -1;
        };
    }
}
