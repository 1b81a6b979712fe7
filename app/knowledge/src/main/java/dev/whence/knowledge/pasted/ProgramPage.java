package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact.AppLog;
import dev.whence.knowledge.fact.HostFact.AppLog.AppLine;
import dev.whence.knowledge.fact.HostFact.WebLog;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.parse.Text;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Pages that a web server or a program behind it wrote, and that say what failed: those of IIS
/// with their sub-codes and the codes of WinHTTP, and those of content systems.
final class ProgramPage {
    private static final Pattern ROUTED = Pattern.compile("HTTP Error 502\\.[34]\\b");
    private static final Pattern NOT_STARTED =
            Pattern.compile("HTTP Error 50(?:0\\.3[0-7]|2\\.5)\\b.{0,80}");
    private static final Pattern NO_DATABASE =
            Pattern.compile("Error establishing a (?:database|Redis) connection");

    private ProgramPage() {}

    static Stream<Fact> facts(Sheet sheet) {
        var text = sheet.text();
        var started = NOT_STARTED.matcher(text);
        if (started.find()) {
            return Stream.of(app(sheet, AppLine.FAILED_TO_START, started.group()));
        }
        var database = NO_DATABASE.matcher(text);
        if (database.find()) {
            return Stream.of(app(sheet, AppLine.DATABASE_UNREACHABLE, database.group()));
        }
        return ROUTED.matcher(text).find()
                ? routed(text).stream().map(says -> web(sheet, says))
                : Stream.empty();
    }

    private static Optional<WebLine> routed(String text) {
        var lower = text.toLowerCase(java.util.Locale.ROOT);
        if (lower.contains("80072efd")) {
            return Optional.of(WebLine.UPSTREAM_REFUSED);
        }
        if (lower.contains("80072ee2")) {
            return Optional.of(WebLine.UPSTREAM_READ_TIMED_OUT);
        }
        if (lower.contains("80072ee7")) {
            return Optional.of(WebLine.UPSTREAM_NAME_UNKNOWN);
        }
        return lower.contains("80072efe") || lower.contains("80072eff")
                ? Optional.of(WebLine.UPSTREAM_CLOSED_EARLY)
                : Optional.empty();
    }

    private static Fact app(Sheet sheet, AppLine says, String sample) {
        return new AppLog(
                sheet.on(), "", says, 1, Optional.empty(), true, Text.sample(sample.strip()));
    }

    private static Fact web(Sheet sheet, WebLine says) {
        var first = sheet.text().strip().lines().findFirst().orElse("");
        return new WebLog(sheet.on(), says, "", 1, Optional.empty(), true, Text.sample(first));
    }
}
