package dev.whence.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whence.engine.model.SshHost;
import dev.whence.engine.world.Ask.Run;
import dev.whence.engine.world.Command;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Logs in with a key that only a real ssh-agent has.
class SshAgentTest {
    @TempDir Path folder;

    private record True(SshHost host) implements Command {
        @Override
        public List<String> words() {
            return List.of("echo", "hi");
        }

        @Override
        public Privilege privilege() {
            return Privilege.NONE;
        }
    }

    @Test
    void logsInWithTheAgentsKey() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-agent")), "no ssh-agent here");
        var client = TestKeys.client();
        var hostKey = TestKeys.ec();
        var key = TestKeys.write(folder.resolve("key"), client, null);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        var socket = folder.resolve("agent");
        var agent = new ProcessBuilder("/usr/bin/ssh-agent", "-D", "-a", socket.toString()).start();
        try (var server = new SshServerForTests(folder, hostKey, TestKeys.publicKey(client))) {
            add(key, socket);
            Files.delete(key);
            var known =
                    Files.writeString(
                            folder.resolve("known_hosts"),
                            "[127.0.0.1]:%d ecdsa-sha2-nistp256 %s%n"
                                    .formatted(server.port(), TestKeys.base64(hostKey)));
            assertThat(ran(server, known, Optional.of(socket)))
                    .isInstanceOfSatisfying(
                            Ran.Done.class, done -> assertThat(done.out()).isEqualTo("hi\n"));
            assertThat(ran(server, known, Optional.empty())).isInstanceOf(Ran.NoLogin.class);
        } finally {
            agent.destroy();
        }
    }

    private Ran ran(SshServerForTests server, Path known, Optional<Path> agent) throws Exception {
        var settings =
                new LiveSettings(
                        List.of(),
                        List.of(),
                        known,
                        folder.resolve("config"),
                        folder,
                        agent,
                        HostKeyQuestion.NOBODY,
                        Secrets.NONE);
        try (var world = new LiveWorld(settings)) {
            return world.ask(new Run(new True(server.host())), Deadline.in(Duration.ofSeconds(10)));
        }
    }

    private static void add(Path key, Path socket) throws IOException, InterruptedException {
        for (var i = 0; i < 50 && !Files.exists(socket); i++) {
            Thread.sleep(50);
        }
        var add = new ProcessBuilder("ssh-add", key.toString()).inheritIO();
        add.environment().put("SSH_AUTH_SOCK", socket.toString());
        assertThat(add.start().waitFor()).isZero();
    }
}
