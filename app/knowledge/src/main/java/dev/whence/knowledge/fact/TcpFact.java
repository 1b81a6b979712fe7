package dev.whence.knowledge.fact;

import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;
import dev.whence.engine.model.HostPort;

import java.time.Duration;

/// How dialling the origin around Cloudflare, from this desk, ended.
///
/// Only an open port says something by itself: a closed one may be closed to this desk alone (facts
/// §J.3 #1).
public sealed interface TcpFact extends Fact {
    /// The address that was dialled.
    HostPort to();

    @Override
    default Hop hop() {
        return Hop.NETWORK;
    }

    @Override
    default Health health() {
        return this instanceof Open ? Health.WELL : Health.SAYS_NOTHING;
    }

    /// The port is open.
    record Open(HostPort to, Duration took) implements TcpFact {}

    /// The connection was refused at once.
    record Refused(HostPort to) implements TcpFact {}

    /// Nobody answered.
    record TooSlow(HostPort to, Duration waited) implements TcpFact {}

    /// There is no way to the address.
    record Unreachable(HostPort to, String why) implements TcpFact {}
}
