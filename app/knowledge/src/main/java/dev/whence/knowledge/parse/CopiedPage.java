package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.EdgeFact.ErrorPage.Form;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// An error page as a person brings it: its source, the text that was copied off the screen, or a
/// few words about it (facts §A.2-A.7).
///
/// @param code the number on it; 0 where it shows none
/// @param maker who drew it: `cloudflare`, a web server, `cloudflared`; empty where it does not
///   show
/// @param form how Cloudflare told the code, where it did
/// @param blames the box that is marked as failing; may be empty
/// @param ray 16 digits; may be empty
/// @param host the site that it names; may be empty
public record CopiedPage(
        int code,
        String maker,
        Optional<Form> form,
        String blames,
        String ray,
        String host,
        String detail) {
    private static final int LOOK_AT = 64 * 1024;

    private static final Pattern COLUMN =
            Pattern.compile(
                    "(?i)error(?: code)?[:"
                            + " ]{0,3}(5[0-3]\\d|1[0-2]\\d\\d)\\b|\\b(5[0-3]\\d|1[0-2]\\d\\d)"
                            + " error\\b");
    private static final Pattern TITLE =
            Pattern.compile("(?m)^\\s*(\\S{1,253}) \\| (5\\d\\d): [A-Z]");
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\d.:/#-])(5[0-3]\\d|1[0-2]\\d\\d)(?![\\d:]|\\.\\d|"
                            + " ?(?:ms|s|sec|seconds|kb|mb|bytes|%)\\b)");
    private static final Pattern RAY = Pattern.compile("(?i)ray[ -]?id[: •]{0,4}([0-9a-f]{16})");
    private static final Pattern FOOTER =
            Pattern.compile(
                    "(?mi)^\\s*(cloudflare|cloudflare-nginx|nginx|openresty|tengine|caddy|apache|haproxy|awselb|microsoft-iis)(?:/[\\d.]+)?(?:"
                        + " \\([\\w ]+\\))?\\s*$");
    private static final Pattern CLOUDFLARE =
            Pattern.compile("(?i)cloudflare|cf-error-details|ray id");
    private static final Pattern BLAME =
            Pattern.compile("(?is)\\b(host|browser|cloudflare)\\b\\s{0,10}error\\b");

    /// What Cloudflare's pages say, and the code that each is for.
    private static final Map<Integer, Pattern> TITLES = titles();

    /// Reads a page; empty where it shows neither a code nor a maker.
    public static Optional<CopiedPage> read(String text) {
        var bounded = text.substring(0, Math.min(text.length(), LOOK_AT)).strip();
        var answer = ErrorAnswer.read(bounded);
        if (answer.isPresent()) {
            return Optional.of(of(answer.get(), bounded));
        }
        var plain = plain(bounded);
        var code = code(plain);
        var maker = maker(bounded, plain, code);
        if (code == 0 && maker.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new CopiedPage(
                        code,
                        maker,
                        maker.equals("cloudflare") ? Optional.of(form(plain)) : Optional.empty(),
                        first(BLAME, plain).toLowerCase(java.util.Locale.ROOT),
                        first(RAY, plain),
                        first(TITLE, plain),
                        ""));
    }

    /// Whether Cloudflare's edge made it.
    public boolean cloudflares() {
        return maker.equals("cloudflare");
    }

    private static CopiedPage of(ErrorAnswer answer, String text) {
        return new CopiedPage(
                answer.code(),
                "cloudflare",
                Optional.of(answer.form()),
                answer.blames().isEmpty()
                        ? first(BLAME, plain(text)).toLowerCase(java.util.Locale.ROOT)
                        : answer.blames(),
                answer.ray(),
                first(Pattern.compile("<title>\\s*(\\S{1,253}) \\| "), text),
                answer.detail());
    }

    private static String plain(String text) {
        return text.replaceAll("(?is)<(?:script|style)\\b.{0,20000}?</(?:script|style)>", " ")
                .replaceAll("<[^>]{0,500}>", "\n")
                .replaceAll("&[a-z]{2,8};", " ");
    }

    private static int code(String plain) {
        var title = TITLE.matcher(plain);
        if (title.find()) {
            return Text.number(title.group(2));
        }
        var column = COLUMN.matcher(plain);
        if (column.find()) {
            return Text.number(column.group(1) == null ? column.group(2) : column.group(1));
        }
        var worded =
                TITLES.entrySet().stream()
                        .filter(each -> each.getValue().matcher(plain).find())
                        .map(Map.Entry::getKey)
                        .findFirst();
        return worded.orElseGet(() -> Text.number(first(NUMBER, plain)));
    }

    private static String maker(String whole, String plain, int code) {
        var drawn = PageMaker.of(whole);
        if (!drawn.isEmpty()) {
            return drawn;
        }
        if (whole.contains("Unable to reach the origin service")) {
            return "cloudflared";
        }
        var footer = first(FOOTER, plain).toLowerCase(java.util.Locale.ROOT);
        if (!footer.isEmpty()) {
            return footer.startsWith("cloudflare") ? "cloudflare" : footer;
        }
        var ofTheEdge = (code >= 520 && code <= 530) || code >= 1000;
        return ofTheEdge || (branded(plain) && code > 0) ? "cloudflare" : "";
    }

    /// The words of the branded page; that somebody names Cloudflare is not enough.
    private static boolean branded(String plain) {
        return CLOUDFLARE.matcher(plain).find()
                && (TITLE.matcher(plain).find()
                        || RAY.matcher(plain).find()
                        || plain.contains("What happened?")
                        || plain.matches("(?is).*error code 5\\d\\d.*cloudflare.*"));
    }

    private static Form form(String plain) {
        if (branded(plain)) {
            return Form.BRANDED;
        }
        return FOOTER.matcher(plain).find() ? Form.UNBRANDED : Form.HEADER_ONLY;
    }

    private static String first(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .limit(1)
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElse("");
    }

    private static Map<Integer, Pattern> titles() {
        Map<Integer, String> titles = new LinkedHashMap<>();
        titles.put(
                1033,
                "(?:cloudflare|argo) tunnel error|configured as an? (?:cloudflare|argo) tunnel");
        titles.put(1016, "origin dns error");
        titles.put(1101, "worker threw (?:an )?exception|rendering error");
        titles.put(1102, "worker exceeded (?:cpu|resource|memory)");
        titles.put(1015, "you are being rate limited");
        titles.put(1020, "error.{0,20}access denied");
        titles.put(
                520,
                "web server (?:is returning|returned|returns) an? unknown error|unknown connection"
                        + " issue between cloudflare");
        titles.put(
                521,
                "web server is down|web server is not returning a connection|origin web server"
                        + " refused");
        titles.put(
                522,
                "initial connection between cloudflare's network|connection timed"
                        + " out.{0,40}cloudflare|cloudflare.{0,80}connection timed out");
        titles.put(523, "origin is unreachable");
        titles.put(524, "a timeout occurred");
        titles.put(525, "ssl handshake failed|unable to establish an ssl connection to the origin");
        titles.put(
                526,
                "invalid ssl certificate|does not have a valid ssl certificate|ssl certificate"
                        + " presented by the (?:origin web )?server did not pass validation");
        titles.put(502, "bad gateway");
        titles.put(504, "gateway time-?out");
        titles.put(503, "service (?:temporarily )?unavailable");
        titles.put(500, "internal server error");
        Map<Integer, Pattern> compiled = new LinkedHashMap<>();
        titles.forEach(
                (code, words) ->
                        compiled.put(code, Pattern.compile(words, Pattern.CASE_INSENSITIVE)));
        return compiled;
    }
}
