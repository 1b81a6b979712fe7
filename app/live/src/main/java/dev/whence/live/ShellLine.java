package dev.whence.live;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes a command for a POSIX shell so that each word reaches the program exactly as it stands.
final class ShellLine {
    private static final List<String> PLAIN_SURROUNDINGS =
            List.of(
                    "env",
                    "LC_ALL=C",
                    "TZ=UTC",
                    "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    private static final List<String> SUDO = List.of("sudo", "-n", "--");

    private ShellLine() {}

    /// The line for a command.
    ///
    /// Language and time zone stand before `sudo`, which hands them on by default, so that a list
    /// of permitted commands in sudoers still fits.
    ///
    /// @param limit as {@link #limit} gives it; empty for none
    static String of(List<String> words, List<String> limit, boolean asRoot) {
        return Stream.of(PLAIN_SURROUNDINGS, limit, asRoot ? SUDO : List.<String>of(), words)
                .flatMap(List::stream)
                .map(ShellLine::quoted)
                .collect(Collectors.joining(" "));
    }

    /// Ends a command on the host itself after so many seconds.
    static List<String> limit(long seconds) {
        return List.of("timeout", "-k", "1", String.valueOf(Math.max(1, seconds)));
    }

    private static String quoted(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("no command line can carry a NUL");
        }
        return word.matches("[A-Za-z0-9_@%+=:,./-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
