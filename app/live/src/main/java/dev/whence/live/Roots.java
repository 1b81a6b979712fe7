package dev.whence.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;

/// The roots that a chain may lead to: the system's and further ones.
///
/// Dates and names are not looked at here; checks judge them apart (facts §L). The words are those
/// that OpenSSL and curl say, so that a reader can search for them.
final class Roots {
    private static final int LONGEST_CHAIN = 10;

    private final Map<X500Principal, List<X509Certificate>> roots;

    private Roots(Stream<X509Certificate> roots) {
        this.roots = roots.collect(Collectors.groupingBy(X509Certificate::getSubjectX500Principal));
    }

    /// The system's roots and those in the given PEM files.
    ///
    /// @throws IllegalArgumentException with a sentence for the user where a file holds no
    ///   certificate
    static Roots with(List<Path> further) {
        return new Roots(Stream.concat(system(), further.stream().flatMap(Roots::in)));
    }

    /// Why the chain does not lead to one of these roots; empty where it does.
    Optional<String> distrust(List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            return Optional.of("no certificate was served");
        }
        var current = chain.getFirst();
        for (var step = 0; step < LONGEST_CHAIN; step++) {
            if (isRoot(current) || issuerAmong(rootsNamed(current), current).isPresent()) {
                return Optional.empty();
            }
            if (signedByItself(current)) {
                return Optional.of(step == 0 ? "self-signed certificate" : untrustedRoot(current));
            }
            var issuer = issuerAmong(chain, current);
            if (issuer.isEmpty()) {
                return Optional.of("unable to get the issuer certificate " + issuerOf(current));
            }
            if (issuer.get().getBasicConstraints() < 0) {
                return Optional.of("invalid CA certificate " + issuerOf(current));
            }
            current = issuer.get();
        }
        return Optional.of("the chain is longer than " + LONGEST_CHAIN + " certificates");
    }

    /// Whether subject and issuer are the same and the certificate's own key made the signature.
    static boolean signedByItself(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                && signed(certificate, certificate);
    }

    private boolean isRoot(X509Certificate certificate) {
        return roots.getOrDefault(certificate.getSubjectX500Principal(), List.of())
                .contains(certificate);
    }

    private List<X509Certificate> rootsNamed(X509Certificate issued) {
        return roots.getOrDefault(issued.getIssuerX500Principal(), List.of());
    }

    private static Optional<X509Certificate> issuerAmong(
            List<X509Certificate> candidates, X509Certificate issued) {
        var name = issued.getIssuerX500Principal();
        return candidates.stream()
                .filter(candidate -> candidate.getSubjectX500Principal().equals(name))
                .filter(candidate -> !candidate.equals(issued))
                .filter(candidate -> signed(issued, candidate))
                .findFirst();
    }

    private static boolean signed(X509Certificate issued, X509Certificate issuer) {
        try {
            issued.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static String untrustedRoot(X509Certificate root) {
        return "self-signed certificate in certificate chain: "
                + Text.printable(root.getSubjectX500Principal().getName());
    }

    private static String issuerOf(X509Certificate certificate) {
        return Text.printable(certificate.getIssuerX500Principal().getName());
    }

    private static Stream<X509Certificate> system() {
        try {
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Stream.of(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(
                            manager ->
                                    Stream.of(((X509TrustManager) manager).getAcceptedIssuers()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<X509Certificate> in(Path pem) {
        try (InputStream file = Files.newInputStream(pem)) {
            var found = new ArrayList<X509Certificate>();
            for (Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                found.add((X509Certificate) one);
            }
            if (found.isEmpty()) {
                throw new IllegalArgumentException(pem + " holds no certificate.");
            }
            return found.stream();
        } catch (IOException e) {
            throw new IllegalArgumentException(pem + " cannot be read.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(pem + " is not a PEM file of certificates.", e);
        }
    }
}
