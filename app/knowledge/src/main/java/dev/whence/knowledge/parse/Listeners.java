package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.HostFact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what `ss -ltnpe`, `netstat -ltnp` and `lsof -i` print (facts §F.8, captures).
public final class Listeners {
    private static final Pattern SS =
            Pattern.compile("(?:tcp\\s+)?LISTEN\\s+(\\d+)\\s+(\\d+)\\s+(\\S+):(\\d+)\\s+\\S+(.*)");
    private static final Pattern NETSTAT =
            Pattern.compile(
                    "tcp6?\\s+(\\d+)\\s+(\\d+)\\s+(\\S+):(\\d+)\\s+\\S+\\s+LISTEN(?:\\s+(.*))?");
    private static final Pattern LSOF =
            Pattern.compile("(\\S{1,64})\\s+(\\d{1,9})\\s.*\\bTCP (\\S+):(\\d{1,5}) \\(LISTEN\\)");
    private static final Pattern USER = Pattern.compile("\"([^\"]{1,64})\",pid=(\\d{1,9})");
    private static final Pattern CGROUP =
            Pattern.compile("cgroup:\\S*?/([^/\\s]+\\.service)(?:/\\S*)?(?:\\s|$)");
    private static final Pattern OWNER = Pattern.compile("(\\d{1,9})/(\\S+)");

    private Listeners() {}

    /// A listening socket with those who hold it.
    ///
    /// @param unit the service that it belongs to; empty where the kernel does not tell
    /// @param processes the numbers of the processes that hold it; empty where they are not shown
    public record Bound(HostFact.Socket socket, Optional<String> unit, List<Integer> processes) {
        public Bound {
            processes = List.copyOf(processes);
        }
    }

    /// The listening sockets of either program.
    public static List<Bound> bound(String text) {
        List<Bound> bound = new ArrayList<>();
        for (var line : Text.lines(text)) {
            var ss = SS.matcher(line.strip());
            var netstat = NETSTAT.matcher(line.strip());
            var lsof = LSOF.matcher(line.strip());
            if (ss.matches()) {
                bound.add(fromSs(ss));
            } else if (netstat.matches()) {
                bound.add(fromNetstat(netstat));
            } else if (lsof.matches()) {
                bound.add(fromLsof(lsof));
            }
        }
        return bound;
    }

    private static Bound fromSs(Matcher line) {
        var rest = line.group(5);
        var users = USER.matcher(rest).results().toList();
        var process = users.isEmpty() ? "" : users.getFirst().group(1);
        var cgroup = CGROUP.matcher(rest);
        return new Bound(
                new HostFact.Socket(
                        address(line.group(3)),
                        Text.number(line.group(4)),
                        process,
                        Text.number(line.group(1)),
                        Text.number(line.group(2))),
                cgroup.find() ? Optional.of(cgroup.group(1)) : Optional.empty(),
                users.stream().map(user -> Text.number(user.group(2))).distinct().toList());
    }

    private static Bound fromNetstat(Matcher line) {
        var owner = OWNER.matcher(line.group(5) == null ? "" : line.group(5).strip());
        var known = owner.lookingAt();
        return new Bound(
                new HostFact.Socket(
                        address(line.group(3)),
                        Text.number(line.group(4)),
                        known ? owner.group(2).replaceAll(":$", "") : "",
                        0,
                        0),
                Optional.empty(),
                known ? List.of(Text.number(owner.group(1))) : List.of());
    }

    private static Bound fromLsof(Matcher line) {
        return new Bound(
                new HostFact.Socket(
                        address(line.group(3)), Text.number(line.group(4)), line.group(1), 0, 0),
                Optional.empty(),
                List.of(Text.number(line.group(2))));
    }

    private static String address(String printed) {
        return printed.replaceAll("[\\[\\]]|%.*", "");
    }
}
