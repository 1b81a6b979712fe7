package dev.whence.knowledge.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads access logs: the combined format, also with a virtual host in front, and JSON (facts
/// §F.1).
public final class AccessLog {
    private static final Pattern COMBINED =
            Pattern.compile(
                    "^(?:\\S{1,260}:\\d{1,5} )?([0-9A-Fa-f.:]{2,45}) .{0,300}?"
                            + "\\[(\\d\\d/\\w{3}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4})\\] "
                            + "\"((?:[^\"\\\\]++|\\\\.)*+)\" (\\d{3}) (.*)$");
    private static final Pattern JSON_STATUS =
            Pattern.compile("\"(?:status|response_code|upstream_status)\":\\s?\"?(\\d{3})\\b");
    private static final Pattern JSON_PEER =
            Pattern.compile(
                    "\"(?:remote_addr|remote_ip|client_ip|clientip|remote_address|client|ip)\":"
                            + "\\s?\"([0-9A-Fa-f.:]{2,45})\"");
    private static final Pattern JSON_PATH =
            Pattern.compile(
                    "\"(?:request_uri|uri|path|url|request|request_path)\":"
                            + "\\s?\"(?:[A-Z]{3,7} )?([^\" ?]{1,4096})");
    private static final Pattern REQUEST =
            Pattern.compile("^[A-Z]{3,10} (?:https?://[^/\\s]{1,260})?(/[^\\s?]{0,4096})");
    private static final Pattern JSON_SECONDS =
            Pattern.compile("\"(?:ts|time|msec|timestamp)\":\\s?\"?(\\d{10})(?:\\.\\d{1,9})?\\b");
    private static final Pattern JSON_ISO =
            Pattern.compile(
                    "\"[@a-z_0-9]{1,20}\":\\s?\"(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)"
                            + "(?:\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)\"");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH);
    private static final String OURS = "Whence/";

    private AccessLog() {}

    /// One request.
    ///
    /// @param peer who sent it, as the server saw it
    /// @param ours the sender calls itself Whence
    /// @param path without its query; empty where the line does not say
    /// @param line the whole line, which may name the Ray ID or a mark
    /// @param times how many requests it stands for
    public record Request(
            String peer,
            Instant at,
            int status,
            boolean ours,
            String path,
            String line,
            int times) {
        Request times(int count) {
            return new Request(peer, at, status, ours, path, line, count);
        }

        /// Whether the line says this, be it as part of another word.
        public boolean says(String text) {
            return line.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
        }
    }

    /// The requests, in the order in which they were answered.
    public static Stream<Request> requests(String text) {
        return Repeats.of(Text.lines(text)).stream()
                .flatMap(
                        counted ->
                                request(counted.line())
                                        .map(request -> request.times(counted.times()))
                                        .stream());
    }

    private static Optional<Request> request(String line) {
        var combined = COMBINED.matcher(line);
        if (combined.matches()) {
            return at(combined.group(2))
                    .map(
                            at ->
                                    new Request(
                                            combined.group(1),
                                            at,
                                            Text.number(combined.group(4)),
                                            combined.group(5).contains(OURS),
                                            path(REQUEST, combined.group(3)),
                                            line,
                                            1));
        }
        return line.contains("{") ? json(line) : Optional.empty();
    }

    private static Optional<Request> json(String line) {
        var status = JSON_STATUS.matcher(line);
        var peer = JSON_PEER.matcher(line);
        if (!status.find() || !peer.find()) {
            return Optional.empty();
        }
        return jsonAt(line)
                .map(
                        at ->
                                new Request(
                                        peer.group(1),
                                        at,
                                        Text.number(status.group(1)),
                                        line.contains(OURS),
                                        path(JSON_PATH, line),
                                        line,
                                        1));
    }

    private static String path(Pattern where, String text) {
        var path = where.matcher(text);
        return path.find() ? path.group(1) : "";
    }

    private static Optional<Instant> jsonAt(String line) {
        var seconds = JSON_SECONDS.matcher(line);
        if (seconds.find()) {
            return Optional.of(Instant.ofEpochSecond(Text.large(seconds.group(1))));
        }
        var iso = JSON_ISO.matcher(line);
        try {
            return iso.find()
                    ? Optional.of(OffsetDateTime.parse(iso.group(1) + iso.group(2)).toInstant())
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> at(String stamp) {
        try {
            return Optional.of(OffsetDateTime.parse(stamp, STAMP).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
