package dev.whence.knowledge.parse;

import dev.whence.knowledge.parse.SystemctlShow.Unit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads from what systemd wrote to the journal in which state it left each unit (facts §F.8).
public final class SystemdEvents {
    private static final Pattern ABOUT =
            Pattern.compile("^([\\w@\\\\:.-]{1,200}\\.service): (.*)$");
    private static final Pattern TOLD =
            Pattern.compile(
                    "^(Started|Stopped|Failed to start|Starting|Stopping|Reloaded)"
                            + " ([\\w@\\\\:.-]{1,200}\\.service)\\b");
    private static final Pattern COUNTER =
            Pattern.compile("Scheduled restart job, restart counter is at (\\d{1,9})");
    private static final Pattern EXITED =
            Pattern.compile("(?:Main|Control) process exited, code=(\\w+),? status=(\\d{1,3})");
    private static final Pattern RESULT = Pattern.compile("Failed with result '([\\w-]{1,30})'");

    private SystemdEvents() {}

    /// One line of systemd.
    public record Line(Optional<Instant> at, String message) {}

    /// The units of which systemd last said that they do not run, or that it starts them again.
    public static List<Unit> troubled(List<Line> lines) {
        Map<String, State> states = new LinkedHashMap<>();
        for (var line : lines) {
            var about = ABOUT.matcher(line.message());
            var told = TOLD.matcher(line.message());
            if (about.matches()) {
                states.computeIfAbsent(about.group(1), _ -> new State())
                        .hear(about.group(2), line.at());
            } else if (told.find()) {
                states.computeIfAbsent(told.group(2), _ -> new State())
                        .tell(told.group(1), line.at());
            }
        }
        return states.entrySet().stream()
                .filter(entry -> entry.getValue().troubled())
                .map(entry -> entry.getValue().unit(entry.getKey()))
                .toList();
    }

    /// What is known of a unit so far.
    private static final class State {
        private String active = "";
        private String sub = "";
        private String result = "";
        private int exit;
        private int restarts;
        private Optional<Instant> since = Optional.empty();

        void tell(String verb, Optional<Instant> at) {
            switch (verb) {
                case "Started", "Reloaded" -> set("active", "running", at);
                case "Stopped" -> set("inactive", "dead", at);
                case "Failed to start" -> set("failed", "failed", at);
                default -> {}
            }
        }

        void hear(String said, Optional<Instant> at) {
            var counter = COUNTER.matcher(said);
            var exited = EXITED.matcher(said);
            var how = RESULT.matcher(said);
            if (counter.find()) {
                restarts = Math.max(restarts, Text.number(counter.group(1)));
                set("activating", "auto-restart", at);
            } else if (exited.find()) {
                exit = Text.number(exited.group(2));
                set("failed", "failed", at);
            } else if (how.find()) {
                result = how.group(1);
                set("failed", "failed", at);
            } else if (said.contains("Start request repeated too quickly")) {
                result = "start-limit-hit";
                set("failed", "failed", at);
            } else if (said.startsWith("Deactivated successfully")
                    || said.startsWith("Succeeded")) {
                set("inactive", "dead", at);
            }
        }

        private void set(String active, String sub, Optional<Instant> at) {
            this.active = active;
            this.sub = sub;
            this.since = at;
        }

        boolean troubled() {
            return active.equals("failed")
                    || active.equals("activating")
                    || (active.equals("inactive") && !sub.isEmpty())
                    || restarts > 0;
        }

        Unit unit(String id) {
            return new Unit(
                    id,
                    List.of(id),
                    "",
                    "loaded",
                    active,
                    sub,
                    "",
                    result,
                    exit,
                    restarts,
                    0,
                    since,
                    "");
        }
    }
}
