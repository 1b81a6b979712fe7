package dev.whence.report;

/// The beginning and the end of a long text, two thirds and one third of what there is room for,
/// and how many lines and characters between them were left out. A text that fits is all beginning.
record Excerpt(String head, String tail, long lines, long characters) {

    /// Cuts a text, whose lines end in `\n`, to so many lines and characters.
    static Excerpt of(String text, int lines, int characters) {
        if (text.length() <= characters && text.lines().limit(lines + 1L).count() <= lines) {
            return new Excerpt(text, "", 0, 0);
        }
        var headEnd = Math.min(afterLines(text, lines * 2 / 3), characters * 2 / 3);
        var tailStart = Math.max(beforeLastLines(text, lines / 3), text.length() - characters / 3);
        var middle = text.substring(headEnd, tailStart);
        return new Excerpt(
                text.substring(0, headEnd),
                text.substring(tailStart),
                middle.chars().filter(c -> c == '\n').count(),
                middle.length());
    }

    boolean whole() {
        return characters == 0;
    }

    private static int afterLines(String text, int lines) {
        var at = 0;
        for (var i = 0; i < lines; i++) {
            var end = text.indexOf('\n', at);
            if (end < 0) {
                return text.length();
            }
            at = end + 1;
        }
        return at;
    }

    private static int beforeLastLines(String text, int lines) {
        var at = text.endsWith("\n") ? text.length() - 1 : text.length();
        for (var i = 0; i < lines; i++) {
            at = text.lastIndexOf('\n', at - 1);
            if (at < 0) {
                return 0;
            }
        }
        return at + 1;
    }
}
