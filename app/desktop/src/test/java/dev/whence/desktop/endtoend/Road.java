package dev.whence.desktop.endtoend;

import java.util.Optional;

/// What the stand-in edge has behind a name.
sealed interface Road {
    /// A public origin.
    ///
    /// @param tls zone mode full or strict
    /// @param strict the certificate is checked
    record Origin(String host, int port, boolean tls, boolean strict) implements Road {}

    /// A tunnel, with a connector or without.
    record Tunnel(Optional<StandInConnector> connector) implements Road {}

    /// Packets to the origin are dropped.
    record Dropped() implements Road {}

    /// A Worker that throws an exception.
    record WorkerThrows() implements Road {}

    /// A rule stops this method with this 10xx number; the others reach the origin.
    record Stops(String method, int code, Origin others) implements Road {}

    /// The edge is unwell itself.
    record OwnFault(int status) implements Road {}
}
