package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The log of an application, its server or its database (facts §F.5).
final class AppLogPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "Traceback \\(most recent call last\\)|WORKER TIMEOUT|\\[\\d+\\]"
                            + " \\[(?:INFO|ERROR|CRITICAL)\\]|java\\.lang\\.\\w+|PHP Fatal"
                            + " error|(?m)^\\s+at \\S+\\(.*:\\d+\\)|server reached"
                            + " (?:pm\\.)?max_children|UnhandledPromiseRejection|FATAL: "
                            + " |ECONNREFUSED|npm ERR!|(?m)^panic: |Worker failed to boot");
    private static final Pattern LIKE =
            Pattern.compile(
                    "(?i)\\b(?:exception|traceback|fatal|segfault|out of memory|killed)\\b|address"
                            + " already in use|no space left on device|too many connections"
                            + "|(?:running|listening|started server) (?:on|at)[: ]");
    private static final Pattern PERHAPS = Pattern.compile("(?i)error|fail|warn|timeout|info");

    @Override
    public Pasted kind() {
        return Pasted.APP_LOG;
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
