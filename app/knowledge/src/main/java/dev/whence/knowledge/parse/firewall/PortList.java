package dev.whence.knowledge.parse.firewall;

import java.util.regex.Pattern;

/// Ports as rules write them: `443`, `80,443`, `8000:8100`, `8000-8100`.
final class PortList {
    private static final Pattern ONE = Pattern.compile("(\\d{0,5})(?:([:-])(\\d{0,5}))?");

    private PortList() {}

    /// Whether a port is in the list; a name such as `https` is looked up.
    static boolean holds(String list, int port) {
        for (var each : list.split(",", -1)) {
            var one = ONE.matcher(each.strip());
            if (one.matches()) {
                var low = number(one.group(1), 0);
                var high = one.group(2) == null ? low : number(one.group(3), 65535);
                if (port >= low && port <= high) {
                    return true;
                }
            } else if (named(each.strip()) == port) {
                return true;
            }
        }
        return false;
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
