package dev.whence.live;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;

import dev.whence.engine.world.Deadline;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// One login on a host, shared by all questions: at most eight commands at a time, never a
/// terminal.
final class SshSession implements AutoCloseable {
    private static final int AT_A_TIME = 8;
    private static final int MOST_ERRORS = 64 * 1024;
    private static final Duration TRY_AGAIN = Duration.ofMillis(100);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(3);

    private final Session session;
    private final AtomicInteger limit = new AtomicInteger(AT_A_TIME);
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);

    SshSession(Session session) {
        this.session = session;
    }

    /// How a line ended.
    enum How {
        /// It ended by itself, or at the bound of its output.
        ENDED,
        /// The deadline came first.
        LATE,
        /// The session or the channel broke.
        BROKE
    }

    /// What a line printed, and how it ended.
    ///
    /// @param exit -1 where none came
    record Printed(How how, int exit, String out, String err, boolean cut) {}

    /// Runs a line. The caller's interrupt leaves the command at once; its channel is closed behind
    /// it.
    Printed run(String line, int most, Deadline by) throws InterruptedException {
        if (!turns.tryAcquire(by.left().toNanos(), TimeUnit.NANOSECONDS)) {
            return new Printed(How.LATE, -1, "", "", false);
        }
        var refused = false;
        try {
            var running = new Running(line, most, by);
            try {
                return Interrupts.await(running.end, by).orElseGet(() -> running.printed(How.LATE));
            } finally {
                running.leave();
                refused |= running.refused;
            }
        } finally {
            giveBack(refused);
        }
    }

    /// A turn that met the server's own limit (MaxSessions) is not given back, down to the last
    /// one.
    private void giveBack(boolean refused) {
        if (!refused || limit.getAndUpdate(most -> Math.max(1, most - 1)) == 1) {
            turns.release();
        }
    }

    boolean isConnected() {
        return session.isConnected();
    }

    Session session() {
        return session;
    }

    @Override
    public void close() {
        session.disconnect();
    }

    /// A command with its channel, on a thread of its own: the library swallows interrupts.
    private final class Running {
        private final Collected out;
        private final Collected err = new Collected(MOST_ERRORS);
        private final CompletableFuture<Printed> end = new CompletableFuture<>();
        private final Deadline by;
        private volatile boolean left;
        private volatile boolean refused;
        private volatile int exit = -1;

        Running(String line, int most, Deadline by) {
            this.out = new Collected(most);
            this.by = by;
            Thread.ofVirtual().name("command").start(() -> end.complete(printed(follow(line))));
        }

        private How follow(String line) {
            try {
                while (!left && !by.passed() && session.isConnected()) {
                    var channel = opened(line);
                    if (channel.isPresent()) {
                        return followed(channel.get());
                    }
                    refused = true;
                    Thread.sleep(TRY_AGAIN);
                }
                return session.isConnected() ? How.LATE : How.BROKE;
            } catch (JSchException | InterruptedException _) {
                return How.BROKE;
            }
        }

        /// Opens a channel; empty where the server takes no more of them at present (MaxSessions).
        private Optional<ChannelExec> opened(String line) throws JSchException {
            var channel = (ChannelExec) session.openChannel("exec");
            channel.setCommand(line.getBytes(StandardCharsets.UTF_8));
            channel.setInputStream(null);
            channel.setOutputStream(out);
            channel.setErrStream(err);
            try {
                channel.connect(by.millis());
                return Optional.of(channel);
            } catch (JSchException _) {
                channel.disconnect();
                return Optional.empty();
            }
        }

        private How followed(ChannelExec channel) throws InterruptedException {
            try {
                return await(channel);
            } finally {
                exit = channel.getExitStatus();
                channel.disconnect();
            }
        }

        private How await(ChannelExec channel) throws InterruptedException {
            while (!channel.isClosed() && !out.overflowed()) {
                if (left || by.passed()) {
                    return How.LATE;
                }
                if (!session.isConnected()) {
                    return How.BROKE;
                }
                Thread.sleep(LOOK_AGAIN);
            }
            return How.ENDED;
        }

        void leave() {
            left = true;
        }

        Printed printed(How how) {
            var cut = out.overflowed();
            return new Printed(how, cut ? -1 : exit, out.text(), err.text(), cut);
        }
    }
}
