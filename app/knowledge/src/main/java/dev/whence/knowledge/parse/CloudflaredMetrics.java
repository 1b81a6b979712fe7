package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.TunnelFact;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads a connector's counters (facts §E.8). They count from the start of the process.
///
/// @param requests that reached the connector
/// @param errors that it could not get an answer for
/// @param byCode status of the service's own answers → how many
public record CloudflaredMetrics(long requests, long errors, Map<Integer, Long> byCode) {
    private static final Pattern COUNTER =
            Pattern.compile(
                    "(?m)^cloudflared_tunnel_(total_requests|request_errors|response_by_code)"
                            + "(?:\\{[^}\\n]{0,200}?status_code=\"(\\d{3})\"[^}\\n]{0,200}\\}"
                            + "|\\{[^}\\n]{0,200}\\})?"
                            + "\\s+([0-9.eE+]{1,24})\\s*$");

    /// A refusal because the connection is already there does no harm.
    private static final Pattern REGISTER =
            Pattern.compile(
                    "(?m)^cloudflared_tunnel_tunnel_register_(success|fail)"
                            + "(?:\\{(?![^}\\n]{0,200}dup_edge_conn)[^}\\n]{0,200}\\})?"
                            + "\\s+([0-9.eE+]{1,24})\\s*$");

    public CloudflaredMetrics {
        byCode = Map.copyOf(byCode);
    }

    /// The counters; all 0 where the text has none.
    public static CloudflaredMetrics read(String text) {
        long requests = 0;
        long errors = 0;
        Map<Integer, Long> byCode = new TreeMap<>();
        var counter = COUNTER.matcher(text.replace("\r\n", "\n"));
        while (counter.find()) {
            var value = number(counter.group(3));
            switch (counter.group(1)) {
                case "total_requests" -> requests += value;
                case "request_errors" -> errors += value;
                default -> {
                    if (counter.group(2) != null) {
                        byCode.merge(Integer.valueOf(counter.group(2)), value, Long::sum);
                    }
                }
            }
        }
        return new CloudflaredMetrics(requests, errors, byCode);
    }

    /// How often the edge took and refused the connector; empty where the text does not say.
    public static Optional<TunnelFact.Registrations> registrations(String on, String text) {
        long taken = 0;
        long refused = 0;
        var found = false;
        var counter = REGISTER.matcher(text.replace("\r\n", "\n"));
        while (counter.find()) {
            found = true;
            var value = number(counter.group(2));
            taken += counter.group(1).equals("success") ? value : 0;
            refused += counter.group(1).equals("fail") ? value : 0;
        }
        return found
                ? Optional.of(new TunnelFact.Registrations(on, taken, refused))
                : Optional.empty();
    }

    /// Whether the text holds a connector's counters at all.
    public static boolean are(String text) {
        return COUNTER.matcher(text.replace("\r\n", "\n")).find();
    }

    /// What was added since an earlier reading; after a restart, everything.
    public CloudflaredMetrics since(CloudflaredMetrics before) {
        if (requests < before.requests) {
            return this;
        }
        Map<Integer, Long> more = new TreeMap<>();
        byCode.forEach(
                (code, count) -> {
                    var added = count - before.byCode.getOrDefault(code, 0L);
                    if (added > 0) {
                        more.put(code, added);
                    }
                });
        return new CloudflaredMetrics(
                requests - before.requests, Math.max(0, errors - before.errors), more);
    }

    /// Both together, for a host with several connectors.
    public CloudflaredMetrics plus(CloudflaredMetrics other) {
        Map<Integer, Long> sum = new TreeMap<>(byCode);
        other.byCode.forEach((code, count) -> sum.merge(code, count, Long::sum));
        return new CloudflaredMetrics(requests + other.requests, errors + other.errors, sum);
    }

    private static long number(String printed) {
        try {
            return (long) Double.parseDouble(printed);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
