package dev.whence.knowledge.parse;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what people write down from the zone's dashboard or its API: the SSL mode, and that a
/// record is switched to DNS only (facts §H).
public final class DashboardText {
    private static final Pattern MODE =
            Pattern.compile(
                    "(?i)\\b(?:SSL(?:/TLS)?|encryption)(?: encryption)? ?mode(?: (?:is|set to))?[:="
                            + " \"']{1,4}(off|flexible|full"
                            + " ?\\(?strict\\)?|full|strict)(?![\\w])|\"id\":"
                            + " ?\"ssl\"[^}]{0,200}\"value\":"
                            + " ?\"(off|flexible|full|strict|origin_pull)\"");
    private static final Pattern DNS_ONLY = Pattern.compile("(?i)\\bDNS[ -]only\\b");

    /// Words of somebody who tries it, rather than says how it is.
    private static final Pattern TRIED =
            Pattern.compile(
                    "(?i)\\b(?:tr(?:y|ied|ying)|switch|when|with|if|works?|turn|chang|test|fine|then|after|not)");

    private DashboardText() {}

    /// The zone's SSL mode, as its API calls it.
    public static Optional<String> sslMode(String text) {
        var mode = MODE.matcher(text);
        if (!mode.find()) {
            return Optional.empty();
        }
        var said = mode.group(1) == null ? mode.group(2) : mode.group(1);
        var plain = said.toLowerCase(Locale.ROOT);
        return Optional.of(plain.contains("strict") ? "strict" : plain);
    }

    /// Whether a line says that a record is switched to DNS only.
    public static boolean saysDnsOnly(String text) {
        return Text.lines(text).stream()
                .anyMatch(line -> DNS_ONLY.matcher(line).find() && !TRIED.matcher(line).find());
    }
}
