package dev.whence.knowledge.parse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the id of the tunnel, and nothing else, out of tokens and names (facts §E.3).
final class CloudflaredToken {
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern TUNNEL =
            Pattern.compile("\"t\"\\s*:\\s*\"(" + ID.pattern() + ")\"");

    private CloudflaredToken() {}

    /// The tunnel that a token is for; empty where the text is no token. Where the token was
    /// removed, its mark still names the tunnel.
    static Optional<String> tunnel(String token) {
        if (token.startsWith("(removed-tunnel-token")) {
            return idIn(token);
        }
        try {
            var plain = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            var tunnel = TUNNEL.matcher(plain);
            return tunnel.find()
                    ? Optional.of(tunnel.group(1).toLowerCase(Locale.ROOT))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The text where it is an id.
    static Optional<String> id(String text) {
        return ID.matcher(text).matches()
                ? Optional.of(text.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /// The first id in a text, such as the name of a credentials file.
    static Optional<String> idIn(String text) {
        var id = ID.matcher(text);
        return id.find() ? Optional.of(id.group().toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
