package dev.whence.engine.world;

import java.time.Duration;

/// How a TLS handshake ended.
public sealed interface Greeted extends Answer {
    /// Both sides agreed.
    record Agreed(TlsSession session, Duration took) implements Greeted {}

    /// The TCP connection did not open.
    record NotOpen(Dialled dialled) implements Greeted {}

    /// The peer speaks something other than TLS on this port.
    ///
    /// @param said the first bytes it said, printable, short; may be empty
    record NotTls(String said) implements Greeted {}

    /// The peer ended the handshake with an alert.
    ///
    /// @param name the alert's name in the RFC's spelling, such as `unrecognized_name`
    record Alerted(String name) implements Greeted {}

    /// The peer closed or reset the connection during the handshake.
    record HungUp(boolean reset) implements Greeted {}

    /// The peer kept the connection open and said nothing.
    record Stalled(Duration waited) implements Greeted {}
}
