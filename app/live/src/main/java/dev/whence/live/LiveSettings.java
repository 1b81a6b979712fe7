package dev.whence.live;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the real world is looked at with. A login is tried at most once for one world: make a new
/// one for a new run.
///
/// @param furtherRoots PEM files of roots to trust besides the system's
/// @param sshKeys private keys to try before all others
/// @param knownHosts the file of known host keys
/// @param sshConfig the SSH configuration file; it need not exist
/// @param home where `~` points and default keys are looked for
/// @param agent the socket of an SSH agent
/// @param hostKeys decides on keys of hosts that are not known yet
/// @param secrets answers for passphrases and passwords
public record LiveSettings(
        List<Path> furtherRoots,
        List<Path> sshKeys,
        Path knownHosts,
        Path sshConfig,
        Path home,
        Optional<Path> agent,
        HostKeyQuestion hostKeys,
        Secrets secrets) {

    public LiveSettings {
        furtherRoots = List.copyOf(furtherRoots);
        sshKeys = List.copyOf(sshKeys);
    }

    /// The user's own files and agent; unknown host keys are refused and nobody is asked for
    /// secrets.
    public static LiveSettings users() {
        var home = Path.of(System.getProperty("user.home"));
        var ssh = home.resolve(".ssh");
        return new LiveSettings(
                List.of(),
                List.of(),
                ssh.resolve("known_hosts"),
                ssh.resolve("config"),
                home,
                Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"))
                        .filter(socket -> !socket.isBlank())
                        .map(Path::of),
                HostKeyQuestion.NOBODY,
                Secrets.NONE);
    }

    /// The same with further roots.
    public LiveSettings trusting(List<Path> pemFiles) {
        return new LiveSettings(
                pemFiles, sshKeys, knownHosts, sshConfig, home, agent, hostKeys, secrets);
    }

    /// The same with these keys tried first.
    public LiveSettings withKeys(List<Path> keys) {
        return new LiveSettings(
                furtherRoots, keys, knownHosts, sshConfig, home, agent, hostKeys, secrets);
    }

    /// The same with another file of known host keys.
    public LiveSettings withKnownHosts(Path file) {
        return new LiveSettings(
                furtherRoots, sshKeys, file, sshConfig, home, agent, hostKeys, secrets);
    }

    /// The same with another SSH configuration file.
    public LiveSettings withConfig(Path file) {
        return new LiveSettings(
                furtherRoots, sshKeys, knownHosts, file, home, agent, hostKeys, secrets);
    }

    /// The same with a home of its own and no agent: nothing of the user's is touched.
    public LiveSettings withHome(Path folder) {
        return new LiveSettings(
                furtherRoots,
                sshKeys,
                knownHosts,
                sshConfig,
                folder,
                Optional.empty(),
                hostKeys,
                secrets);
    }

    /// The same, asking a person.
    public LiveSettings asking(HostKeyQuestion question, Secrets answers) {
        return new LiveSettings(
                furtherRoots, sshKeys, knownHosts, sshConfig, home, agent, question, answers);
    }
}
