package dev.whence.desktop.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// A certificate authority of the suite's own, made with openssl, and what it issues.
final class Certificates {
    private static final String SETTINGS =
            """
            [ca]
            default_ca = here
            [here]
            database = index.txt
            serial = serial
            new_certs_dir = .
            certificate = ca.pem
            private_key = ca.key
            default_md = sha256
            policy = any
            copy_extensions = copy
            unique_subject = no
            [any]
            commonName = supplied
            """;

    private final Path folder;

    /// A certificate file with its key file.
    record Identity(Path certificate, Path key) {}

    Certificates(Path folder) {
        this.folder = folder;
        try {
            Files.writeString(folder.resolve("ca.conf"), SETTINGS);
            Files.writeString(folder.resolve("index.txt"), "");
            Files.writeString(folder.resolve("serial"), "01\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        selfSigned("ca", "Test authority");
    }

    /// The authority's own certificate.
    Path authority() {
        return folder.resolve("ca.pem");
    }

    /// A good certificate for these names.
    Identity issued(String... names) {
        return signed("good-" + names[0], List.of(names), "20240101000000Z", "20491231000000Z");
    }

    /// A certificate that ran out long ago.
    Identity expired(String name) {
        return signed("expired", List.of(name), "20240101000000Z", "20240401000000Z");
    }

    /// A certificate that nobody issued.
    Identity selfSigned(String file, String name) {
        openssl(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30",
                List.of(
                        "-keyout",
                        file + ".key",
                        "-out",
                        file + ".pem",
                        "-subj",
                        "/CN=" + name,
                        "-addext",
                        "subjectAltName=DNS:" + name.replace(' ', '-')));
        return identity(file);
    }

    /// Serves a certificate from within the tests.
    SSLContext serving(Identity identity) {
        var store = folder.resolve("serving.p12");
        openssl(
                "pkcs12 -export -passout pass:test",
                List.of(
                        "-in",
                        identity.certificate().toString(),
                        "-inkey",
                        identity.key().toString(),
                        "-out",
                        store.toString()));
        try (var in = Files.newInputStream(store)) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(in, "test".toCharArray());
            var managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(keys, "test".toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Trusts what the authority issued, and nothing else.
    X509TrustManager trust() {
        try (var in = Files.newInputStream(authority())) {
            var roots = KeyStore.getInstance("PKCS12");
            roots.load(null, null);
            roots.setCertificateEntry(
                    "ca",
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in));
            var managers = TrustManagerFactory.getInstance("PKIX");
            managers.init(roots);
            return (X509TrustManager) managers.getTrustManagers()[0];
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Identity signed(String file, List<String> names, String from, String to) {
        var alternatives = names.stream().map(name -> "DNS:" + name).toList();
        openssl(
                "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes",
                List.of(
                        "-keyout",
                        file + ".key",
                        "-out",
                        file + ".csr",
                        "-subj",
                        "/CN=" + names.getFirst(),
                        "-addext",
                        "subjectAltName=" + String.join(",", alternatives)));
        openssl(
                "ca -batch -notext -config ca.conf",
                List.of(
                        "-in",
                        file + ".csr",
                        "-out",
                        file + ".pem",
                        "-startdate",
                        from,
                        "-enddate",
                        to));
        return identity(file);
    }

    private Identity identity(String file) {
        return new Identity(folder.resolve(file + ".pem"), folder.resolve(file + ".key"));
    }

    private void openssl(String start, List<String> more) {
        List<String> words = new ArrayList<>(List.of(Needs.program("openssl")));
        words.addAll(List.of(start.split(" ")));
        words.addAll(more);
        Program.run(folder, words);
    }
}
