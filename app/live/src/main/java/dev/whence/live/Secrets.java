package dev.whence.live;

import dev.whence.engine.world.Secret;

import java.util.Optional;

/// Answers for what opens a private key or a login. It may take as long as a person takes.
public interface Secrets {
    /// Nobody is there to ask.
    Secrets NONE =
            new Secrets() {
                @Override
                public Optional<Secret> passphrase(String keyFile) {
                    return Optional.empty();
                }

                @Override
                public Optional<Secret> password(String login) {
                    return Optional.empty();
                }
            };

    /// The passphrase of a private key; empty where the person has none to give.
    Optional<Secret> passphrase(String keyFile) throws InterruptedException;

    /// The password of a login such as `alice@web-1`; empty where the person has none to give.
    Optional<Secret> password(String login) throws InterruptedException;
}
