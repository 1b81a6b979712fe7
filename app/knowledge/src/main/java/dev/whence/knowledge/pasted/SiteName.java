package dev.whence.knowledge.pasted;

import dev.whence.engine.model.Target;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds in the evidence the name of the site that fails.
final class SiteName {
    /// Stands where nobody names the site.
    static final URI UNKNOWN = URI.create("https://site.invalid/");

    private static final String NAME = "((?:[A-Za-z0-9_-]{1,63}\\.)+[A-Za-z]{2,24})";

    /// Where a name stands that visitors use, the surest first.
    private static final List<Pattern> PLACES =
            Stream.of(
                            "\\bdest=https?://" + NAME,
                            "curl [^\\n]{0,200}?https://" + NAME,
                            "(?m)^h=" + NAME + "$",
                            "<title>\\s*" + NAME + " \\| ",
                            "(?m)^\\s*" + NAME + " \\| 5\\d\\d: ",
                            "(?m)^" + NAME + "\\s*\n\\s*Host\\s*$",
                            "\"zone\": ?\"" + NAME + "\"",
                            ", host: \"" + NAME + "[\":]",
                            "(?m)^\\s*-? ?hostname: *[\"']?" + NAME,
                            "<<>> DiG \\S{1,60} <<>> (?:[-+@]\\S+ )*" + NAME,
                            "(?:dig|nslookup) (?:[-+@]\\S+ )*" + NAME,
                            "(?m)^;\\s*" + NAME + "\\.\\s+IN\\s",
                            "(?m)^\\s*" + NAME + "\\.?\\s[^\\n]{0,300}cf-proxied:true",
                            ", server: " + NAME + ",",
                            "curl [^\\n]{0,200}?http://" + NAME)
                    .map(Pattern::compile)
                    .toList();

    private static final Pattern NOT_A_SITE =
            Pattern.compile(
                    "(?i).*\\.(?:local|internal|lan|home|localdomain|service|sock|conf|html|php|js|log|yml|yaml|json|cluster)"
                        + "|.*argotunnel\\.com|.*cfargotunnel\\.com|(?:.*\\.)?cloudflare(?:status)?\\.com|localhost.*|.*\\.svc\\..*");

    private SiteName() {}

    /// The address of the site; empty where no text names one.
    static Optional<URI> in(List<String> texts) {
        return PLACES.stream()
                .flatMap(place -> texts.stream().flatMap(text -> names(place, text)))
                .findFirst()
                .flatMap(SiteName::url);
    }

    private static Stream<String> names(Pattern place, String text) {
        return place.matcher(text)
                .results()
                .limit(50)
                .map(found -> found.group(1))
                .filter(name -> !NOT_A_SITE.matcher(name).matches());
    }

    private static Optional<URI> url(String name) {
        try {
            return Optional.of(Target.url("https://" + name + "/"));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
