package dev.whence.live;

import dev.whence.engine.world.Secret;

import java.util.Optional;

/// Finds the passphrase of a private key that a server is willing to take.
@FunctionalInterface
interface KeyOpener {
    /// The passphrase of the key in that file; empty where there is none to be had.
    Optional<Secret> passphrase(String keyFile);
}
