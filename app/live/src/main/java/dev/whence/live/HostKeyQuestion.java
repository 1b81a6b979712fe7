package dev.whence.live;

/// Asks a person whether the key of a host that is not known yet may be trusted from now on.
@FunctionalInterface
public interface HostKeyQuestion {
    /// Nobody is there to ask: no unknown key is trusted.
    HostKeyQuestion NOBODY = (_, _, _) -> false;

    /// Asks, and may take as long as a person takes.
    ///
    /// @param host as known_hosts writes it, such as `web-1` or `[web-1]:2222`
    /// @param type such as `ssh-ed25519`
    /// @param fingerprint such as `SHA256:…`, as `ssh-keygen -l` prints it
    boolean trust(String host, String type, String fingerprint) throws InterruptedException;
}
