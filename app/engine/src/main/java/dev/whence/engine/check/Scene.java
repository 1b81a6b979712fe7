package dev.whence.engine.check;

import dev.whence.engine.model.Facts;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;

import java.time.Instant;
import java.util.Optional;

/// What a check works with: the target, what is known when it starts, where it stands, and when.
///
/// @param at the moment at which the look begins, by the clock of the run
public record Scene(Target target, Facts known, Vantage from, Instant at) {
    /// The host that the check stands on; empty for standpoints without one.
    public Optional<SshHost> host() {
        return target.hosts().stream().filter(host -> Vantage.on(host).equals(from)).findFirst();
    }
}
