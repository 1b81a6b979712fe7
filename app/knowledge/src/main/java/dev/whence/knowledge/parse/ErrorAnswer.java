package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.EdgeFact.ErrorPage.Form;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the body of an answer says about a Cloudflare error, in every form that Cloudflare uses
/// (facts §A.5-A.7). Whether Cloudflare said it is decided elsewhere: anybody can copy a page.
///
/// @param code the finer number: the 1xxx code where there is one, else the status
/// @param ray the Ray ID that the body names, 16 digits; may be empty
/// @param blames the box that is marked as failing: `browser`, `cloudflare`, `host`; may be empty
/// @param detail the body's own sentence; may be empty
public record ErrorAnswer(
        int code,
        Form form,
        String ray,
        String blames,
        String detail,
        Optional<Duration> retryAfter) {
    private static final int LOOK_AT = 64 * 1024;
    private static final int LONGEST_DETAIL = 300;
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Pattern SHORT =
            Pattern.compile("error code: (\\d{3,4})", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNBRANDED =
            Pattern.compile(
                    "<h1>(50[0234]) [^<]{1,60}</h1>\\s{0,20}</center>\\s{0,20}<hr>\\s{0,20}"
                            + "<center>cloudflare(?:-nginx)?</center>");
    private static final Pattern TITLE =
            Pattern.compile("<title>\\s{0,20}.{1,260}? \\| (\\d{3}): ([^<]{1,200})</title>");
    private static final Pattern LABEL = Pattern.compile("Error code (\\d{3,4})\\b");
    private static final Pattern OLD_LABEL =
            Pattern.compile("class=\"cf-error-code\">\\s{0,20}(\\d{3,4})\\s{0,20}<");
    private static final Pattern LINK = Pattern.compile("utm_source=errorcode_(\\d{3,4})\\b");
    private static final Pattern HEADLINE =
            Pattern.compile("class=\"cf-subheadline\"[^>]{0,200}>([^<]{1,200})<");
    private static final Pattern BLAME =
            Pattern.compile(
                    "id=\"cf-(browser|cloudflare|host)-status\"[^>]{0,300}cf-error-source"
                        + "|cf-error-source[^>]{0,300}id=\"cf-(browser|cloudflare|host)-status\"");
    private static final Pattern RAY =
            Pattern.compile("Ray ID:\\s{0,20}(?:<[^>]{1,200}>)?\\s{0,20}([0-9a-f]{16})");
    private static final Pattern FRONT_MATTER =
            Pattern.compile("(?m)^([a-z_]{2,30}):[ \\t]{0,4}(.{0,600})$");

    /// Reads a body; empty where it says nothing in any of the forms.
    public static Optional<ErrorAnswer> read(String body) {
        var text = body.substring(0, Math.min(body.length(), LOOK_AT)).strip();
        if (text.startsWith("{")) {
            return json(text);
        }
        if (text.startsWith("---")) {
            return markdown(text);
        }
        var shortForm = SHORT.matcher(text);
        if (shortForm.matches()) {
            return code(shortForm.group(1)).map(code -> bare(code, Form.SHORT));
        }
        var unbranded = UNBRANDED.matcher(text);
        if (unbranded.find()) {
            return code(unbranded.group(1)).map(code -> bare(code, Form.UNBRANDED));
        }
        return page(text);
    }

    /// The same with a time to wait that a header gave.
    ErrorAnswer retryingAfter(Optional<Duration> header) {
        return new ErrorAnswer(code, form, ray, blames, detail, retryAfter.or(() -> header));
    }

    /// The same with the number that a header gave.
    ErrorAnswer coded(int code) {
        return new ErrorAnswer(code, form, ray, blames, detail, retryAfter);
    }

    /// An error that is known by its number alone.
    static ErrorAnswer bare(int code, Form form) {
        return new ErrorAnswer(code, form, "", "", "", Optional.empty());
    }

    /// A number of seconds, at most a day.
    static Optional<Duration> seconds(String text) {
        return text.matches("\\d{1,5}")
                ? Optional.of(Duration.ofSeconds(Math.min(86_400, Integer.parseInt(text))))
                : Optional.empty();
    }

    private static Optional<ErrorAnswer> json(String text) {
        try {
            var root = JSON.readTree(text);
            return structured(key -> Optional.ofNullable(root.get(key)).map(JsonNode::asString));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Optional<ErrorAnswer> markdown(String text) {
        var end = text.indexOf("\n---", 3);
        var keys =
                FRONT_MATTER
                        .matcher(end < 0 ? text : text.substring(0, end))
                        .results()
                        .collect(
                                Collectors.toMap(
                                        key -> key.group(1),
                                        key -> unquoted(key.group(2)),
                                        (first, _) -> first));
        return structured(key -> Optional.ofNullable(keys.get(key)));
    }

    private static Optional<ErrorAnswer> structured(Function<String, Optional<String>> value) {
        if (!value.apply("cloudflare_error").orElse("").equals("true")) {
            return Optional.empty();
        }
        return value.apply("error_code")
                .or(() -> value.apply("status"))
                .flatMap(ErrorAnswer::code)
                .map(
                        code ->
                                new ErrorAnswer(
                                        code,
                                        Form.STRUCTURED,
                                        value.apply("ray_id")
                                                .or(() -> value.apply("instance"))
                                                .flatMap(RayId::read)
                                                .map(RayId::id)
                                                .orElse(""),
                                        "",
                                        plain(value.apply("detail").orElse("")),
                                        value.apply("retry_after").flatMap(ErrorAnswer::seconds)));
    }

    private static Optional<ErrorAnswer> page(String text) {
        return Stream.of(LABEL, OLD_LABEL, TITLE, LINK)
                .flatMap(form -> form.matcher(text).results().limit(1))
                .flatMap(found -> code(found.group(1)).stream())
                .findFirst()
                .map(
                        code ->
                                new ErrorAnswer(
                                        code,
                                        Form.BRANDED,
                                        first(RAY, text, found -> found.group(1)),
                                        first(BLAME, text, ErrorAnswer::box),
                                        detail(text),
                                        Optional.empty()));
    }

    private static String detail(String text) {
        var headline = plain(first(HEADLINE, text, found -> found.group(1)));
        return headline.isEmpty() ? plain(first(TITLE, text, found -> found.group(2))) : headline;
    }

    private static String box(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    private static String first(Pattern pattern, String text, Function<MatchResult, String> group) {
        return pattern.matcher(text).results().limit(1).map(group).findFirst().orElse("");
    }

    /// Only the numbers that Cloudflare gives to errors (facts §A.2, §A.3).
    private static Optional<Integer> code(String digits) {
        if (!digits.matches("\\d{3,4}")) {
            return Optional.empty();
        }
        var code = Integer.parseInt(digits);
        return (code >= 500 && code <= 530) || (code >= 1000 && code <= 1299)
                ? Optional.of(code)
                : Optional.empty();
    }

    private static String unquoted(String value) {
        var text = value.strip();
        return text.length() >= 2
                        && (text.startsWith("\"") || text.startsWith("'"))
                        && text.charAt(0) == text.charAt(text.length() - 1)
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static String plain(String text) {
        var clean =
                text.replaceAll("<[^>]{0,200}>", "")
                        .replaceAll("[\\p{Cntrl}\\s]{1,50}", " ")
                        .strip();
        return clean.length() <= LONGEST_DETAIL ? clean : clean.substring(0, LONGEST_DETAIL) + "…";
    }
}
