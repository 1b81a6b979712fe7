package dev.whence.knowledge.parse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads what `systemctl list-unit-files` prints.
public final class UnitFiles {
    private static final Pattern LINE =
            Pattern.compile("\\s*(?:[●○×*]\\s+)?(\\S+\\.[a-z]{3,9})\\s+([a-z-]+)(?:\\s.*)?");

    private UnitFiles() {}

    /// Unit → `enabled`, `disabled`, `masked`, `static`, `indirect`, `alias` …
    public static Map<String, String> states(String text) {
        Map<String, String> states = new LinkedHashMap<>();
        for (var line : Text.lines(text)) {
            var match = LINE.matcher(line);
            if (match.matches()) {
                states.put(match.group(1), match.group(2));
            }
        }
        return states;
    }
}
