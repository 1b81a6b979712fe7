package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.TunnelFact;

import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what `cloudflared tunnel ingress validate` says. Its exit status is 0 for some failures,
/// too, so only its words count (facts §E.4).
public final class ConfigVerdict {
    private static final Pattern OK = Pattern.compile("(?m)^OK\\s*$");
    private static final Pattern UNUSED =
            Pattern.compile("(?m)^\\s*line \\d+: field \\S+ not found.*$");
    private static final Pattern WARNING = Pattern.compile("(?m)^Warning: (.*)$");
    private static final Pattern FAILED =
            Pattern.compile(
                    "(?m)^(?:Validation failed: |.*? ERR )?"
                            + "(.*(?:Validation failed|error parsing YAML|was empty"
                            + "|cannot unmarshal|doesn't contain any ingress|must match all URLs"
                            + "|invalid|not a valid|Hostname|Rule #|can't set the --url).*)$");
    private static final Pattern REASON = Pattern.compile("(?m)^Validation failed: (.*)$");

    private ConfigVerdict() {}

    /// What it said; empty where it did not judge, as with another order of words or a missing
    /// file.
    public static Optional<TunnelFact.Validated> read(
            String on, String file, String out, String err) {
        if (!out.contains("Validating rules from") && !err.contains("YAML")) {
            return Optional.empty();
        }
        if (OK.matcher(Text.clean(out)).find()) {
            return Optional.of(new TunnelFact.Validated(on, file, true, ""));
        }
        var warning = WARNING.matcher(Text.clean(out));
        if (warning.find()) {
            var unused = UNUSED.matcher(Text.clean(out));
            var message = unused.find() ? unused.group() : warning.group(1);
            return Optional.of(new TunnelFact.Validated(on, file, true, Text.sample(message)));
        }
        return reason(Text.clean(err))
                .map(why -> new TunnelFact.Validated(on, file, false, Text.sample(why)));
    }

    private static Optional<String> reason(String err) {
        var reason = REASON.matcher(err);
        if (reason.find()) {
            return Optional.of(reason.group(1));
        }
        var failed = FAILED.matcher(err);
        return failed.find() ? Optional.of(failed.group(1)) : Optional.empty();
    }
}
