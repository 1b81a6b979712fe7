package dev.whence.live;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// Makes certificates for tests, good and bad ones.
final class TestCertificates {
    private TestCertificates() {}

    /// A key with its chain, leaf first.
    record Identity(KeyPair keys, List<X509Certificate> chain) {
        X509Certificate leaf() {
            return chain.getFirst();
        }

        /// The same, serving the leaf alone.
        Identity withoutIntermediates() {
            return new Identity(keys, List.of(leaf()));
        }

        /// Serves this chain.
        SSLContext context() {
            return context(null);
        }

        SSLContext context(TrustManager clients) {
            try {
                var store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                var password = "test".toCharArray();
                store.setKeyEntry(
                        "key", keys.getPrivate(), password, chain.toArray(X509Certificate[]::new));
                var managers = KeyManagerFactory.getInstance("PKIX");
                managers.init(store, password);
                var context = SSLContext.getInstance("TLS");
                context.init(
                        managers.getKeyManagers(),
                        clients == null ? null : new TrustManager[] {clients},
                        new SecureRandom());
                return context;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static Identity authority(String name) {
        var now = Instant.now();
        return made(name, List.of(), true, now, now.plus(Duration.ofDays(10)), null);
    }

    static Identity issuedBy(Identity issuer, String name, boolean authority) {
        var now = Instant.now();
        return made(name, List.of(name), authority, now, now.plus(Duration.ofDays(10)), issuer);
    }

    static Identity selfSigned(String name) {
        var now = Instant.now();
        return made(name, List.of(name), false, now, now.plus(Duration.ofDays(10)), null);
    }

    static Identity expired(Identity issuer, String name) {
        var then = Instant.now().minus(Duration.ofDays(100));
        return made(name, List.of(name), false, then, then.plus(Duration.ofDays(90)), issuer);
    }

    static Path pem(Path folder, X509Certificate certificate) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(certificate);
        }
        return Files.writeString(folder.resolve("roots.pem"), text.toString());
    }

    private static Identity made(
            String name,
            List<String> hosts,
            boolean authority,
            Instant from,
            Instant to,
            Identity issuer) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            var keys = generator.generateKeyPair();
            var subject = new X500Name("CN=" + name);
            var signer = issuer == null ? keys : issuer.keys();
            var builder =
                    new JcaX509v3CertificateBuilder(
                            issuer == null
                                    ? subject
                                    : X500Name.getInstance(
                                            issuer.leaf().getSubjectX500Principal().getEncoded()),
                            BigInteger.valueOf(System.nanoTime()),
                            Date.from(from.minusSeconds(60)),
                            Date.from(to),
                            subject,
                            keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!hosts.isEmpty()) {
                var names =
                        hosts.stream()
                                .map(host -> new GeneralName(GeneralName.dNSName, host))
                                .toArray(GeneralName[]::new);
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            var holder =
                    builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA")
                                    .build(signer.getPrivate()));
            var leaf = new JcaX509CertificateConverter().getCertificate(holder);
            var above = issuer == null ? Stream.<X509Certificate>empty() : issuer.chain().stream();
            return new Identity(keys, Stream.concat(Stream.of(leaf), above).toList());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
