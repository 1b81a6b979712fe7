package dev.whence.engine.world;

import java.time.Instant;
import java.util.List;

/// One certificate of a chain as it was served.
///
/// @param subject the subject as an RFC 2253 name
/// @param issuer the issuer as an RFC 2253 name
/// @param names the DNS names and IP addresses that it covers
/// @param sha256 the fingerprint in lower-case hexadecimal
/// @param signedByItself subject and issuer are the same and its own key made the signature
public record Certificate(
        String subject,
        String issuer,
        List<String> names,
        Instant notBefore,
        Instant notAfter,
        String sha256,
        boolean signedByItself) {
    public Certificate {
        names = List.copyOf(names);
    }
}
