package dev.whence.hosts;

import java.util.stream.Stream;

/// What a run cost the hosts: the commands that sshd started, and the processor time that the hosts
/// used meanwhile.
///
/// @param commands on all hosts together
/// @param seconds of processor time
record Cost(int commands, double seconds) {
    private static final String COMMANDS =
            "journalctl -q --no-pager -o cat -t sshd 2>/dev/null | grep -c 'Starting session:"
                    + " command'";
    private static final String SECONDS =
            "cat /sys/fs/cgroup/cpuacct/cpuacct.usage 2>/dev/null"
                    + " || sed -n 's/^usage_usec \\(.*\\)/\\1000/p' /sys/fs/cgroup/cpu.stat";
    private static final double NANOS = 1e9;

    /// What it has cost since the hosts are up.
    static Cost sinceBoot() {
        return Stream.of("origin", "tunnel")
                .map(host -> new Cost(commands(host), seconds(host)))
                .reduce(new Cost(0, 0), Cost::plus);
    }

    private static int commands(String host) {
        return (int) number(Hosts.on(host, COMMANDS).said());
    }

    private static double seconds(String host) {
        return Hosts.on(host, SECONDS).said().lines().mapToLong(Cost::number).sum() / NANOS;
    }

    private static long number(String text) {
        return text.strip().matches("\\d{1,18}") ? Long.parseLong(text.strip()) : 0;
    }

    private Cost plus(Cost other) {
        return new Cost(commands + other.commands, seconds + other.seconds);
    }

    /// What was added since an earlier reading.
    Cost since(Cost before) {
        return new Cost(commands - before.commands, seconds - before.seconds);
    }
}
