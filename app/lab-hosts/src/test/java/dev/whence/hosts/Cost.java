package dev.whence.hosts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// What a run cost one host.
///
/// @param commands that sshd started
/// @param seconds of processor time that the host used meanwhile, for its own work too
/// @param bytes on its line, in both directions, the site's own traffic with them
record Cost(int commands, double seconds, long bytes) {
    private static final String COMMANDS =
            "journalctl -q --no-pager -o cat -t sshd 2>/dev/null | grep -c 'Starting session:"
                    + " command'";
    private static final String SECONDS =
            "cat /sys/fs/cgroup/cpuacct/cpuacct.usage 2>/dev/null"
                    + " || sed -n 's/^usage_usec \\(.*\\)/\\1000/p' /sys/fs/cgroup/cpu.stat";
    private static final String BYTES = "awk '/eth0:/ {print $2 + $10}' /proc/net/dev";
    private static final double NANOS = 1e9;

    /// What it has cost each host since it is up.
    static Map<String, Cost> sinceBoot() {
        Map<String, Cost> costs = new LinkedHashMap<>();
        Stream.of("origin", "tunnel").forEach(host -> costs.put(host, of(host)));
        return costs;
    }

    /// What was added on each host since an earlier reading.
    static Map<String, Cost> since(Map<String, Cost> before) {
        Map<String, Cost> costs = new LinkedHashMap<>();
        sinceBoot().forEach((host, now) -> costs.put(host, now.minus(before.get(host))));
        return costs;
    }

    private static Cost of(String host) {
        return new Cost(
                (int) number(host, COMMANDS), number(host, SECONDS) / NANOS, number(host, BYTES));
    }

    private static long number(String host, String command) {
        var said = Hosts.on(host, command).said().strip();
        return said.matches("\\d{1,18}") ? Long.parseLong(said) : 0;
    }

    private Cost minus(Cost before) {
        return new Cost(commands - before.commands, seconds - before.seconds, bytes - before.bytes);
    }
}
