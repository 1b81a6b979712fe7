package dev.whence.knowledge.parse;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the requests among the lines of an application's log, where it logs any: the quoted form
/// of the common log format, the bare one of development servers, and JSON (facts §F.5).
public final class AppRequests {
    private static final Pattern QUOTED =
            Pattern.compile(
                    "\"(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)"
                            + " (/[^\\s?\"]{0,2048})[^\"]{0,2048}\",? (?:- )?(?:\\[?[Ss]tatus:"
                            + " ?)?(\\d{3})\\b");
    private static final Pattern BARE =
            Pattern.compile(
                    "\\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (/[^\\s?\"]{0,2048})"
                            + "(?:\\?\\S{0,2048})? (?:HTTP/[\\d.]{1,3} )?(\\d{3})\\b");
    private static final Pattern JSON_PATH =
            Pattern.compile("\"(?:url|uri|path|request_path)\":\\s?\"(/[^\\s?\"]{0,2048})");
    private static final Pattern JSON_STATUS =
            Pattern.compile("\"(?:status|statusCode|status_code)\":\\s?\"?(\\d{3})\\b");

    private AppRequests() {}

    /// One request that the application says it answered.
    ///
    /// @param path without its query
    /// @param line the whole line, which may name the Ray ID or a mark
    public record Logged(Instant at, String path, int status, String line) {}

    /// The requests, in the order in which they were logged.
    public static List<Logged> of(Collection<JournalJson.Entry> entries) {
        return entries.stream().flatMap(entry -> read(entry).stream()).toList();
    }

    private static Optional<Logged> read(JournalJson.Entry entry) {
        var line = entry.message();
        return Stream.of(QUOTED, BARE)
                .map(form -> form.matcher(line))
                .flatMap(
                        match ->
                                match.find()
                                        ? Stream.of(
                                                new Logged(
                                                        entry.at(),
                                                        match.group(1),
                                                        Text.number(match.group(2)),
                                                        line))
                                        : Stream.<Logged>empty())
                .findFirst()
                .or(() -> json(entry));
    }

    private static Optional<Logged> json(JournalJson.Entry entry) {
        var path = JSON_PATH.matcher(entry.message());
        var status = JSON_STATUS.matcher(entry.message());
        return entry.message().contains("{") && path.find() && status.find()
                ? Optional.of(
                        new Logged(
                                entry.at(),
                                path.group(1),
                                Text.number(status.group(1)),
                                entry.message()))
                : Optional.empty();
    }
}
