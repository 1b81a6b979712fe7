package dev.whence.live;

import dev.whence.engine.world.Certificate;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Keeps the chain as it was served and accepts it, so that one handshake shows all there is to
/// judge (facts §L).
final class ServedChain extends X509ExtendedTrustManager {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private volatile List<X509Certificate> chain = List.of();

    /// The chain, leaf first; empty before the handshake.
    List<X509Certificate> served() {
        return chain;
    }

    /// The chain as the answer carries it.
    List<Certificate> told() {
        return chain.stream().map(ServedChain::told).toList();
    }

    private static Certificate told(X509Certificate x509) {
        return new Certificate(
                x509.getSubjectX500Principal().getName(),
                x509.getIssuerX500Principal().getName(),
                names(x509),
                x509.getNotBefore().toInstant(),
                x509.getNotAfter().toInstant(),
                fingerprint(x509),
                Roots.signedByItself(x509));
    }

    private static List<String> names(X509Certificate x509) {
        try {
            var names = x509.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.get(0) instanceof Integer kind && isHost(kind))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException _) {
            return List.of();
        }
    }

    private static boolean isHost(int kind) {
        return kind == DNS_NAME || kind == IP_ADDRESS;
    }

    private static String fingerprint(X509Certificate x509) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(x509.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] served, String type) {
        chain = List.of(served);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] served, String type, Socket socket) {
        chain = List.of(served);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] served, String type, SSLEngine engine) {
        chain = List.of(served);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] served, String type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] served, String type, Socket socket) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] served, String type, SSLEngine engine) {
        throw new UnsupportedOperationException();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
