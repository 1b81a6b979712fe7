package dev.whence.knowledge.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Lines and how many each stands for. A condensed log says behind a line how many more like it
/// there were, so that a count stays true.
public final class Repeats {
    private static final Pattern MARK =
            Pattern.compile("-- (\\d{1,9}) more lines? like the one above --");

    private Repeats() {}

    /// A line.
    ///
    /// @param times how many lines it stands for, itself among them
    public record Counted(String line, int times) {}

    /// What stands behind a line that stands for more.
    ///
    /// @param more how many others it stands for, at least 1
    public static String mark(long more) {
        return "-- %d more line%s like the one above --"
                .formatted(Math.min(more, 999_999_999), more == 1 ? "" : "s");
    }

    /// How many others the line before stands for; 0 where this line does not say so.
    public static int more(String line) {
        if (!line.startsWith("-- ")) {
            return 0;
        }
        var mark = MARK.matcher(line);
        return mark.matches() ? Text.number(mark.group(1)) : 0;
    }

    /// The lines without the marks.
    public static List<Counted> of(List<String> lines) {
        List<Counted> counted = new ArrayList<>();
        for (var line : lines) {
            var more = more(line);
            if (more == 0) {
                counted.add(new Counted(line, 1));
            } else if (!counted.isEmpty()) {
                var last = counted.removeLast();
                counted.add(new Counted(last.line(), last.times() + more));
            }
        }
        return counted;
    }
}
