package dev.whence.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A host that is looked at has work to do: few commands, little processor time, nothing written.
@OnHosts
class PolitenessTest {
    private static final int MOST_COMMANDS = 40;
    private static final double MOST_SECONDS = 2.0;

    /// Files that change on any host that somebody logs in to.
    private static final String OF_EVERY_LOGIN =
            "^/(var/log/(journal|auth\\.log|wtmp|lastlog|btmp|nginx|postgresql)"
                + "|var/lib/(postgresql|systemd|sudo)|home/[^/]+/\\.(cache|sudo_as_admin_successful))";

    private static final String CHANGED =
            "find / -xdev -newer /run/before -type f ! -path '/proc/*' ! -path '/sys/*' ! -path"
                    + " '/run/*' 2>/dev/null";

    @Test
    void asksEachHostLittle() {
        for (var host : Set.of("origin", "tunnel")) {
            Hosts.on(host, "sleep 1.1; touch /run/before; sleep 1.1").mustBeWell("touch");
        }
        var before = Cost.sinceBoot();
        Whence.check("polite", "https://shop.example.test/", ops());
        var cost = Cost.sinceBoot().since(before);
        assertThat(cost.commands() / 2).as("commands a host").isLessThan(MOST_COMMANDS);
        assertThat(cost.seconds() / 2).as("seconds of processor a host").isLessThan(MOST_SECONDS);
        assertThat(written("origin")).isEmpty();
        assertThat(written("tunnel")).isEmpty();
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
            var access = Whence.Access.as("ops", Whence.Site.DIRECT);
            row.holds(Whence.check("full-load", row.ask(), access));
        } finally {
            Hosts.on("origin", "systemctl stop 'load*'; systemctl start nginx");
        }
    }

    private static Whence.Access ops() {
        return Whence.Access.as("ops", Whence.Site.TUNNELLED);
    }

    private static Set<String> written(String host) {
        return Hosts.on(host, CHANGED)
                .said()
                .lines()
                .filter(file -> !file.matches(OF_EVERY_LOGIN + ".*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
