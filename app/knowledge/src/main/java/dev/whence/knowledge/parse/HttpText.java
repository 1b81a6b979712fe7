package dev.whence.knowledge.parse;

import dev.whence.engine.world.Headers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads HTTP answers as programs print them: `curl -I`, `curl -i`, `curl -v`, `wget -S`, and what
/// a person copies out of a browser's tools.
public final class HttpText {
    private static final int MOST = 50;
    private static final Pattern STATUS =
            Pattern.compile(
                    "^(?:[<#>] {0,2}|\\s{0,8})(?:HTTP/(\\d(?:\\.\\d)?)|:status:) (\\d{3})\\b"
                            + " ?(.{0,120})$");
    private static final Pattern HEADER =
            Pattern.compile("^(?:< {0,2}|\\s{0,8})([A-Za-z][A-Za-z0-9-]{1,60}): ?(.{0,4000})$");
    private static final Pattern NOISE =
            Pattern.compile(
                    "^(?:[*>] ?|[{}] \\[\\d+ bytes|curl: \\().*|^\\s*%\\s+Total.*|^.{0,6}Dload.*");
    private static final Pattern PROGRESS =
            Pattern.compile("^\\s*\\d+\\s+\\d+\\S*\\s+\\d+\\s+.*--:--.*$");

    private HttpText() {}

    /// One answer.
    ///
    /// @param status 0 where the text shows headers only
    public record Answer(int status, String protocol, String reason, Headers headers, String body) {
        /// Whether headers stand in it, so that a missing one was not sent.
        public boolean hasHeaders() {
            return headers.lines().size() >= 3;
        }

        /// Whether it carries what every answer of the edge carries (facts §A.4).
        public boolean fromEdge() {
            return headers.lines().stream()
                            .anyMatch(
                                    line ->
                                            line.name()
                                                    .toLowerCase(java.util.Locale.ROOT)
                                                    .startsWith("cf-"))
                    || headers.first("server")
                            .filter(server -> server.strip().equalsIgnoreCase("cloudflare"))
                            .isPresent();
        }
    }

    /// The answers, in order. Headers without a status line are one answer, too.
    public static List<Answer> answers(String text) {
        List<Building> all = new ArrayList<>();
        for (var line : Text.clean(text).split("\n", -1)) {
            var status = STATUS.matcher(line);
            if (status.matches() && all.size() < MOST) {
                all.add(
                        new Building(
                                Text.number(status.group(2)),
                                status.group(1) == null ? "" : "HTTP/" + status.group(1),
                                status.group(3).strip()));
            } else if (!all.isEmpty()) {
                all.getLast().take(line);
            }
        }
        if (all.isEmpty()) {
            return headersOnly(text).stream().toList();
        }
        return all.stream().map(Building::done).toList();
    }

    private static Optional<Answer> headersOnly(String text) {
        var headers = Headers.NONE;
        for (var line : Text.lines(text)) {
            var header = HEADER.matcher(line);
            if (header.matches()) {
                headers = headers.with(header.group(1), header.group(2).strip());
            }
        }
        return headers.lines().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Answer(
                                headers.first(":status").map(Text::number).orElse(0),
                                "",
                                "",
                                headers,
                                ""));
    }

    /// An answer on its way.
    private static final class Building {
        private final int status;
        private final String protocol;
        private final String reason;
        private Headers headers = Headers.NONE;
        private boolean inHead = true;
        private final StringBuilder body = new StringBuilder();

        Building(int status, String protocol, String reason) {
            this.status = status;
            this.protocol = protocol;
            this.reason = reason;
        }

        void take(String line) {
            var header = HEADER.matcher(line);
            if (inHead && header.matches()) {
                headers = headers.with(header.group(1), header.group(2).strip());
            } else if (NOISE.matcher(line).matches() || PROGRESS.matcher(line).matches()) {
                inHead &= !line.startsWith("curl: ");
            } else if (inHead && (line.isBlank() || line.strip().equals("<"))) {
                inHead = headers.lines().isEmpty();
            } else {
                inHead = false;
                body.append(line).append('\n');
            }
        }

        Answer done() {
            return new Answer(status, protocol, reason, headers, body.toString().strip());
        }
    }
}
