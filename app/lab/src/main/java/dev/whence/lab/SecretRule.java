package dev.whence.lab;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One form in which a secret stands in text.
///
/// @param hints without any of these, in lower case, the text holds no such secret; it is what
///   makes cleaning a long log cheap
/// @param pattern with the secret in the group `secret`, and the host of an address, where one is
///   kept for some hosts, in `host`
record SecretRule(Redactor.Kind kind, List<String> hints, Pattern pattern) {
    /// What was removed before is not removed again.
    private static final String NEW = "(?!\\(removed-)";

    private static final String LOGIN_HEADER =
            "(?i:(?:proxy-)?authorization|set-cookie|cookie|cf[_-]authorization"
                    + "|cf-access-(?:client-secret|jwt-assertion|token)"
                    + "|x-(?:auth|api)-(?:key|token))";
    private static final List<String> LOGIN_HINTS =
            List.of("authorization", "cookie", "cf-access-", "x-auth-", "x-api-");

    private static final String SECRET_NAME =
            "(?i:password|passwd|passphrase|pwd(?!\\s?=\\s?/)|secret|token"
                    + "|(?:api|access|auth|private)[_-]?key)";
    private static final List<String> SECRET_HINTS =
            List.of("passw", "passphrase", "pwd", "secret", "token", "key");

    private static final String NO_SECRET = "(?!(?i:true|false|null|none|nil|yes|no|on|off)\\b)";

    /// Queries that are evidence: a link on an error page that carries the error code (facts §A.5),
    /// and the mark of a request of ours.
    private static final String HARMLESS_QUERY =
            "(?!(?:(?:^|&(?:amp;)?|(?<=\\?))(?:utm_[a-z]{1,20}=[^\\s\"'<>=&]{0,200}+"
                    + "|whence=[0-9a-f]{1,64}+)){1,9}+(?=[\\s\"'<>]|$))";

    /// Every form, in the order in which they are looked for.
    static final List<SecretRule> ALL =
            List.of(
                    rule(
                                    Redactor.Kind.PRIVATE_KEY,
                                    "-----BEGIN (?:[A-Z0-9]+ ){0,4}(?:PRIVATE KEY(?: BLOCK)?|TUNNEL"
                                            + " TOKEN)",
                                    "-----" + NEW + "(?<secret>(?s:.*?))",
                                    "(?:-----END (?:[A-Z0-9]+ ){0,4}(?:PRIVATE KEY|TUNNEL"
                                            + " TOKEN)|\\z)")
                            .where("-----begin "),
                    rule(
                                    Redactor.Kind.TUNNEL_TOKEN,
                                    "(?<secret>eyJ(?:[A-Za-z0-9+/=_-]{40,}+|[A-Za-z0-9_-]{5,}+(?=\\.))",
                                    "(?:\\.[A-Za-z0-9_-]++){0,4})")
                            .where("eyj"),
                    rule(
                                    Redactor.Kind.TUNNEL_TOKEN,
                                    "--token[\"',\\s=\\x00]{1,6}+" + NEW,
                                    "(?<secret>[^\\s\"'\\x00]++)")
                            .where("--token"),
                    // in quotes: 'Authorization: …'
                    rule(
                                    Redactor.Kind.HEADER,
                                    "[\"']" + LOGIN_HEADER + "\\s?+:\\s?+" + NEW,
                                    "(?<secret>[^\"'\\r\\n]++)")
                            .where(LOGIN_HINTS),
                    // as JSON: "Cookie":["…"]
                    rule(
                                    Redactor.Kind.HEADER,
                                    LOGIN_HEADER + "\\\\?[\"']?\\s{0,3}+[:=]\\s{0,3}+\\[?\\s{0,3}+",
                                    "\\\\?[\"']" + NEW + "(?<secret>[^\"'\\\\\\r\\n]++)")
                            .where(LOGIN_HINTS),
                    // as Go prints a map: Cookie:[…]
                    rule(
                                    Redactor.Kind.HEADER,
                                    LOGIN_HEADER + ":\\s?\\[" + NEW,
                                    "(?<secret>[^\\]\\r\\n]++)")
                            .where(LOGIN_HINTS),
                    rule(Redactor.Kind.HEADER, LOGIN_HEADER + "=" + NEW, "(?<secret>[^\\s\"'&;]++)")
                            .where(LOGIN_HINTS),
                    rule(
                                    Redactor.Kind.HEADER,
                                    LOGIN_HEADER + "\\s{0,3}+:\\s{0,3}+" + NEW,
                                    "(?<secret>[^\\s\\[\"'][^\\r\\n]*+)")
                            .where(LOGIN_HINTS),
                    // in a web server's configuration: proxy_set_header Authorization "…";
                    rule(
                                    Redactor.Kind.HEADER,
                                    "(?i:header|header set|add)\\s{1,3}+[\"']?" + LOGIN_HEADER,
                                    "[\"']?\\s{1,20}+[\"']?"
                                            + NEW
                                            + "(?<secret>[^\\s\"';$][^\"';\\r\\n]*+)")
                            .where(LOGIN_HINTS),
                    rule(
                                    Redactor.Kind.BEARER_TOKEN,
                                    "\\b(?i:bearer)\\s{1,3}" + NEW,
                                    "(?<secret>[A-Za-z0-9._~+/=-]{16,}+)")
                            .where("bearer"),
                    rule(
                                    Redactor.Kind.API_KEY,
                                    "\\b(?<secret>cf(?:ut|at|k)_[A-Za-z0-9_-]{16,}+",
                                    "|gh[pousr]_[A-Za-z0-9]{20,}+|github_pat_[A-Za-z0-9_]{20,}+",
                                    "|glpat-[A-Za-z0-9_-]{16,}+|xox[abeprs]-[A-Za-z0-9-]{10,}+",
                                    "|[sr]k_(?:live|test)_[A-Za-z0-9]{10,}+|(?:AKIA|ASIA)[0-9A-Z]{16}",
                                    "|AIza[0-9A-Za-z_-]{35}|v1\\.0-[0-9a-f]{16,}-[0-9a-f]{32,}+)")
                            .where(
                                    "cfut_", "cfat_", "cfk_", "gh", "glpat-", "xox", "k_live_",
                                    "k_test_", "akia", "asia", "aiza", "v1.0-"),
                    // database addresses: a password there may hold a slash
                    rule(
                                    Redactor.Kind.URL_LOGIN,
                                    "://"
                                            + NEW
                                            + "(?<=(?i:postgres|postgresql|mysql|mysql2|mariadb|mongodb",
                                    "|mongodb\\+srv|redis|rediss|amqp|amqps|mssql|sqlserver|ldap|ldaps",
                                    "|smtp|smtps|ftp|ftps)://)(?<secret>[^\\s\"'<>]{1,500})@")
                            .where("://"),
                    rule(
                                    Redactor.Kind.URL_LOGIN,
                                    "(?<=[A-Za-z0-9])://"
                                            + NEW
                                            + "(?<secret>[^\\s/?#\"'<>]{1,500})@")
                            .where("://"),
                    // the form of Go's MySQL driver: user:password@tcp(…)
                    rule(
                                    Redactor.Kind.URL_LOGIN,
                                    "(?<![^\\s\"'=])(?<secret>[^\\s\"':/@()]{1,64}:[^\\s\"'@]{1,128})",
                                    "@(?:tcp|unix)\\(")
                            .where("@tcp(", "@unix("),
                    rule(
                                    Redactor.Kind.URL_LOGIN,
                                    "(?<=\\s)(?:-u|--user)[ =][\"']?",
                                    "(?<secret>[^\\s:\"'(]{1,64}:(?!\\d+\\b)[^\\s\"']{1,128})")
                            .where("-u ", "-u=", "--user"),
                    rule(
                                    Redactor.Kind.QUERY,
                                    "://(?<=(?i:https?)://)(?<host>[^\\s/?#\"'<>:@\\\\]{0,255}+)",
                                    "[^\\s?#\"'<>\\\\]{0,2000}+\\?" + NEW + HARMLESS_QUERY,
                                    "(?<secret>[^\\s\"'<>#\\\\]++)")
                            .where("?"),
                    rule(
                                    Redactor.Kind.QUERY,
                                    "\\b(?<host>)(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)",
                                    " /[^\\s?\"']{0,2000}+\\?" + NEW + HARMLESS_QUERY,
                                    "(?<secret>[^\\s\"']++)")
                            .where("?"),
                    rule(
                                    Redactor.Kind.PASSWORD,
                                    SECRET_NAME
                                            + "\\\\?[\"']?\\s{0,3}+[:=]\\s{0,3}+\\\\?[\"']"
                                            + NEW,
                                    "(?<secret>[^\"'\\\\\\r\\n]++)")
                            .where(SECRET_HINTS),
                    rule(
                                    Redactor.Kind.PASSWORD,
                                    SECRET_NAME + "[\"']?\\s{0,3}+[:=]\\s{0,3}+" + NEW + NO_SECRET,
                                    "(?<secret>[^\\s\"'&,;<>(){}\\[\\]\\\\]{2,})")
                            .where(SECRET_HINTS),
                    // in a web server's configuration: SetEnv DB_PASSWORD …
                    rule(
                                    Redactor.Kind.PASSWORD,
                                    "(?i:SetEnv|PassEnv|_param|env)\\s{1,20}+[\"']?[A-Za-z0-9_]{0,60}?",
                                    SECRET_NAME + "[A-Za-z0-9_]{0,60}+[\"']?\\s{1,20}+[\"']?" + NEW,
                                    "(?<secret>[^\\s\"';$][^\\s\"';]*+)")
                            .where("env ", "_param "),
                    // in the query of an address that may keep the rest of it
                    rule(
                                    Redactor.Kind.PASSWORD,
                                    "[?&](?i:code|sig|signature|session|sid|auth|jwt|otp|key)="
                                            + NEW,
                                    "(?<secret>[^\\s\"'&#<>]++)")
                            .where("="));

    /// Whether a text may hold such a secret.
    ///
    /// @param lower the text in lower case
    boolean mayBeIn(String lower) {
        return hints.stream().anyMatch(lower::contains);
    }

    private SecretRule where(String... anyOf) {
        return where(List.of(anyOf));
    }

    private SecretRule where(List<String> anyOf) {
        return new SecretRule(
                kind, anyOf.stream().map(hint -> hint.toLowerCase(Locale.ROOT)).toList(), pattern);
    }

    private static SecretRule rule(Redactor.Kind kind, String... pattern) {
        return new SecretRule(kind, List.of(), Pattern.compile(String.join("", pattern)));
    }
}
