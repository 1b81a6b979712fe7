package dev.whence.engine.world;

import java.time.Duration;

/// How opening a TCP connection ended.
public sealed interface Dialled extends Answer {
    /// The connection opened.
    record Open(Duration took) implements Dialled {}

    /// The peer, or something on the way, refused at once.
    record Refused() implements Dialled {}

    /// Nobody answered in time.
    record TooSlow(Duration waited) implements Dialled {}

    /// There is no way to that address, or its name does not resolve.
    record Unreachable(String why) implements Dialled {}
}
