package dev.whence.knowledge.parse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Takes apart what `tail -v` prints of several files.
public final class TailFiles {
    private static final Pattern HEADING = Pattern.compile("(?m)^==> (/[^\\n]{1,300}) <==$");
    private static final Pattern DENIED = Pattern.compile("Permission denied");

    private TailFiles() {}

    /// File → its last lines, for the files that could be read.
    public static Map<String, String> files(String text) {
        Map<String, String> files = new LinkedHashMap<>();
        var clean = Text.clean(text);
        var heading = HEADING.matcher(clean);
        var name = "";
        var from = 0;
        while (heading.find()) {
            put(files, name, clean.substring(from, heading.start()));
            name = heading.group(1);
            from = Math.min(heading.end() + 1, clean.length());
        }
        put(files, name, clean.substring(from));
        return files;
    }

    /// Whether one of the files may not be read by this login.
    public static boolean denied(String err) {
        return DENIED.matcher(err).find();
    }

    private static void put(Map<String, String> files, String name, String lines) {
        if (!name.isEmpty()) {
            files.put(name, lines);
        }
    }
}
