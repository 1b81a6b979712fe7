package dev.whence.live;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a login may do on its host, found out once.
///
/// @param root it is root itself
/// @param sudo `sudo -n` gives it everything
/// @param someSudo `sudo -n` gives it some commands
/// @param timeout the host has `timeout`
/// @param lacks programs that the host has nowhere
record Rights(boolean root, boolean sudo, boolean someSudo, boolean timeout, Set<String> lacks) {
    private static final String MARK = "whence-";
    private static final String LACKS = MARK + "lacks-";

    /// Asks for all of it in one go, also where the login's own shell is no POSIX shell; nothing
    /// here changes anything. The programs are those that many hosts do without; each is looked for
    /// wherever root may have it.
    static final String QUESTION =
            """
            sh -c 'u=`id -u`
            echo whence-uid-$u
            command -v timeout >/dev/null 2>&1 && echo whence-timeout
            lacks() {
            for p; do command -v $p >/dev/null 2>&1 || echo whence-lacks-$p; done
            }
            (PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/snap/bin
            lacks apachectl cloudflared docker fail2ban-client ip6tables-save ipset
            lacks iptables-save netstat nft nginx podman)
            [ "$u" = 0 ] && exit
            if sudo -n true >/dev/null 2>&1; then echo whence-sudo
            elif sudo -n -l 2>/dev/null | grep -q NOPASSWD; then echo whence-some-sudo
            fi'
            """;

    Rights {
        lacks = Set.copyOf(lacks);
    }

    /// Reads the answer; other lines, from the shell's start files, are passed over.
    static Rights read(String printed) {
        var said = printed.lines().filter(line -> line.startsWith(MARK)).toList();
        return new Rights(
                says(said, "uid-0"),
                says(said, "sudo"),
                says(said, "some-sudo"),
                says(said, "timeout"),
                said.stream()
                        .filter(line -> line.startsWith(LACKS))
                        .map(line -> line.substring(LACKS.length()).strip())
                        .collect(Collectors.toSet()));
    }

    /// Whether the host has no such program.
    boolean lacks(String program) {
        return lacks.contains(program);
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
