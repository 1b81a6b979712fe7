package dev.whence.lab;

import java.util.List;
import java.util.Locale;
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

        String mark() {
            return "(removed-" + id() + ")";
        }
    }

    private static final String KEEP_MARK = "(?!\\(removed-)";

    private static final String LOGIN_HEADER =
            "(?i:(?:proxy-)?authorization|set-cookie|cookie|cf[_-]authorization"
                + "|cf-access-(?:client-secret|jwt-assertion|token)|x-(?:auth|api)-(?:key|token))";

    private static final String SECRET_NAME =
            "(?i:password|passwd|passphrase|pwd(?!\\s?=\\s?/)|secret|token|(?:api|access|auth|private)[_-]?key)";

    private static final String NO_SECRET = "(?!(?i:true|false|null|none|nil|yes|no|on|off)\\b)";

    /// Where a link on an error page counts its visitors; it may carry the error code (facts §A.5).
    private static final String CAMPAIGN =
            "(?!utm_[a-z]{1,20}=[^\\s\"'<>=&]{0,200}+"
                    + "(?:&(?:amp;)?utm_[a-z]{1,20}=[^\\s\"'<>=&]{0,200}+){0,9}(?=[\\s\"'<>]|$))";

    private static final List<Rule> RULES =
            List.of(
                    rule(
                            Kind.PRIVATE_KEY,
                            "-----BEGIN (?:[A-Z0-9]+ ){0,4}(?:PRIVATE KEY(?: BLOCK)?|TUNNEL"
                                    + " TOKEN)-----"
                                    + KEEP_MARK
                                    + "(?<secret>(?s:.*?))(?:-----END (?:[A-Z0-9]+ ){0,4}(?:PRIVATE"
                                    + " KEY(?: BLOCK)?|TUNNEL TOKEN)-----|\\z)"),
                    rule(
                            Kind.TUNNEL_TOKEN,
                            "(?<secret>eyJ(?:[A-Za-z0-9+/=_-]{40,}+|[A-Za-z0-9_-]{5,}+(?=\\.))"
                                    + "(?:\\.[A-Za-z0-9_-]++){0,4})"),
                    rule(
                            Kind.TUNNEL_TOKEN,
                            "--token[\"',\\s=\\x00]{1,6}+"
                                    + KEEP_MARK
                                    + "(?<secret>[^\\s\"'\\x00]++)"),
                    // in quotes: 'Authorization: …'
                    rule(
                            Kind.HEADER,
                            "[\"']"
                                    + LOGIN_HEADER
                                    + "\\s?+:\\s?+"
                                    + KEEP_MARK
                                    + "(?<secret>[^\"'\\r\\n]++)"),
                    // as JSON: "Cookie":["…"]
                    rule(
                            Kind.HEADER,
                            LOGIN_HEADER
                                    + "\\\\?[\"']?\\s{0,3}+[:=]\\s{0,3}+\\[?\\s{0,3}+\\\\?[\"']"
                                    + KEEP_MARK
                                    + "(?<secret>[^\"'\\\\\\r\\n]++)"),
                    // as Go prints a map: Cookie:[…]
                    rule(
                            Kind.HEADER,
                            LOGIN_HEADER + ":\\s?\\[" + KEEP_MARK + "(?<secret>[^\\]\\r\\n]++)"),
                    rule(Kind.HEADER, LOGIN_HEADER + "=" + KEEP_MARK + "(?<secret>[^\\s\"'&;]++)"),
                    rule(
                            Kind.HEADER,
                            LOGIN_HEADER
                                    + "\\s{0,3}+:\\s{0,3}+"
                                    + KEEP_MARK
                                    + "(?<secret>[^\\s\\[\"'][^\\r\\n]*+)"),
                    rule(
                            Kind.BEARER_TOKEN,
                            "\\b(?i:bearer)\\s{1,3}"
                                    + KEEP_MARK
                                    + "(?<secret>[A-Za-z0-9._~+/=-]{16,}+)"),
                    rule(
                            Kind.API_KEY,
                            "\\b(?<secret>cf(?:ut|at|k)_[A-Za-z0-9_-]{16,}+"
                                + "|gh[pousr]_[A-Za-z0-9]{20,}+|github_pat_[A-Za-z0-9_]{20,}+"
                                + "|glpat-[A-Za-z0-9_-]{16,}+|xox[abeprs]-[A-Za-z0-9-]{10,}+"
                                + "|[sr]k_(?:live|test)_[A-Za-z0-9]{10,}+|(?:AKIA|ASIA)[0-9A-Z]{16}"
                                + "|AIza[0-9A-Za-z_-]{35}|v1\\.0-[0-9a-f]{16,}-[0-9a-f]{32,}+)"),
                    // database addresses: a password there may hold a slash
                    rule(
                            Kind.URL_LOGIN,
                            "\\b(?i:postgres(?:ql)?|mysql2?|mariadb|mongodb(?:\\+srv)?|rediss?|amqps?"
                                + "|mssql|sqlserver|ldaps?|smtps?|ftps?)://"
                                    + KEEP_MARK
                                    + "(?<secret>[^\\s\"'<>]{1,500})@"),
                    rule(
                            Kind.URL_LOGIN,
                            "\\b[A-Za-z][A-Za-z0-9+.-]{1,20}://"
                                    + KEEP_MARK
                                    + "(?<secret>[^\\s/?#\"'<>]{1,500})@"),
                    // the form of Go's MySQL driver: user:password@tcp(…)
                    rule(
                            Kind.URL_LOGIN,
                            "(?<![^\\s\"'=])(?<secret>[^\\s\"':/@()]{1,64}:[^\\s\"'@]{1,128})@(?:tcp|unix)\\("),
                    rule(
                            Kind.URL_LOGIN,
                            "(?<=\\s)(?:-u|--user)["
                                + " =][\"']?(?<secret>[^\\s:\"'(]{1,64}:(?!\\d+\\b)[^\\s\"']{1,128})"),
                    rule(
                            Kind.QUERY,
                            "\\b(?i:https?)://(?<host>[^\\s/?#\"'<>:@\\\\]{0,255}+)[^\\s?#\"'<>\\\\]{0,2000}+\\?"
                                    + KEEP_MARK
                                    + CAMPAIGN
                                    + "(?<secret>[^\\s\"'<>#\\\\]++)"),
                    rule(
                            Kind.QUERY,
                            "\\b(?<host>)(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)"
                                    + " /[^\\s?\"']{0,2000}+\\?"
                                    + KEEP_MARK
                                    + "(?<secret>[^\\s\"']++)"),
                    rule(
                            Kind.PASSWORD,
                            SECRET_NAME
                                    + "\\\\?[\"']?\\s{0,3}+[:=]\\s{0,3}+\\\\?[\"']"
                                    + KEEP_MARK
                                    + "(?<secret>[^\"'\\\\\\r\\n]++)"),
                    rule(
                            Kind.PASSWORD,
                            SECRET_NAME
                                    + "[\"']?\\s{0,3}+[:=]\\s{0,3}+"
                                    + KEEP_MARK
                                    + NO_SECRET
                                    + "(?<secret>[^\\s\"'&,;<>(){}\\[\\]\\\\]{2,})"),
                    // in the query of an address that may keep the rest of it
                    rule(
                            Kind.PASSWORD,
                            "[?&](?i:code|sig|signature|session|sid|auth|jwt|otp|key)="
                                    + KEEP_MARK
                                    + "(?<secret>[^\\s\"'&#<>]++)"));

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
        var clean = text;
        for (var rule : RULES) {
            clean = applied(rule, clean, removed);
        }
        return clean;
    }

    private String applied(Rule rule, String text, Consumer<Kind> removed) {
        var matcher = rule.pattern().matcher(text);
        var clean = new StringBuilder();
        var kept = 0;
        while (matcher.find()) {
            if (rule.kind() == Kind.QUERY && own.contains(host(matcher))) {
                continue;
            }
            clean.append(text, kept, matcher.start("secret")).append(rule.kind().mark());
            kept = matcher.end("secret");
            removed.accept(rule.kind());
        }
        return kept == 0 ? text : clean.append(text, kept, text.length()).toString();
    }

    private static String host(Matcher matcher) {
        return matcher.group("host").toLowerCase(Locale.ROOT);
    }

    private static Rule rule(Kind kind, String pattern) {
        return new Rule(kind, Pattern.compile(pattern));
    }

    private record Rule(Kind kind, Pattern pattern) {}
}
