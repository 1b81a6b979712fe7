package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Apache's error log (facts §F.2).
final class ApacheErrorLogPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "\\bAH\\d{5}: |\\[\\w{3} \\w{3} \\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?"
                            + " \\d{4}\\] \\[[\\w-]*:?\\w+\\]");
    private static final Pattern LIKE =
            Pattern.compile("\\[proxy(?:_\\w+)?:error\\]|proxy: error reading");
    private static final Pattern PERHAPS = Pattern.compile("(?i)apache|httpd|AH\\d{5}");

    @Override
    public Pasted kind() {
        return Pasted.APACHE_ERROR_LOG;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, LIKE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        return LogText.facts(sheet);
    }
}
