package dev.whence.live;

import java.util.List;

/// What a login may do on its host, found out once.
///
/// @param root it is root itself
/// @param sudo `sudo -n` gives it everything
/// @param someSudo `sudo -n` gives it some commands
/// @param timeout the host has `timeout`
record Rights(boolean root, boolean sudo, boolean someSudo, boolean timeout) {
    private static final String MARK = "whence-";

    /// Asks for all of it in one go, also where the login's own shell is no POSIX shell; nothing
    /// here changes anything.
    static final String QUESTION =
            """
            sh -c 'u=`id -u`
            echo whence-uid-$u
            command -v timeout >/dev/null 2>&1 && echo whence-timeout
            [ "$u" = 0 ] && exit
            if sudo -n true >/dev/null 2>&1; then echo whence-sudo
            elif sudo -n -l 2>/dev/null | grep -q NOPASSWD; then echo whence-some-sudo
            fi'
            """;

    /// Reads the answer; other lines, from the shell's start files, are passed over.
    static Rights read(String printed) {
        var said = printed.lines().filter(line -> line.startsWith(MARK)).toList();
        return new Rights(
                says(said, "uid-0"),
                says(said, "sudo"),
                says(said, "some-sudo"),
                says(said, "timeout"));
    }

    /// Whether the login's shell runs commands at all.
    static boolean answered(String printed) {
        return printed.lines().anyMatch(line -> line.startsWith(MARK + "uid-"));
    }

    /// Whether trying `sudo -n` can be of use.
    boolean maySudo() {
        return sudo || someSudo;
    }

    private static boolean says(List<String> said, String what) {
        return said.contains(MARK + what);
    }
}
