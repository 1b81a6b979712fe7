package dev.whence.engine.world;

import java.util.List;
import java.util.Optional;

/// A TLS session that was agreed on, with the chain as served.
///
/// @param alpn the application protocol chosen; empty where none was
/// @param chain leaf first
/// @param distrust why the chain does not lead to a trusted root, ignoring dates and names; empty
///   where it does
/// @param wantsClientCertificate the peer asked for a certificate of ours
public record TlsSession(
        String protocol,
        String cipher,
        String alpn,
        List<Certificate> chain,
        Optional<String> distrust,
        boolean wantsClientCertificate) {
    public TlsSession {
        chain = List.copyOf(chain);
    }
}
