package dev.whence.live;

import dev.whence.engine.model.SshHost;

import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// An SSH server on loopback that runs every line in a real /bin/sh, with programs of the test
/// before those of the machine.
final class SshServerForTests implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final Path bin;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();

    SshServerForTests(Path folder, KeyPair hostKey, PublicKey client) throws IOException {
        bin = Files.createDirectories(folder.resolve("bin"));
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator((_, key, _) -> key.equals(client));
        server.setPasswordAuthenticator(
                (_, password, _) -> {
                    logins.incrementAndGet();
                    return password.equals("correct horse");
                });
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setCommandFactory((_, line) -> new InShell(line));
        server.start();
    }

    /// Puts a program on the PATH of every command.
    SshServerForTests with(String program, String script) throws IOException {
        var file = Files.writeString(bin.resolve(program), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    int port() {
        return server.getPort();
    }

    SshHost host() {
        return new SshHost(
                SshHost.Role.ORIGIN, Optional.of("alice"), "127.0.0.1", Optional.of(port()));
    }

    /// The lines that were run, the question for rights left out.
    List<String> lines() {
        return lines.stream().filter(line -> !line.equals(Rights.QUESTION)).toList();
    }

    int sessions() {
        return server.getActiveSessions().size();
    }

    int passwordsTried() {
        return logins.get();
    }

    int mostAtATime() {
        return mostRunning.get();
    }

    void dropSessions() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private final class InShell implements Command {
        private final String line;
        private OutputStream out;
        private OutputStream err;
        private ExitCallback exit;
        private Process process;

        InShell(String line) {
            this.line = line;
        }

        @Override
        public void start(ChannelSession channel, Environment env) throws IOException {
            lines.add(line);
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            var builder =
                    new ProcessBuilder("/bin/sh", "-c", line.replace("PATH=", "PATH=" + bin + ":"));
            builder.environment().merge("PATH", bin.toString(), (old, ours) -> ours + ":" + old);
            process = builder.start();
            process.getOutputStream().close();
            Thread.ofVirtual().start(this::serve);
        }

        private void serve() {
            var errors = Thread.ofVirtual().start(() -> pump(process.getErrorStream(), err));
            pump(process.getInputStream(), out);
            try {
                errors.join();
                var code = process.waitFor();
                running.decrementAndGet();
                exit.onExit(code);
            } catch (InterruptedException _) {
                process.destroyForcibly();
            }
        }

        private void pump(InputStream from, OutputStream into) {
            try {
                var buffer = new byte[8192];
                for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                    into.write(buffer, 0, read);
                    into.flush();
                }
            } catch (IOException _) {
                process.destroyForcibly();
            }
        }

        @Override
        public void destroy(ChannelSession channel) {
            if (process != null) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }

        @Override
        public void setInputStream(InputStream stream) {}

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {
            err = stream;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            exit = callback;
        }
    }
}
