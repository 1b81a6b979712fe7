package dev.whence.engine.world;

import java.time.Duration;

/// How running a command ended.
public sealed interface Ran extends Answer {
    /// The command ran to its end, or to the limit on its output.
    ///
    /// @param cut there was more output than was kept
    /// @param asRoot it ran as root
    record Done(int exit, String out, String err, boolean cut, boolean asRoot, Duration took)
            implements Ran {}

    /// It needs root, and neither the login nor `sudo -n` gives it.
    record NotAllowed(String why) implements Ran {}

    /// There is no session with the host.
    record NoLogin(LoginTrouble trouble, String why) implements Ran {}

    /// The command did not end in time and was left.
    record Hung(Duration waited) implements Ran {}

    /// Why there is no session with a host.
    enum LoginTrouble {
        UNREACHABLE,
        HOST_KEY_UNKNOWN,
        HOST_KEY_CHANGED,
        REFUSED,
        TOO_SLOW,
        BROKEN
    }
}
