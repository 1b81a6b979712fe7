package dev.whence.knowledge.parse;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Counts answers by data centre where somebody lists them one a line, each with its status and its
/// Ray ID, as probes in several places do (facts §A.4).
public final class RayTable {
    private static final int FEWEST = 3;
    private static final Pattern RAY = Pattern.compile("\\b[0-9a-f]{16}-([A-Z]{3})\\b");
    private static final Pattern STATUS =
            Pattern.compile("(?<![\\d.:/-])([1-5]\\d\\d)(?![\\d.:/-])");

    private RayTable() {}

    /// What the lines count.
    public record Counted(Map<String, Integer> asked, Map<String, Integer> failed) {
        public Counted {
            asked = Map.copyOf(asked);
            failed = Map.copyOf(failed);
        }

        /// How many all were.
        public static int all(Map<String, Integer> counts) {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /// The counts; empty where fewer than three lines tell of a status and a Ray ID.
    public static Optional<Counted> read(String text) {
        Map<String, Integer> asked = new TreeMap<>();
        Map<String, Integer> failed = new TreeMap<>();
        for (var line : Text.lines(text)) {
            var ray = RAY.matcher(line);
            var status = STATUS.matcher(RAY.matcher(line).replaceAll(" "));
            if (ray.find() && status.find()) {
                asked.merge(ray.group(1), 1, Integer::sum);
                if (Text.number(status.group(1)) >= 500) {
                    failed.merge(ray.group(1), 1, Integer::sum);
                }
            }
        }
        return Counted.all(asked) < FEWEST
                ? Optional.empty()
                : Optional.of(new Counted(asked, failed));
    }
}
