package dev.whence.engine.world;

import java.time.Duration;
import java.util.Optional;

/// How an HTTP exchange ended.
public sealed interface Fetched extends Answer {
    /// A status line and headers came, and a body or a part of one.
    ///
    /// @param protocol `HTTP/1.1` or `HTTP/2`
    /// @param body the decoded text that was kept, at most as much as was asked for
    /// @param cut more body came than was kept
    /// @param flaw what is wrong with the body's framing; empty where it is sound or was cut
    record Answered(
            int status,
            String protocol,
            Headers headers,
            String body,
            boolean cut,
            Optional<Flaw> flaw,
            Optional<TlsSession> tls,
            Timing timing)
            implements Fetched {}

    /// No answer that could be read as HTTP.
    ///
    /// @param detail what the connection said, for the reader; short
    record NoAnswer(Phase phase, Reason reason, String detail, Timing timing) implements Fetched {}

    /// The phases of an exchange, in order.
    enum Phase {
        RESOLVE,
        CONNECT,
        TLS,
        FIRST_BYTE,
        HEAD
    }

    /// Why there was no answer.
    enum Reason {
        UNKNOWN_HOST,
        REFUSED,
        UNREACHABLE,
        TOO_SLOW,
        NOT_TLS,
        TLS_REFUSED,
        CLOSED,
        RESET,
        NOT_HTTP,
        HEAD_TOO_LARGE
    }

    /// What can be wrong with a body.
    enum Flaw {
        /// The connection ended before the announced length.
        SHORTER_THAN_ANNOUNCED,
        /// More bytes came than the announced length.
        LONGER_THAN_ANNOUNCED,
        /// The chunks do not follow the rules.
        BROKEN_CHUNKS,
        /// The body is not what its Content-Encoding says.
        BROKEN_ENCODING,
        /// The peer reset the connection inside the body.
        RESET,
        /// The body did not end in time.
        TOO_SLOW
    }

    /// How long each phase took; zero for a phase that was not reached.
    ///
    /// @param total from the first look-up to the last byte that was read
    record Timing(
            Duration resolve,
            Duration connect,
            Duration tls,
            Duration firstByte,
            Duration body,
            Duration total) {
        /// No phase was reached.
        public static final Timing NONE =
                new Timing(
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO);
    }
}
