package dev.whence.knowledge.parse;

import static dev.whence.knowledge.fact.HostFact.WebLog.WebLine.SNI_UNKNOWN;

import dev.whence.knowledge.parse.WebErrorLog.Entry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads one line of Caddy's log, a JSON object (facts §F.4).
final class CaddyErrorLine {
    private static final Pattern LEVEL = Pattern.compile("\"level\":\"(error|fatal|panic)\"");
    private static final Pattern NO_CERTIFICATE = Pattern.compile("no certificate available for ");
    private static final Pattern AT = Pattern.compile("\"ts\":(\\d{9,11})(?:\\.\\d{0,9})?[,}]");
    private static final Pattern TEXT =
            Pattern.compile("\"(?:msg|error)\":\"((?:[^\"\\\\]++|\\\\.){1,2000}+)\"");

    private CaddyErrorLine() {}

    static Optional<Entry> read(String line, ZoneOffset zone) {
        if (!LEVEL.matcher(line).find()) {
            return Optional.empty();
        }
        return TEXT.matcher(line)
                .results()
                .map(text -> text.group(1))
                .flatMap(text -> entry(line, text).stream())
                .findFirst();
    }

    private static Optional<Entry> entry(String line, String text) {
        return NO_CERTIFICATE.matcher(text).find()
                ? Optional.of(new Entry(SNI_UNKNOWN, "", at(line), Text.sample(text)))
                : GoProxyError.read(text, at(line));
    }

    private static Optional<Instant> at(String line) {
        var at = AT.matcher(line);
        return at.find()
                ? Optional.of(Instant.ofEpochSecond(Text.large(at.group(1))))
                : Optional.empty();
    }
}
