package dev.whence.live;

import dev.whence.engine.world.Command;
import dev.whence.engine.world.Command.Privilege;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.Ran.LoginTrouble;
import dev.whence.live.SshLogin.Outcome;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// Runs read-only commands over SSH, as root where that shows more and `sudo -n` allows it.
final class SshRunner implements AutoCloseable {
    private static final Pattern REFUSED =
            Pattern.compile("(?m)^(sudo: |Sorry, user |sudo-rs: |.* is not in the sudoers file)");
    private static final int NOT_FOUND = 127;
    private static final int ENDED_BY_TIMEOUT = 124;
    private static final int KILLED_BY_TIMEOUT = 137;
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final SshLogins logins;
    private final SharedAnswers shared = new SharedAnswers();

    SshRunner(SshLogins logins) {
        this.logins = logins;
    }

    Ran run(Command command, Deadline by) throws InterruptedException {
        return shared.to(command, by, this::runNow);
    }

    private Ran runNow(Command command, Deadline by) throws InterruptedException {
        var start = System.nanoTime();
        var login = logins.to(SshTarget.of(command.host()), by);
        if (login.isEmpty()) {
            return new Ran.NoLogin(LoginTrouble.TOO_SLOW, "the login has not ended yet");
        }
        return switch (login.get()) {
            case Outcome.Out(var trouble, var why) -> new Ran.NoLogin(trouble, why);
            case Outcome.In(var session, var rights) ->
                    new Attempt(session, rights, command, by, start).run();
        };
    }

    @Override
    public void close() {
        logins.close();
    }

    /// One command on one session.
    private record Attempt(
            SshSession session, Rights rights, Command command, Deadline by, long start) {
        Ran run() throws InterruptedException {
            var asRoot = !rights.root() && command.privilege() != Privilege.NONE;
            if (asRoot && command.privilege() == Privilege.NEEDED && !rights.maySudo()) {
                return new Ran.NotAllowed("the login is not root, and sudo -n is not allowed");
            }
            if (rights.lacks(command.words().getFirst())) {
                return lacking();
            }
            return asRoot && rights.maySudo() ? throughSudo() : told(line(false), rights.root());
        }

        private Ran throughSudo() throws InterruptedException {
            var printed = line(true);
            if (!refused(printed)) {
                return told(printed, true);
            }
            return command.privilege() == Privilege.NEEDED
                    ? new Ran.NotAllowed(Text.printable(printed.err()))
                    : told(line(false), false);
        }

        /// What a shell says of a program that is not there, without asking it again.
        private Ran lacking() {
            var program = command.words().getFirst();
            var asRoot = rights.root() || (rights.sudo() && command.privilege() != Privilege.NONE);
            return new Ran.Done(
                    NOT_FOUND,
                    "",
                    "sh: 1: " + program + ": not found\n",
                    false,
                    asRoot,
                    Duration.ofNanos(System.nanoTime() - start));
        }

        private SshSession.Printed line(boolean asRoot) throws InterruptedException {
            var limit =
                    rights.timeout() ? ShellLine.limit(by.left().toSeconds()) : List.<String>of();
            return session.run(
                    ShellLine.of(command.words(), limit, asRoot), command.mostBytes(), by);
        }

        /// sudo speaks before the command does, and exits with 1.
        private static boolean refused(SshSession.Printed printed) {
            return printed.exit() == 1
                    && printed.out().isEmpty()
                    && REFUSED.matcher(printed.err()).find();
        }

        private Ran told(SshSession.Printed printed, boolean asRoot) {
            var took = Duration.ofNanos(System.nanoTime() - start);
            return switch (printed.how()) {
                case LATE -> new Ran.Hung(took);
                case BROKE ->
                        new Ran.NoLogin(
                                LoginTrouble.BROKEN, "the session ended during the command");
                case ENDED ->
                        endedByTimeout(printed)
                                ? new Ran.Hung(took)
                                : new Ran.Done(
                                        printed.exit(),
                                        printed.out(),
                                        printed.err(),
                                        printed.cut(),
                                        asRoot,
                                        took);
            };
        }

        /// The exit codes of timeout(1), at the time when it would give them.
        private boolean endedByTimeout(SshSession.Printed printed) {
            var code = printed.exit() == ENDED_BY_TIMEOUT || printed.exit() == KILLED_BY_TIMEOUT;
            return code && rights.timeout() && by.left().compareTo(MARGIN) < 0;
        }
    }
}
