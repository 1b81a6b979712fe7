package dev.whence.knowledge.parse.firewall;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the rules that turn the host's own requests to another place: in the table `nat`, the
/// chain `OUTPUT`, which packets from outside never meet (facts §G.2).
public final class OwnDetours {
    private static final Pattern RULE =
            Pattern.compile("^(?:\\[\\d+:\\d+] )?(-A OUTPUT .*-j (?:DNAT|REDIRECT)\\b.*)$");
    private static final Pattern PORT = Pattern.compile("--dports? (\\d{1,5})\\b");
    private static final int MOST = 50;

    private OwnDetours() {}

    /// A rule, with the port that it is for; 0 where it names none.
    public record Detour(int port, String rule) {}

    /// The rules in what `iptables-save` prints.
    public static List<Detour> read(String saved) {
        List<Detour> found = new ArrayList<>();
        var nat = false;
        for (var line : (Iterable<String>) saved.lines()::iterator) {
            nat = line.startsWith("*") ? line.strip().equals("*nat") : nat;
            if (nat && found.size() < MOST) {
                detour(line).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Detour> detour(String line) {
        var rule = RULE.matcher(line.strip());
        if (!rule.matches()) {
            return Optional.empty();
        }
        var port = PORT.matcher(rule.group(1));
        return Optional.of(
                new Detour(port.find() ? Integer.parseInt(port.group(1)) : 0, rule.group(1)));
    }
}
