package dev.whence.knowledge.fact;

import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Fetched;

import java.time.Duration;
import java.util.Map;

/// How asking the origin directly, with the URL's Host and SNI, ended.
public sealed interface HttpFact extends Fact {
    /// The address that was asked.
    HostPort at();

    /// The origin answered.
    ///
    /// @param server the Server header; may be empty
    /// @param maker who drew an error page, such as `nginx`, read from the page; may be empty
    /// @param firstByte from the end of the request to the first byte of the answer
    /// @param headBytes the size of the answer's header block
    record Answered(
            HostPort at,
            String scheme,
            String method,
            String path,
            int status,
            String protocol,
            String server,
            String maker,
            Duration firstByte,
            Duration total,
            int headBytes)
            implements HttpFact {
        /// 501: the server has no such method, which says nothing of others.
        private static final int METHOD_UNKNOWN = 501;

        public Answered {
            path = Queries.removed(path);
        }

        @Override
        public Hop hop() {
            return status >= 500 ? Hop.APP : Hop.PROXY;
        }

        @Override
        public Health health() {
            if (status == METHOD_UNKNOWN) {
                return Health.SAYS_NOTHING;
            }
            return status >= 500 ? Health.BROKEN : Health.WELL;
        }
    }

    /// The origin answered, and its body is not what its own headers say.
    record Flawed(HostPort at, String path, int status, Fetched.Flaw flaw) implements HttpFact {
        public Flawed {
            path = Queries.removed(path);
        }

        /// Whether the origin reset the connection inside the body.
        public boolean reset() {
            return flaw == Fetched.Flaw.RESET;
        }

        /// Whether the body is not as long, or not encoded, as the head says. A reset amid the body
        /// is a connection that was dropped, whatever the length.
        public boolean mismatch() {
            return switch (flaw) {
                case SHORTER_THAN_ANNOUNCED, LONGER_THAN_ANNOUNCED, BROKEN_ENCODING -> true;
                case BROKEN_CHUNKS, RESET, TOO_SLOW -> false;
            };
        }

        /// Whether the body's chunks do not follow the rules.
        public boolean chunksBroken() {
            return flaw == Fetched.Flaw.BROKEN_CHUNKS;
        }

        @Override
        public Hop hop() {
            return Hop.APP;
        }

        @Override
        public Health health() {
            return Health.BROKEN;
        }
    }

    /// No answer that is HTTP. It may be this desk alone that gets none, so it says nothing by
    /// itself.
    ///
    /// @param detail what the connection said; short
    record NoAnswer(
            HostPort at,
            String scheme,
            String path,
            Fetched.Phase phase,
            Fetched.Reason reason,
            String detail,
            Duration waited)
            implements HttpFact {
        public NoAnswer {
            path = Queries.removed(path);
        }

        /// Whether the origin took the connection and kept silent in the TLS handshake.
        public boolean stalledInTls() {
            return phase == Fetched.Phase.TLS && reason == Fetched.Reason.TOO_SLOW;
        }

        /// Whether the origin took the request and kept silent.
        public boolean silent() {
            return phase == Fetched.Phase.FIRST_BYTE && reason == Fetched.Reason.TOO_SLOW;
        }

        /// Whether the origin ended the connection in place of an answer.
        public boolean hungUp() {
            return phase.compareTo(Fetched.Phase.FIRST_BYTE) >= 0
                    && (reason == Fetched.Reason.CLOSED || reason == Fetched.Reason.RESET);
        }

        /// Whether what came in place of an answer is no HTTP.
        public boolean malformed() {
            return phase.compareTo(Fetched.Phase.FIRST_BYTE) >= 0 && foreign();
        }

        /// Whether the answer's head is larger than is read.
        public boolean headTooLarge() {
            return reason == Fetched.Reason.HEAD_TOO_LARGE;
        }

        /// Whether the origin answered in another language than HTTP.
        public boolean foreign() {
            return reason == Fetched.Reason.NOT_HTTP;
        }

        @Override
        public Hop hop() {
            return Hop.PROXY;
        }

        @Override
        public Health health() {
            return Health.SAYS_NOTHING;
        }
    }

    /// The origin answers plain HTTP on this port with the remark that it wants TLS there.
    record WantsTls(HostPort at, String path, int status) implements HttpFact {
        public WantsTls {
            path = Queries.removed(path);
        }

        @Override
        public Hop hop() {
            return Hop.PROXY;
        }

        @Override
        public Health health() {
            return Health.SAYS_NOTHING;
        }
    }

    /// HTTP/1.1 is answered and HTTP/2, which the origin offers, is not. Cloudflare uses HTTP/2
    /// where it is offered (facts §I.2).
    record Http2Broken(HostPort at, String path, Fetched.Reason reason, String detail)
            implements HttpFact {
        public Http2Broken {
            path = Queries.removed(path);
        }

        @Override
        public Hop hop() {
            return Hop.PROXY;
        }

        @Override
        public Health health() {
            return Health.SAYS_NOTHING;
        }
    }

    /// What came through the edge beside what came directly.
    ///
    /// @param edge the visitor's status or error code
    /// @param origin the origin's own status; 0 where it gave none
    record Compared(HostPort at, String path, int edge, int origin) implements HttpFact {
        public Compared {
            path = Queries.removed(path);
        }

        @Override
        public Hop hop() {
            return Hop.EDGE;
        }

        @Override
        public Health health() {
            return Health.SAYS_NOTHING;
        }
    }

    /// The same path asked directly with several methods.
    ///
    /// @param statuses method → HTTP status; 0 for no answer
    record Methods(HostPort at, String path, Map<String, Integer> statuses) implements HttpFact {
        public Methods {
            path = Queries.removed(path);
            statuses = Map.copyOf(statuses);
        }

        @Override
        public Hop hop() {
            return Hop.APP;
        }

        @Override
        public Health health() {
            return Health.SAYS_NOTHING;
        }
    }

    /// The same request asked directly in other forms.
    ///
    /// @param path the failing path
    /// @param statuses form → HTTP status; 0 for no answer
    record Paths(HostPort at, String path, Map<EdgeFact.PathForm, Integer> statuses)
            implements HttpFact {
        public Paths {
            path = Queries.removed(path);
            statuses = Map.copyOf(statuses);
        }

        @Override
        public Hop hop() {
            return Hop.APP;
        }

        @Override
        public Health health() {
            return Health.SAYS_NOTHING;
        }
    }

    /// The origin says that the head of the request, with its cookies, is too large.
    record HeadRefused(HostPort at, String path, int status) implements HttpFact {
        public HeadRefused {
            path = Queries.removed(path);
        }

        @Override
        public Hop hop() {
            return Hop.PROXY;
        }

        @Override
        public Health health() {
            return Health.SAYS_NOTHING;
        }
    }
}
