package dev.whence.knowledge.parse;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what a person shows of curl: its command line, its messages, and what it was told to
/// write.
public final class CurlText {
    private static final Pattern URL =
            Pattern.compile(
                    "(?i)(?<![\\w/])(https?://\\[?[\\w.:-]{1,253}\\]?(?::\\d{1,5})?(?:/[^\\s'\"]{0,2000})?)");
    private static final Pattern CARRIED =
            Pattern.compile(
                    "(?<=\\s)(?:-H|--header|-A|--user-agent|-e|--referer|-d|--data(?:-raw|-binary)?)["
                        + " =]?(?:\"[^\"]{0,2000}\"|'[^']{0,2000}'|\\S{1,300})");
    private static final Pattern BARE =
            Pattern.compile(
                    "\\s'?\"?((?:[\\w-]{1,63}\\.){0,8}[\\w-]{1,63}(?::\\d{1,5})?(?:/[^\\s'\"]{0,2000})?)'?\"?\\s*$");
    private static final Pattern ERROR = Pattern.compile("(?m)curl: \\((\\d{1,2})\\) ?(.{0,400})$");
    private static final Pattern PEER =
            Pattern.compile(
                    "(?:Failed to connect to|connect to|Connected to|Connection refused to)"
                            + " \\[?([\\w.:-]{1,253}?)\\]? (?:\\(\\[?([0-9a-fA-F.:]{2,45})\\]?\\)"
                            + " )?port (\\d{1,5})");
    private static final Pattern PINNED =
            Pattern.compile(
                    "--(?:resolve|connect-to)["
                        + " =]['\"]?[^\\s:]{0,253}:\\d{0,5}:(\\[[0-9a-fA-F:.]{2,45}\\]|[0-9.]{7,15})(?::\\d{1,5})?['\"]?(?=\\s|$)");
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(?i)(?:http(?:_?code|_?status|_?response)?|status(?:_?code)?|code)\\s{0,2}[=:"
                        + " ]\\s{0,2}\"?(\\d{3})\\b|^\\s*(\\d{3})(?:[ ,;|]+[\\d.,]+ ?s?)*\\s*$");
    private static final Pattern TOOK =
            Pattern.compile(
                    "(?i)(?:\\bt|time|time_total|total|took)\\s{0,2}[=:"
                            + " ]\\s{0,2}([\\d.]{1,12})|^\\s*\\d{3}[ ,;|]+([\\d.]{1,12})");
    private static final Pattern REAL =
            Pattern.compile("(?m)^real\\s+(\\d{1,4})m ?([\\d.,]{1,8})s");
    private static final Pattern NAME =
            Pattern.compile(
                    "(?i)(?<![\\w.@/-])((?:[a-z0-9-]{1,63}\\.)+[a-z]{2,24}|\\d{1,3}(?:\\.\\d{1,3}){3}|localhost)(?::(\\d{1,5}))?(?![\\w.])");

    private static final Pattern PATH =
            Pattern.compile("(?m)^> [A-Z]{3,8} (/\\S{0,2000}) HTTP/|:path: (/\\S{0,2000})\\]");
    private static final Pattern SECURE = Pattern.compile("TLS handshake|SSL connection|ALPN");

    private static final Pattern TYPED =
            Pattern.compile(
                    "(?i)^.{0,60}?\\b(?:curl|wget)(?:\\.exe)? (?!.*curl\\.se).*\\bhttps?://");

    private CurlText() {}

    /// The address that a command asks; empty where it names none.
    public static Optional<URI> url(String command) {
        var url = URL.matcher(CARRIED.matcher(command).replaceAll(" "));
        if (url.find()) {
            return uri(url.group(1));
        }
        var bare = BARE.matcher(command);
        return bare.find() && bare.group(1).matches(".*[.:].*|localhost.*")
                ? uri("http://" + bare.group(1))
                : Optional.empty();
    }

    /// The address that a command dials in place of what DNS says.
    public static Optional<String> pinned(String command) {
        var pinned = PINNED.matcher(command);
        return pinned.find()
                ? Optional.of(pinned.group(1).replaceAll("[\\[\\]]", ""))
                : Optional.empty();
    }

    /// The address that curl's own steps show, or the command beside them; empty where neither
    /// does.
    public static Optional<URI> told(String text) {
        var typed =
                Text.lines(text).stream()
                        .filter(line -> TYPED.matcher(line).find())
                        .flatMap(line -> url(line).stream())
                        .findFirst();
        return typed.or(() -> verbose(text));
    }

    private static Optional<URI> verbose(String text) {
        var peer = PEER.matcher(text);
        if (!peer.find()) {
            return Optional.empty();
        }
        var path = PATH.matcher(text);
        var secure = peer.group(3).equals("443") || SECURE.matcher(text).find();
        var host = peer.group(1).contains(":") ? "[" + peer.group(1) + "]" : peer.group(1);
        return uri(
                (secure ? "https://" : "http://")
                        + host
                        + ":"
                        + peer.group(3)
                        + (path.find() && path.group(1) != null ? path.group(1) : "/"));
    }

    /// The address that curl says it reached; empty where it says none.
    public static Optional<String> reached(String text) {
        return PEER.matcher(text)
                .results()
                .filter(found -> found.group(2) != null)
                .map(found -> found.group(2))
                .reduce((_, later) -> later);
    }

    /// A try without an answer.
    ///
    /// @param host whom it tried to reach; may be empty
    /// @param port 0 where it is not said
    public record Failed(String host, int port, CurlTry tried) {}

    /// The tries of which curl said why they failed.
    public static List<Failed> failed(String text) {
        List<Failed> failed = new ArrayList<>();
        var error = ERROR.matcher(Text.clean(text));
        var from = 0;
        while (error.find() && failed.size() < 50) {
            var before =
                    text.substring(
                            Math.min(from, text.length()), Math.min(error.end(), text.length()));
            from = error.end();
            var peer = PEER.matcher(error.group());
            var steps = PEER.matcher(before);
            var known = peer.find() ? peer : steps.find() ? steps : null;
            failed.add(
                    new Failed(
                            known == null ? resolving(error.group(2)) : known.group(1),
                            known == null ? 0 : Text.number(known.group(3)),
                            CurlTry.read(Text.number(error.group(1)), "", before)));
        }
        return failed;
    }

    private static String resolving(String message) {
        var name = Pattern.compile("Could not resolve host: ([\\w.-]{1,253})").matcher(message);
        return name.find() ? name.group(1) : "";
    }

    /// A status that curl was told to write.
    ///
    /// @param host whom the line names; may be empty
    public record Written(String host, int status, Duration took) {
        /// The same after this time.
        public Written taking(Duration time) {
            return new Written(host, status, time);
        }
    }

    /// The statuses that curl was told to write, one a line.
    public static List<Written> written(String text) {
        List<Written> all = new ArrayList<>();
        for (var line : Text.lines(text)) {
            var status = WRITTEN.matcher(line);
            if (all.size() < 200 && !line.contains("HTTP/") && status.find()) {
                var digits = status.group(1) == null ? status.group(2) : status.group(1);
                var took = TOOK.matcher(line);
                var name = NAME.matcher(line);
                all.add(
                        new Written(
                                name.find() ? name.group(1) : "",
                                Text.number(digits),
                                took.find()
                                        ? seconds(
                                                took.group(1) == null
                                                        ? took.group(2)
                                                        : took.group(1))
                                        : Duration.ZERO));
            }
        }
        return all;
    }

    /// How long the shell says that a command took, where it was told to measure.
    public static Optional<Duration> timed(String text) {
        var real = REAL.matcher(text);
        return real.find()
                ? Optional.of(
                        Duration.ofMinutes(Text.number(real.group(1)))
                                .plus(seconds(real.group(2).replace(',', '.'))))
                : Optional.empty();
    }

    private static Duration seconds(String digits) {
        try {
            return Duration.ofMillis(Math.round(Double.parseDouble(digits) * 1000));
        } catch (NumberFormatException _) {
            return Duration.ZERO;
        }
    }

    private static Optional<URI> uri(String text) {
        try {
            var uri = URI.create(text.replaceFirst("['\")]+$", ""));
            return Optional.of(uri).filter(each -> each.getHost() != null);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
