package dev.whence.knowledge.command;

import java.util.Optional;
import java.util.regex.Pattern;

/// The path of a certificate, as a web server's configuration names it. A file of private keys is
/// never named by it.
public record CertificatePath(String value) {
    private static final Pattern PLAIN =
            Pattern.compile("/[A-Za-z0-9][A-Za-z0-9_.@+/-]{0,250}\\.(?:pem|crt|cer|cert)");
    private static final Pattern KEY = Pattern.compile("(?i).*(?:privkey|private|[_.-]key).*");

    public CertificatePath {
        if (!isCertificate(value)) {
            throw new IllegalArgumentException("That is not the path of a certificate.");
        }
    }

    /// The path where it looks like that of a certificate.
    public static Optional<CertificatePath> maybe(String path) {
        return isCertificate(path) ? Optional.of(new CertificatePath(path)) : Optional.empty();
    }

    private static boolean isCertificate(String path) {
        return PLAIN.matcher(path).matches()
                && !KEY.matcher(path).matches()
                && !path.contains("..")
                && !path.contains("//");
    }
}
