package dev.whence.knowledge.parse;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what `systemctl show` prints: one paragraph of `Key=value` lines for each unit (facts
/// §F.8).
public final class SystemctlShow {
    private static final Pattern UTC =
            Pattern.compile("\\w{3} (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d) UTC");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private SystemctlShow() {}

    /// One unit as systemd sees it.
    ///
    /// @param type `simple`, `oneshot`, `forking` …; may be empty
    /// @param file where its unit file lies; may be empty
    /// @param since when it entered this state; known only where the times are in UTC
    public record Unit(
            String id,
            List<String> names,
            String type,
            String load,
            String active,
            String sub,
            String enabled,
            String result,
            int exitStatus,
            int restarts,
            int mainPid,
            Optional<Instant> since,
            String file) {
        public Unit {
            names = List.copyOf(names);
        }

        /// Whether there is such a unit on the host, be it masked.
        public boolean installed() {
            return load.equals("loaded") || load.equals("masked") || load.equals("bad-setting");
        }

        /// Whether it starts at boot.
        public boolean startsAtBoot() {
            return enabled.equals("enabled") || enabled.equals("enabled-runtime");
        }

        /// Whether it runs.
        public boolean runs() {
            return active.equals("active") || active.equals("reloading");
        }

        /// Whether systemd saw it fail, or starts it over and over.
        public boolean failed() {
            return active.equals("failed") || sub.equals("auto-restart");
        }
    }

    /// The units, each once, in the order printed.
    public static List<Unit> units(String text) {
        Map<String, Unit> units = new LinkedHashMap<>();
        for (var paragraph : Text.clean(text).split("\n[ \t]*\n", -1)) {
            var unit = unit(paragraph);
            if (!unit.id().isEmpty()) {
                units.putIfAbsent(unit.id(), unit);
            }
        }
        return new ArrayList<>(units.values());
    }

    private static Unit unit(String paragraph) {
        Map<String, String> values = new HashMap<>();
        for (var line : paragraph.split("\n", -1)) {
            var equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        return new Unit(
                values.getOrDefault("Id", ""),
                List.of(values.getOrDefault("Names", "").split(" ", -1)),
                values.getOrDefault("Type", ""),
                values.getOrDefault("LoadState", ""),
                values.getOrDefault("ActiveState", ""),
                values.getOrDefault("SubState", ""),
                values.getOrDefault("UnitFileState", ""),
                values.getOrDefault("Result", ""),
                Text.number(values.getOrDefault("ExecMainStatus", "")),
                Text.number(values.getOrDefault("NRestarts", "")),
                Text.number(values.getOrDefault("MainPID", "")),
                time(values.getOrDefault("StateChangeTimestamp", "")),
                values.getOrDefault("FragmentPath", ""));
    }

    private static Optional<Instant> time(String stamp) {
        var utc = UTC.matcher(stamp);
        if (!utc.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(utc.group(1), STAMP).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
