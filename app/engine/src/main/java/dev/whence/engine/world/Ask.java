package dev.whence.engine.world;

import dev.whence.engine.model.HostPort;

import java.net.URI;
import java.util.Optional;

/// A question to the world. There are five.
public sealed interface Ask<R extends Answer> {
    /// Asks one DNS server for one kind of record.
    ///
    /// @param via the server to ask; empty means the system's own
    record Resolve(String name, RecordType type, Optional<HostPort> via) implements Ask<Resolved> {}

    /// Opens a TCP connection and closes it.
    record Dial(HostPort to) implements Ask<Dialled> {}

    /// Opens a TLS session, keeps the chain as served and judges its trust apart; no trust is
    /// needed to look.
    ///
    /// @param sni the name to ask for; empty sends none
    record Greet(HostPort to, String sni) implements Ask<Greeted> {}

    /// Sends one HTTP request; redirects are not followed, nothing is sent twice.
    record Fetch(URI uri, String method, Headers headers, Via via) implements Ask<Fetched> {}

    /// Runs one read-only command on a host.
    record Run(Command command) implements Ask<Ran> {}

    /// The kinds of DNS record that checks ask for.
    enum RecordType {
        A,
        AAAA,
        CNAME,
        TXT,
        NS
    }

    /// How an HTTP request travels, apart from what its address says.
    ///
    /// @param connect dial this address; empty means what DNS says for the host
    /// @param resolver the DNS server for that; empty means the system's own
    /// @param http2 offer HTTP/2; otherwise HTTP/1.1 only
    /// @param mostBytes keep so much of the body and stop reading
    record Via(
            Optional<HostPort> connect, Optional<HostPort> resolver, boolean http2, int mostBytes) {
        /// Host, SNI and address all from the URI, HTTP/1.1, at most 256 KiB of body.
        public static final Via PLAIN =
                new Via(Optional.empty(), Optional.empty(), false, 256 * 1024);

        /// The same, dialling the given address.
        public Via to(HostPort address) {
            return new Via(Optional.of(address), resolver, http2, mostBytes);
        }

        /// The same, looking the host up at the given DNS server.
        public Via lookingUpAt(HostPort server) {
            return new Via(connect, Optional.of(server), http2, mostBytes);
        }

        /// The same, offering HTTP/2.
        public Via withHttp2() {
            return new Via(connect, resolver, true, mostBytes);
        }

        /// The same, keeping so many bytes of the body.
        public Via keeping(int bytes) {
            return new Via(connect, resolver, http2, bytes);
        }
    }
}
