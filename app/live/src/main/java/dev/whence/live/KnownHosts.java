package dev.whence.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A file of known host keys: plain, hashed and `[host]:port` names, patterns, revoked keys.
final class KnownHosts {
    private final Path file;

    KnownHosts(Path file) {
        this.file = file;
    }

    /// What the file says of a key that a host shows.
    enum Standing {
        KNOWN,
        UNKNOWN,
        CHANGED,
        REVOKED
    }

    private record Line(String marker, String hosts, String type, String key) {
        boolean isPlain() {
            return marker.isEmpty();
        }

        boolean speaksOf(String host) {
            return hosts.startsWith("|1|") ? isHashOf(host) : isListed(host);
        }

        private boolean isListed(String host) {
            var patterns = hosts.split(",", -1);
            return Stream.of(patterns).anyMatch(pattern -> HostPattern.of(pattern).test(host))
                    && Stream.of(patterns)
                            .filter(pattern -> pattern.startsWith("!"))
                            .noneMatch(pattern -> HostPattern.of(pattern.substring(1)).test(host));
        }

        private boolean isHashOf(String host) {
            try {
                var parts = hosts.split("\\|", -1);
                var mac = Mac.getInstance("HmacSHA1");
                mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[2]), "HmacSHA1"));
                var hash =
                        mac.doFinal(host.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
                return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[3]));
            } catch (GeneralSecurityException | RuntimeException _) {
                return false;
            }
        }
    }

    /// What the file says of a key.
    ///
    /// @param host as the file writes it, `[host]:port` for a port other than 22
    Standing standing(String host, byte[] key) {
        var lines = lines().toList();
        if (lines.stream()
                .anyMatch(line -> line.marker().equals("@revoked") && sameKey(line, key))) {
            return Standing.REVOKED;
        }
        var known = lines.stream().filter(line -> line.isPlain() && line.speaksOf(host)).toList();
        if (known.stream().anyMatch(line -> sameKey(line, key))) {
            return Standing.KNOWN;
        }
        var type = HostKeys.type(key);
        return known.stream().anyMatch(line -> line.type().equals(type))
                ? Standing.CHANGED
                : Standing.UNKNOWN;
    }

    /// The keys that are known for a host, so that the host is asked for one of their types first.
    List<byte[]> keysOf(String host) {
        return lines().filter(line -> line.isPlain() && line.speaksOf(host))
                .map(line -> Base64.getDecoder().decode(line.key()))
                .toList();
    }

    /// Adds a line, making the file where there is none.
    void add(String host, byte[] key) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        var before = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        var start = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
        var line = host + " " + HostKeys.type(key) + " " + Base64.getEncoder().encodeToString(key);
        Files.writeString(
                file,
                start + line + "\n",
                StandardCharsets.ISO_8859_1,
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
    }

    private static boolean sameKey(Line line, byte[] key) {
        return line.key().equals(Base64.getEncoder().encodeToString(key));
    }

    /// The lines as they are now: the user may mend the file while we run.
    private Stream<Line> lines() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                            .flatMap(line -> parse(line).stream())
                    : Stream.empty();
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    private static Optional<Line> parse(String text) {
        if (text.isBlank() || text.startsWith("#")) {
            return Optional.empty();
        }
        var words = text.strip().split("\\s+", -1);
        var marked = words[0].startsWith("@") ? 1 : 0;
        if (words.length < marked + 3) {
            return Optional.empty();
        }
        try {
            var key = words[marked + 2];
            Base64.getDecoder().decode(key);
            var marker = marked == 1 ? words[0] : "";
            return Optional.of(new Line(marker, words[marked], words[marked + 1], key));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
