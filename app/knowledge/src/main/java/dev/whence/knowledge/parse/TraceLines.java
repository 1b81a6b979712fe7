package dev.whence.knowledge.parse;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The lines of `/cdn-cgi/trace` (facts §B). The set of keys grows, so it is a map.
public record TraceLines(Map<String, String> values) {
    private static final Pattern LINE = Pattern.compile("(?m)^([a-z_]{1,30})=([^\\r\\n]{0,600})");

    public TraceLines {
        values = Map.copyOf(values);
    }

    /// Reads a body; empty where it is no trace of an edge.
    public static Optional<TraceLines> read(String body) {
        var start = body.substring(0, Math.min(body.length(), 16 * 1024));
        var values =
                LINE.matcher(start)
                        .results()
                        .collect(
                                Collectors.toMap(
                                        line -> line.group(1),
                                        line -> line.group(2).strip(),
                                        (first, _) -> first));
        return values.containsKey("fl") && values.containsKey("colo")
                ? Optional.of(new TraceLines(values))
                : Optional.empty();
    }

    /// A value; empty text where the key is missing.
    public String of(String key) {
        return values.getOrDefault(key, "");
    }

    /// The edge's clock; empty where `ts` cannot be read.
    public Optional<Instant> time() {
        if (!of("ts").matches("\\d{1,12}(\\.\\d{1,9})?")) {
            return Optional.empty();
        }
        var millis = new BigDecimal(of("ts")).movePointRight(3).longValue();
        return Optional.of(Instant.ofEpochMilli(millis));
    }
}
