package dev.whence.knowledge.parse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the `key=value` pairs at the end of a cloudflared line, where a value with spaces is
/// quoted as Go quotes (facts §E.10).
final class LogFields {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);

    private final String line;
    private int at;

    private LogFields(String line, int at) {
        this.line = line;
        this.at = at;
    }

    /// Where the first pair begins; the line's length where it has none.
    static int begin(String line) {
        for (var equals = line.indexOf('='); equals >= 0; equals = line.indexOf('=', equals + 1)) {
            var start = equals;
            while (start > 0 && isWord(line.charAt(start - 1))) {
                start--;
            }
            if (start < equals
                    && Character.isLetter(line.charAt(start))
                    && (start == 0 || isBlank(line.charAt(start - 1)))) {
                return start;
            }
        }
        return line.length();
    }

    /// The pairs from there on. A value whose end was cut off counts as far as it goes.
    static Map<String, String> read(String line, int begin) {
        var reader = new LogFields(line, begin);
        Map<String, String> fields = new LinkedHashMap<>();
        while (reader.at < line.length()) {
            reader.pair(fields);
        }
        return fields;
    }

    private void pair(Map<String, String> fields) {
        var start = at;
        while (at < line.length() && isWord(line.charAt(at))) {
            at++;
        }
        if (at == start || at >= line.length() || line.charAt(at) != '=') {
            at = Math.max(at, start + 1);
            return;
        }
        var key = line.substring(start, at++);
        fields.putIfAbsent(key, value());
    }

    private String value() {
        if (at < line.length() && line.charAt(at) == '"') {
            var start = ++at;
            while (at < line.length() && line.charAt(at) != '"') {
                at += line.charAt(at) == '\\' ? 2 : 1;
            }
            var end = Math.min(at, line.length());
            at = end + 1;
            return unquoted(line.substring(start, end));
        }
        var start = at;
        while (at < line.length() && !isBlank(line.charAt(at))) {
            at++;
        }
        return line.substring(start, at);
    }

    /// Undoes Go's quoting; what is no escape stays as it stands.
    static String unquoted(String quoted) {
        if (quoted.indexOf('\\') < 0) {
            return quoted;
        }
        return ESCAPE.matcher(quoted)
                .replaceAll(
                        escape ->
                                Matcher.quoteReplacement(
                                        switch (escape.group(1)) {
                                            case "n", "r", "t" -> " ";
                                            case "\"", "\\" -> escape.group(1);
                                            default -> escape.group();
                                        }));
    }

    private static boolean isWord(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }
}
