package dev.whence.knowledge.parse;

import dev.whence.knowledge.parse.SystemctlShow.Unit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what `systemctl status` prints for a person, whole or cut at the edge of a terminal (facts
/// §F.8).
///
/// @param units those that it shows
/// @param log the lines of the journal below them
public record SystemctlStatus(List<Unit> units, List<String> log) {
    private static final Pattern HEADER =
            Pattern.compile(
                    "^\\s{0,8}(?:[●○×↻*x•] {1,2})?([\\w@\\\\:.-]{1,200}\\.service)(?: - .*)?$");
    private static final Pattern MISSING =
            Pattern.compile("^Unit ([\\w@\\\\:.-]{1,200}\\.service) could not be found");
    private static final Pattern LOADED =
            Pattern.compile(
                    "^\\s*Loaded: ([\\w-]{1,20})(?: \\(([^;)]{0,300})?(?:;"
                            + " (\\w[\\w-]{0,20}))?.*)?$");
    private static final Pattern ACTIVE =
            Pattern.compile(
                    "^\\s*Active: (\\w{1,20})(?: \\(([\\w-]{1,30})\\))?(?: \\(Result:"
                            + " ([\\w-]{1,30})\\))?(.*)$");
    private static final Pattern FAILED =
            Pattern.compile("^\\s*Active: (failed) \\(Result: ([\\w-]{1,30})\\)(.*)$");
    private static final Pattern SINCE =
            Pattern.compile("since \\w{3} (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)");
    private static final Pattern ENDED =
            Pattern.compile(
                    "^\\s*(Main PID|Process): (\\d{1,9}) .{0,600}?\\(?code=(\\w{1,10}),"
                            + " (?:status|signal)=(\\d{1,3}|\\w{1,10})(?:/(\\w{1,20}))?");
    private static final Pattern RUNNING =
            Pattern.compile("^\\s*Main PID: (\\d{1,9}) \\((?!code=)[^)]{1,40}\\)$");
    private static final Pattern COUNTER = Pattern.compile("restart counter is at (\\d{1,9})");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    public SystemctlStatus {
        units = List.copyOf(units);
        log = List.copyOf(log);
    }

    /// Reads it.
    ///
    /// @param asked the unit that the command named, for a text that begins below its name; may be
    ///   empty
    public static SystemctlStatus read(String text, String asked) {
        List<Unit> units = new ArrayList<>();
        List<String> log = new ArrayList<>();
        var reading = new Reading(asked);
        for (var line : Text.lines(text)) {
            var header = HEADER.matcher(line);
            var missing = MISSING.matcher(line.strip());
            if (missing.find()) {
                reading.done(units);
                reading = new Reading(missing.group(1));
                reading.missing();
            } else if (header.matches()) {
                reading.done(units);
                reading = new Reading(header.group(1));
            } else if (!reading.take(line)) {
                log.add(line);
                reading.hear(line);
            }
        }
        reading.done(units);
        return new SystemctlStatus(units, log);
    }

    /// One unit on its way.
    private static final class Reading {
        private final String id;
        private String load = "";
        private String file = "";
        private String enabled = "";
        private String active = "";
        private String sub = "";
        private String result = "";
        private int exit;
        private int restarts;
        private int pid;
        private Optional<Instant> since = Optional.empty();

        Reading(String id) {
            this.id = id.isEmpty() || id.endsWith(".service") ? id : id + ".service";
        }

        void missing() {
            load = "not-found";
            active = "inactive";
            sub = "dead";
        }

        boolean take(String line) {
            var loaded = LOADED.matcher(line);
            if (loaded.matches()) {
                load = loaded.group(1);
                file = orEmpty(loaded.group(2));
                enabled = orEmpty(loaded.group(3));
                return true;
            }
            return state(line) || ended(line) || line.matches("\\s{1,12}[A-Z][\\w ]{1,14}: .*");
        }

        void hear(String line) {
            var counter = COUNTER.matcher(line);
            if (counter.find()) {
                restarts = Math.max(restarts, Text.number(counter.group(1)));
            }
        }

        private boolean state(String line) {
            var failed = FAILED.matcher(line);
            if (failed.matches()) {
                set(failed.group(1), "failed", failed.group(2), failed.group(3));
                return true;
            }
            var state = ACTIVE.matcher(line);
            if (state.matches()) {
                set(
                        state.group(1),
                        orEmpty(state.group(2)),
                        orEmpty(state.group(3)),
                        orEmpty(state.group(4)));
                return true;
            }
            return false;
        }

        private void set(String state, String detail, String how, String rest) {
            active = state;
            sub = detail;
            result = how.isEmpty() && !state.equals("failed") ? "success" : how;
            var at = SINCE.matcher(rest);
            since = at.find() ? time(at.group(1)) : Optional.empty();
        }

        private boolean ended(String line) {
            var running = RUNNING.matcher(line);
            if (running.matches()) {
                pid = Text.number(running.group(1));
                return true;
            }
            var ended = ENDED.matcher(line);
            if (!ended.find()) {
                return false;
            }
            var status = status(ended);
            exit = status == 0 ? exit : status;
            return true;
        }

        private static int status(Matcher ended) {
            if (ended.group(4).matches("\\d+")) {
                return Text.number(ended.group(4));
            }
            return switch (ended.group(4)) {
                case "KILL" -> 9;
                case "SEGV" -> 11;
                case "ABRT" -> 6;
                case "TERM" -> 15;
                default -> 1;
            };
        }

        void done(List<Unit> units) {
            if (id.isEmpty() || active.isEmpty()) {
                return;
            }
            units.add(
                    new Unit(
                            id,
                            List.of(id),
                            "",
                            load.isEmpty() ? "loaded" : load,
                            active,
                            sub,
                            enabled,
                            result,
                            exit,
                            restarts,
                            pid,
                            since,
                            file));
        }
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    /// The zone is an abbreviation that nobody can read for sure; it is taken for UTC.
    private static Optional<Instant> time(String stamp) {
        try {
            return Optional.of(LocalDateTime.parse(stamp, STAMP).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
