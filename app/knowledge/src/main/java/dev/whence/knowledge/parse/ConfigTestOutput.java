package dev.whence.knowledge.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what `nginx -t` and `apachectl -S` say about a configuration on their error output.
public final class ConfigTestOutput {
    private static final Pattern NGINX_TESTED =
            Pattern.compile("configuration file \\S{1,300} test (?:failed|is successful)");
    private static final Pattern NGINX_OK = Pattern.compile("test is successful");
    private static final Pattern NGINX_BAD =
            Pattern.compile("(?m)^(?:.*?\\[emerg\\] )(?:\\d+#\\d+: )?(.*)$");
    private static final Pattern APACHE_OK = Pattern.compile("(?m)^Syntax OK");
    private static final Pattern APACHE_BAD =
            Pattern.compile(
                    "(?m)^.*?((?:AH\\d{5}: )?(?:Syntax error on line \\d+ of .*|Cannot load"
                            + " .*|SSLCertificate\\w*: file .*))$");
    private static final Pattern APACHE_WHY =
            Pattern.compile(
                    "(?m)^.*?(Invalid command '[^']{1,80}', perhaps misspelled.*|"
                            + "\\S+ not allowed here.*)$");
    private static final Pattern CADDY_BAD =
            Pattern.compile(
                    "(?m)^.*?Error: ((?:adapting config using|parsing caddyfile|reading config"
                            + " file).*)$");
    private static final Pattern HAPROXY_BAD =
            Pattern.compile(
                    "(?m)^.*?\\[ALERT] .*?(parsing \\[\\S{1,300}:\\d{1,6}] ?: .*|"
                            + "Fatal errors found in configuration.*)$");
    private static final Pattern LIGHTTPD_BAD =
            Pattern.compile(
                    "(?m)^.*?\\(configfile\\.c\\.\\d{1,5}\\) (.*(?:failed|error|unknown).*)$");
    private static final Pattern HIDDEN = Pattern.compile("Permission denied");

    private ConfigTestOutput() {}

    /// What the test said.
    ///
    /// @param message the first line that says why not; empty where it is accepted
    public record Result(boolean accepted, String message) {}

    /// What any web server said of its own configuration, in a text of which nobody says whose it
    /// is.
    ///
    /// @param program the web server
    public record Of(String program, Result result) {}

    /// The results that a text shows, each web server's at most once.
    public static List<Of> any(String all) {
        var text = Text.clean(all);
        List<Of> results = new ArrayList<>();
        if (NGINX_TESTED.matcher(text).find()) {
            nginx(text, true).ifPresent(result -> results.add(new Of("nginx", result)));
        }
        apache(text, true).ifPresent(result -> results.add(new Of("apache", result)));
        if (results.isEmpty()) {
            bad("apache", APACHE_WHY, text).ifPresent(results::add);
        }
        bad("caddy", CADDY_BAD, text).ifPresent(results::add);
        bad("haproxy", HAPROXY_BAD, text).ifPresent(results::add);
        bad("lighttpd", LIGHTTPD_BAD, text).ifPresent(results::add);
        return List.copyOf(results);
    }

    private static Optional<Of> bad(String program, Pattern words, String text) {
        var bad = words.matcher(text);
        return bad.find()
                ? Optional.of(new Of(program, new Result(false, Text.sample(bad.group(1)))))
                : Optional.empty();
    }

    /// nginx's result; empty where it could not test, as without the right to read the keys.
    ///
    /// @param asRoot it ran as root, to whom nothing is hidden
    public static Optional<Result> nginx(String err, boolean asRoot) {
        var text = Text.clean(err);
        if (NGINX_OK.matcher(text).find()) {
            return Optional.of(new Result(true, ""));
        }
        var bad = NGINX_BAD.matcher(text);
        return bad.find() && (asRoot || !HIDDEN.matcher(bad.group(1)).find())
                ? Optional.of(new Result(false, Text.sample(bad.group(1))))
                : Optional.empty();
    }

    /// Apache's result; empty where it said neither, or could not test.
    ///
    /// @param asRoot it ran as root, to whom nothing is hidden
    public static Optional<Result> apache(String all, boolean asRoot) {
        var text = Text.clean(all);
        if (APACHE_OK.matcher(text).find()) {
            return Optional.of(new Result(true, ""));
        }
        var bad = APACHE_BAD.matcher(text);
        return bad.find() && (asRoot || !HIDDEN.matcher(text).find())
                ? Optional.of(new Result(false, Text.sample(reason(text, bad.end(), bad.group(1)))))
                : Optional.empty();
    }

    /// Apache says where on one line and why on the next.
    private static String reason(String text, int end, String where) {
        var why = text.substring(Math.min(end + 1, text.length())).lines().findFirst().orElse("");
        return where.endsWith(":") && !why.isBlank() ? where + " " + why.strip() : where;
    }
}
