package dev.whence.knowledge.parse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads what `head -v` prints: the name of each file before its text.
public final class HeadFiles {
    private static final Pattern NAME = Pattern.compile("(?m)^==> (/.{1,1000}) <==$");

    private HeadFiles() {}

    /// Name → text, in the order printed.
    public static Map<String, String> files(String text) {
        var clean = text.replace("\r\n", "\n");
        Map<String, String> files = new LinkedHashMap<>();
        var name = NAME.matcher(clean);
        var found = name.find();
        while (found) {
            var file = name.group(1);
            var begin = name.end();
            found = name.find();
            files.putIfAbsent(file, clean.substring(begin, found ? name.start() : clean.length()));
        }
        return files;
    }
}
