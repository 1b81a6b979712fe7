package dev.whence.knowledge.parse;

import java.util.Optional;
import java.util.regex.Pattern;

/// Reads from a browser's console that a pre-flight request was refused. Chromium, Firefox and
/// Safari each say it in their own words; a missing header of the answer itself is none of it.
public final class ConsoleText {
    private static final Pattern REFUSED =
            Pattern.compile(
                    "(?i)response to preflight request doesn't pass|CORS preflight (?:response did"
                            + " not succeed|channel did not succeed)|preflight response is not"
                            + " successful|did not find method in CORS header|(?:not allowed by|in"
                            + " CORS header) .{0,60} in preflight response");
    private static final Pattern URL =
            Pattern.compile(
                    "(?i)(?:fetch at|XMLHttpRequest at|resource at|load)"
                            + " '?‘?(https?://[^\\s'’]{1,300})");

    private ConsoleText() {}

    /// A refusal.
    ///
    /// @param url may be empty
    public record Refusal(String url, String said) {}

    /// The first refusal.
    public static Optional<Refusal> read(String text) {
        return Text.lines(text).stream()
                .filter(line -> REFUSED.matcher(line).find())
                .findFirst()
                .map(line -> new Refusal(url(line), Text.sample(line.strip())));
    }

    private static String url(String line) {
        var url = URL.matcher(line);
        return url.find() ? url.group(1).replaceFirst("[.,]$", "") : "";
    }
}
