package dev.whence.desktop.desk;

/// Asks the user whether a host that was never seen before is the right one.
@FunctionalInterface
public interface HostKeyAsker {
    /// Waits for the user's answer. Called on a thread of the run; refusing is the answer of a user
    /// who closes the question.
    ///
    /// @param fingerprint the key's type and SHA-256 fingerprint, as `ssh` prints them
    boolean trust(String host, String fingerprint) throws InterruptedException;
}
