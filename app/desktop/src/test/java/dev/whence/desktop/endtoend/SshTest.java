package dev.whence.desktop.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// Hosts that do not let Whence look as it wants to: the checks there are marked, the others
/// finish.
@EndToEnd
class SshTest {
    /// A check on the host, and one from here that has nothing to do with it.
    private static final String ON_HOST = "ports-listening";

    private static final String FROM_HERE = "origin-answers";

    @Test
    void showsTheFingerprintOfAnUnknownHost() {
        try (var site = new Site()) {
            var port = stopped(site);
            var ssh = ssh(site);
            site.machine().isUnknown();
            var answer = site.option(ssh).check("--origin", "127.0.0.1:" + port);
            Expect.marked(answer, ON_HOST, "broke", site.machine().fingerprint());
            stillPlaced(answer);
        }
    }

    @Test
    void refusesAHostWhoseKeyChanged() {
        try (var site = new Site()) {
            var port = stopped(site);
            var ssh = ssh(site);
            site.machine().hadAnotherKey();
            var answer = site.option(ssh).check("--origin", "127.0.0.1:" + port);
            Expect.marked(answer, ON_HOST, "broke", "is not the one that is known");
            stillPlaced(answer);
        }
    }

    @Test
    void saysThatTheKeyIsRefused() {
        try (var site = new Site()) {
            var port = stopped(site);
            var ssh = ssh(site);
            site.machine().refusesTheKey();
            var answer = site.option(ssh).check("--origin", "127.0.0.1:" + port);
            Expect.marked(answer, ON_HOST, "broke", "refused the login");
            stillPlaced(answer);
        }
    }

    @Test
    void saysThatNothingListensForSsh() {
        try (var site = new Site()) {
            var port = stopped(site);
            var closed = StandInSocket.closedPort();
            var answer =
                    site.check(
                            "--origin", "127.0.0.1:" + port, "--origin-ssh", "127.0.0.1:" + closed);
            Expect.marked(answer, ON_HOST, "broke", "No SSH connection with 127.0.0.1:" + closed);
            stillPlaced(answer);
        }
    }

    @Test
    void doesNotWaitForASilentHost() {
        try (var site = new Site()) {
            var port = stopped(site);
            var silent = site.with(StandInSocket.silent());
            var answer =
                    site.check(
                            "--origin",
                            "127.0.0.1:" + port,
                            "--origin-ssh",
                            "127.0.0.1:" + silent.port());
            assertThat(answer.outcome(ON_HOST).path("outcome").asString())
                    .as(answer.told())
                    .isIn("broke", "timed-out");
            stillPlaced(answer);
        }
    }

    @Test
    void doesNotBelieveAHostThatSpeaksNoSsh() {
        try (var site = new Site()) {
            var port = stopped(site);
            var garbage = site.with(StandInSocket.garbage());
            var answer =
                    site.check(
                            "--origin",
                            "127.0.0.1:" + port,
                            "--origin-ssh",
                            "127.0.0.1:" + garbage.port());
            assertThat(answer.outcome(ON_HOST).path("outcome").asString())
                    .as(answer.told())
                    .isIn("broke", "timed-out");
            stillPlaced(answer);
        }
    }

    @Test
    void stopsAProgramThatPrintsWithoutEnd() {
        try (var site = new Site()) {
            var port = stopped(site);
            site.machine().program("ss", "exec yes 'LISTEN 0 128 0.0.0.0:1 0.0.0.0:*'");
            var answer = site.option(ssh(site)).check("--origin", "127.0.0.1:" + port);
            stillPlaced(answer);
            assertThat(answer.took()).isLessThan(Duration.ofSeconds(40));
        }
    }

    @Test
    void stopsAProgramThatHangs() {
        try (var site = new Site()) {
            var port = stopped(site);
            site.machine().program("ss", "exec sleep 300");
            var answer = site.option(ssh(site)).check("--origin", "127.0.0.1:" + port);
            assertThat(answer.outcome(ON_HOST).path("outcome").asString())
                    .as(answer.told())
                    .isIn("broke", "timed-out");
            stillPlaced(answer);
        }
    }

    @Test
    void readsWhatIsNoText() {
        try (var site = new Site()) {
            var port = stopped(site);
            site.machine().program("ss", "head -c 200000 /dev/urandom");
            site.machine().program("systemctl", "head -c 200000 /dev/urandom; exit 3");
            stillPlaced(site.option(ssh(site)).check("--origin", "127.0.0.1:" + port));
        }
    }

    /// What is known from here is not lost.
    private static void stillPlaced(Whence.Answer answer) {
        Expect.located(answer, "origin", "origin-not-listening");
        assertThat(answer.outcome(FROM_HERE).path("outcome").asString()).isEqualTo("saw");
    }

    private static String[] ssh(Site site) {
        List<String> options = site.machine().ssh("--origin-ssh");
        return options.toArray(String[]::new);
    }

    private static int stopped(Site site) {
        var port = StandInSocket.closedPort();
        site.edge().leadsTo(new Road.Origin("127.0.0.1", port, true, true));
        return port;
    }
}
