package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Lines of the journal or the syslog, of any programs (facts §F.8).
final class JournalPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?m)^-- (?:Logs begin|Journal begins|Boot [0-9a-f]|No"
                            + " entries)|\"__REALTIME_TIMESTAMP\"|^\\w{3} [ \\d]\\d"
                            + " \\d\\d:\\d\\d:\\d\\d (?:\\S+ )?[\\w@./()-]+\\[\\d+\\]: ");
    private static final Pattern LIKE =
            Pattern.compile(
                    "(?m)^\\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\S+ kernel: |systemd\\[1\\]: "
                            + "|^\\[ *\\d+\\.\\d{6}\\] ");
    private static final Pattern PERHAPS =
            Pattern.compile("(?i)\\w+\\[\\d+\\]: |kernel|systemd|oom");

    @Override
    public Pasted kind() {
        return Pasted.JOURNAL;
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
