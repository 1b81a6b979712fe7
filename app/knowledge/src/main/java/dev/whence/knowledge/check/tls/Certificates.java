package dev.whence.knowledge.check.tls;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Certificate;
import dev.whence.engine.world.TlsSession;
import dev.whence.knowledge.fact.TlsFact;
import dev.whence.knowledge.fact.TlsFact.Validity;
import dev.whence.knowledge.parse.Ranges;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Judges a served chain as Cloudflare's mode Full (strict) does (facts §I.3).
public final class Certificates {
    private static final Pattern ORIGIN_CA =
            Pattern.compile("(?i)OU=CloudFlare Origin SSL (ECC )?Certificate Authority");

    private Certificates() {}

    /// The certificate as a fact; empty where none was served.
    ///
    /// @param host what it must cover
    static Optional<TlsFact.Served> served(
            HostPort at, String host, String sni, TlsSession session, Instant now) {
        return session.chain().stream()
                .findFirst()
                .map(
                        leaf ->
                                new TlsFact.Served(
                                        at,
                                        sni,
                                        leaf.subject(),
                                        leaf.issuer(),
                                        leaf.names(),
                                        leaf.notBefore(),
                                        leaf.notAfter(),
                                        leaf.sha256(),
                                        validity(leaf, now),
                                        covers(leaf.names(), host),
                                        session.distrust().isEmpty(),
                                        ORIGIN_CA.matcher(leaf.issuer()).find(),
                                        leaf.signedByItself(),
                                        session.distrust().orElse(""),
                                        session.wantsClientCertificate(),
                                        session.protocol()));
    }

    /// Whether one of a certificate's names is the host; a wildcard stands for one label.
    public static boolean covers(List<String> names, String host) {
        return names.stream().anyMatch(name -> matches(plain(name), plain(host)));
    }

    private static boolean matches(String name, String host) {
        if (new HostPort(host, 0).isAddress()) {
            return Ranges.same(name, host);
        }
        if (!name.startsWith("*.")) {
            return name.equals(host);
        }
        var dot = host.indexOf('.');
        return dot > 0 && host.substring(dot).equals(name.substring(1));
    }

    private static String plain(String name) {
        var lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static Validity validity(Certificate leaf, Instant now) {
        if (now.isAfter(leaf.notAfter())) {
            return Validity.EXPIRED;
        }
        return now.isBefore(leaf.notBefore()) ? Validity.NOT_YET_VALID : Validity.VALID;
    }
}
