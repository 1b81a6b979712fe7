package dev.whence.knowledge.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Reads what a zone at Cloudflare says of its names: lines of the DNS page as a person copies
/// them, the exported zone file, which marks proxied records in a comment, and the API's JSON
/// (facts §H).
public final class ZoneLines {
    private static final int MOST = 200;
    private static final String SEPARATOR = "(?:[\\s|,;:\"]|->|→|=>)+";
    private static final String NAME = "([\\w*-]{1,63}(?:\\.[\\w-]{1,63}){0,8}|@)\\.?";
    private static final String TYPE = "(A|AAAA|CNAME)";
    private static final String CONTENT =
            "(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]{1,38}|[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8})\\.?";
    private static final String STATE =
            "(?=.{0,120}?(?i:(cf-proxied:true|proxied[: =]+(?:true|yes|on)|orange[ -]cloud|(?<!not"
                + " |un)\\bproxied\\b(?![: =]+(?:false|no\\b|off)))|(cf-proxied:false|dns["
                + " -]only|gr[ea]y[ -]cloud|not proxied|unproxied|proxied[: =]+(?:false|no|off))))";
    private static final Pattern NAME_FIRST =
            Pattern.compile(
                    "^[|\\s]*"
                            + NAME
                            + SEPARATOR
                            + "(?:\\d{1,6}\\s+)?(?:IN\\s+)?"
                            + TYPE
                            + SEPARATOR
                            + CONTENT
                            + STATE);
    private static final Pattern TYPE_FIRST =
            Pattern.compile("^[|\\s]*" + TYPE + SEPARATOR + NAME + SEPARATOR + CONTENT + STATE);
    private static final Pattern OBJECT = Pattern.compile("(?=\\{\\s*\"(?:id|type|name)\")");
    private static final Pattern PROXIED = Pattern.compile("\"proxied\"\\s*:\\s*(true|false)");

    private ZoneLines() {}

    /// A record as the zone has it.
    ///
    /// @param name as it is written: whole, the first label alone, or `@` for the zone itself
    public record Entry(String name, String kind, String content, boolean proxied) {
        /// Whether it is that of a name.
        public boolean isOf(String host) {
            return name.equals(host)
                    || (name.equals("@") && host.indexOf('.') == host.lastIndexOf('.'))
                    || (!name.contains(".") && host.startsWith(name + "."));
        }
    }

    /// The records of which the text says whether they are proxied.
    public static List<Entry> read(String text) {
        List<Entry> entries = new ArrayList<>();
        for (var line : Text.lines(text)) {
            if (entries.size() < MOST && line.length() < 1_000) {
                line(line).ifPresent(entries::add);
            }
        }
        if (text.contains("\"proxied\"")) {
            OBJECT.splitAsStream(text)
                    .limit(MOST)
                    .flatMap(each -> object(each).stream())
                    .forEach(entries::add);
        }
        return entries;
    }

    private static Optional<Entry> line(String line) {
        var named = NAME_FIRST.matcher(line);
        if (named.find()) {
            return Optional.of(entry(named, 1, 2));
        }
        var typed = TYPE_FIRST.matcher(line);
        return typed.find() ? Optional.of(entry(typed, 2, 1)) : Optional.empty();
    }

    private static Entry entry(MatchResult found, int name, int kind) {
        return new Entry(
                plain(found.group(name)),
                found.group(kind),
                plain(found.group(3)),
                found.group(4) != null);
    }

    private static Optional<Entry> object(String json) {
        var proxied = PROXIED.matcher(json);
        var kind = value(json, "type");
        return proxied.find() && kind.matches(TYPE) && !value(json, "content").isEmpty()
                ? Optional.of(
                        new Entry(
                                plain(value(json, "name")),
                                kind,
                                plain(value(json, "content")),
                                proxied.group(1).equals("true")))
                : Optional.empty();
    }

    private static String value(String json, String key) {
        var found = Pattern.compile("\"" + key + "\"\\s*:\\s*\"([^\"]{1,253})\"").matcher(json);
        return found.find() ? found.group(1) : "";
    }

    private static String plain(String name) {
        return name.replaceFirst("\\.$", "").toLowerCase(Locale.ROOT);
    }
}
