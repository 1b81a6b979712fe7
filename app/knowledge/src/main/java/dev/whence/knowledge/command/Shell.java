package dev.whence.knowledge.command;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Command;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;

import java.util.Optional;
import java.util.regex.Pattern;

/// Runs commands for checks: what is no answer to the command becomes a look that could not be
/// made.
public final class Shell {
    private static final Pattern MISSING =
            Pattern.compile(
                    "(?m)^(?:sudo|env|\\S*sh): .{0,200}(?:command not found|: not found|No such"
                            + " file or directory)");

    private Shell() {}

    /// The command's answer, whatever its exit status.
    ///
    /// @throws CouldNotLook where there is no session, no right or no end
    public static Ran.Done done(World world, Command command, Deadline by)
            throws InterruptedException, CouldNotLook {
        return done(command, world.ask(new Ask.Run(command), by));
    }

    /// The same of an answer that came.
    public static Ran.Done done(Command command, Ran answer) throws CouldNotLook {
        return switch (answer) {
            case Ran.Done done -> done;
            case Ran.NotAllowed _ -> throw CouldNotLook.skipped(SkipReason.NO_ROOT);
            case Ran.NoLogin(var trouble, var why) ->
                    throw CouldNotLook.broke(noLogin(command.host(), trouble, why));
            case Ran.Hung(var waited) ->
                    throw CouldNotLook.broke(hung(command, waited.toSeconds()));
        };
    }

    /// The same, empty where the right is missing or the command hung: for what a check can do
    /// without.
    ///
    /// @throws CouldNotLook where there is no session
    public static Optional<Ran.Done> tried(World world, Command command, Deadline by)
            throws InterruptedException, CouldNotLook {
        return tried(command, world.ask(new Ask.Run(command), by));
    }

    /// The same of an answer that came.
    public static Optional<Ran.Done> tried(Command command, Ran answer) throws CouldNotLook {
        return switch (answer) {
            case Ran.Done done -> Optional.of(done);
            case Ran.NotAllowed _, Ran.Hung _ -> Optional.empty();
            case Ran.NoLogin(var trouble, var why) ->
                    throw CouldNotLook.broke(noLogin(command.host(), trouble, why));
        };
    }

    /// Whether the host has no such program: what shells, sudo and env say about that.
    public static boolean notInstalled(Ran.Done done) {
        return done.exit() == 127 || (done.exit() != 0 && MISSING.matcher(done.err()).find());
    }

    private static Trouble noLogin(SshHost host, Ran.LoginTrouble trouble, String why) {
        var name = host.name();
        return switch (trouble) {
            case UNREACHABLE ->
                    new Trouble(
                            "No SSH connection with " + name + ": " + why + ".",
                            "Check the host name and port, or leave the host out.");
            case HOST_KEY_UNKNOWN ->
                    new Trouble(
                            "The host key of " + name + " is not known here: " + why + ".",
                            "Compare its fingerprint, then connect once with "
                                    + host.byHand()
                                    + ".");
            case HOST_KEY_CHANGED ->
                    new Trouble(
                            "The host key of "
                                    + name
                                    + " is not the one that is known: "
                                    + why
                                    + ".",
                            "Find out why it changed before anybody logs in there.");
            case REFUSED ->
                    new Trouble(
                            name + " refused the login: " + why + ".",
                            "Try " + host.byHand() + " and mend the key or the user name.");
            case TOO_SLOW ->
                    new Trouble(
                            name + " did not finish the login in time.",
                            "Try again, or see by hand with " + host.byHand() + ".");
            case BROKEN ->
                    new Trouble(
                            "The SSH session with " + name + " broke off: " + why + ".",
                            "Try again, or see by hand with " + host.byHand() + ".");
        };
    }

    private static Trouble hung(Command command, long seconds) {
        return new Trouble(
                command.words().getFirst()
                        + " on "
                        + command.host().name()
                        + " did not end within "
                        + seconds
                        + " s.",
                "Run it by hand there: " + String.join(" ", command.words()));
    }
}
