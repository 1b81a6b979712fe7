package dev.whence.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A host that is looked at has work to do: few commands, little processor time, little on its
/// line, nothing written.
@OnHosts
class PolitenessTest {
    /// On one host, in one run, whatever its fault.
    static final int MOST_COMMANDS = 40;

    private static final double MOST_SECONDS = 2.0;
    private static final long MOST_BYTES = 1_000_000;

    /// Files that change on any host that somebody logs in to, or that answers a request.
    private static final String OF_EVERY_LOGIN =
            "^/(var/log/(journal|auth\\.log|wtmp|lastlog|btmp|nginx|postgresql)"
                    + "|var/lib/(postgresql|systemd|sudo)"
                    + "|home/[^/]+/\\.(cache|sudo_as_admin_successful))";

    private static final String CHANGED =
            "find / -xdev -newer /run/before -type f ! -path '/proc/*' ! -path '/sys/*' ! -path"
                    + " '/run/*' 2>/dev/null";

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"none", "app-down", "tunnel-none", "tunnel-wrong-port"})
    void asksEachHostLittle(String fault) {
        var row = Expected.of(fault);
        Hosts.during(
                fault,
                () -> {
                    hosts().forEach(PolitenessTest::mark);
                    var before = Cost.sinceBoot();
                    Whence.check("polite-" + fault, row);
                    bounds(Cost.since(before));
                    hosts().forEach(host -> assertThat(written(host)).as(host).isEmpty());
                    return null;
                });
    }

    private static void bounds(Map<String, Cost> costs) {
        costs.forEach(
                (host, cost) -> {
                    System.out.printf("%s: %s%n", host, cost);
                    assertThat(cost.commands()).as("commands, " + host).isLessThan(MOST_COMMANDS);
                    assertThat(cost.seconds()).as("seconds, " + host).isLessThan(MOST_SECONDS);
                    assertThat(cost.bytes()).as("bytes, " + host).isLessThan(MOST_BYTES);
                });
    }

    @Test
    void looksAtAHostUnderFullLoad() {
        try {
            Hosts.on(
                            "origin",
                            "systemctl stop nginx; for i in 1 2 3 4 5 6; do systemd-run -q"
                                    + " --unit=load$i sh -c 'while :; do :; done'; done")
                    .mustBeWell("load");
            var row = Expected.of("nginx-stopped");
            row.holds(Whence.check("full-load", row));
        } finally {
            Hosts.on("origin", "systemctl stop 'load*'; systemctl start nginx");
        }
    }

    /// The fault is another one: what is full stands in the way of looking, not of the request.
    @Test
    void looksAtAHostWithAFullDisk() {
        var row = Expected.of("app-down");
        Hosts.during(
                "disk-full-root",
                () -> {
                    Hosts.on("origin", "systemctl stop app").mustBeWell("stop");
                    row.holds(Whence.check("full-disk", row));
                    return null;
                });
    }

    private static Stream<String> hosts() {
        return Stream.of("origin", "tunnel");
    }

    private static void mark(String host) {
        Hosts.on(host, "sleep 1.1; touch /run/before; sleep 1.1").mustBeWell("touch");
    }

    private static Set<String> written(String host) {
        return Hosts.on(host, CHANGED)
                .said()
                .lines()
                .filter(file -> !file.matches(OF_EVERY_LOGIN + ".*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
