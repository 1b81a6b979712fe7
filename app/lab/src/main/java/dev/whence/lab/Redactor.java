package dev.whence.lab;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes secrets out of text before anything is kept, shown or sent: tokens, keys, passwords,
/// header values that log somebody in, and query strings (facts §M).
///
/// What it takes out leaves a mark, `(removed-…)`, that may stand in an address as well as in a log
/// line. Cleaning twice changes nothing more. It would rather remove a harmless word than keep a
/// secret.
public final class Redactor {
    /// Keeps no query string at all.
    public static final Redactor STRICT = new Redactor(Set.of());

    /// What is taken out.
    public enum Kind {
        PRIVATE_KEY,
        TUNNEL_TOKEN,
        HEADER,
        BEARER_TOKEN,
        API_KEY,
        PASSWORD,
        URL_LOGIN,
        QUERY;

        /// The public name, as the mark carries it.
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final Pattern TUNNEL_ID =
            Pattern.compile(
                    "\"t\"\\s*:\\s*\"([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\"");

    private final Set<String> own;

    private Redactor(Set<String> own) {
        this.own = own;
    }

    /// A redactor that leaves the query in addresses of one host, except values that look secret by
    /// their name.
    public static Redactor keepingQueriesOf(String host) {
        return new Redactor(Set.of(host.toLowerCase(Locale.ROOT)));
    }

    /// The text without its secrets.
    public String clean(String text) {
        return clean(text, _ -> {});
    }

    /// The text without its secrets.
    ///
    /// @param removed hears the kind of each secret that was taken out
    public String clean(String text, Consumer<Kind> removed) {
        var lower = text.toLowerCase(Locale.ROOT);
        var clean = text;
        for (var rule : SecretRule.ALL) {
            if (rule.mayBeIn(lower)) {
                clean = applied(rule, clean, removed);
            }
        }
        return clean;
    }

    private String applied(SecretRule rule, String text, Consumer<Kind> removed) {
        var matcher = rule.pattern().matcher(text);
        var clean = new StringBuilder();
        var kept = 0;
        while (matcher.find()) {
            if (rule.kind() == Kind.QUERY && own.contains(host(matcher))) {
                continue;
            }
            clean.append(text, kept, matcher.start("secret"));
            clean.append(mark(rule.kind(), matcher.group("secret")));
            kept = matcher.end("secret");
            removed.accept(rule.kind());
        }
        return kept == 0 ? text : clean.append(text, kept, text.length()).toString();
    }

    /// The mark of a tunnel's token names the tunnel, which is no secret and which checks need.
    private static String mark(Kind kind, String secret) {
        var tunnel = kind == Kind.TUNNEL_TOKEN ? tunnelOf(secret) : Optional.<String>empty();
        return "(removed-" + kind.id() + tunnel.map(id -> "-" + id).orElse("") + ")";
    }

    private static Optional<String> tunnelOf(String token) {
        try {
            var plain = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            return TUNNEL_ID
                    .matcher(plain)
                    .results()
                    .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                    .findFirst();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String host(Matcher matcher) {
        return matcher.group("host").toLowerCase(Locale.ROOT);
    }
}
