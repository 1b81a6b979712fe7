package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble.Snag;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Reads from a connector's log when connections were lost and registered, and when requests failed
/// (facts §E.11, §E.12).
public final class ConnectorTimeline {
    private static final int MOST = 200;
    private static final Set<Snag> LOSSES = Set.of(Snag.CONNECTION_LOST, Snag.EDGE_CLOSED);

    private ConnectorTimeline() {}

    /// The moments since the given one, each second once, the newest ones only; empty where the log
    /// tells of none.
    public static Optional<TunnelFact> of(String on, String text, Optional<Instant> since) {
        var lines =
                CloudflaredLog.records(text).stream()
                        .map(LogLine::read)
                        .filter(line -> line.at().isPresent())
                        .filter(
                                line ->
                                        since.isEmpty()
                                                || !line.at().orElseThrow().isBefore(since.get()))
                        .toList();
        var lost = moments(lines, ConnectorTimeline::loses);
        var registered = moments(lines, CloudflaredLog::isRegistration);
        var failed = moments(lines, ConnectorTimeline::fails);
        return lost.isEmpty() && registered.isEmpty() && failed.isEmpty()
                ? Optional.empty()
                : Optional.of(new TunnelFact.Timeline(on, lost, registered, failed));
    }

    private static boolean loses(LogLine line) {
        return EdgeError.read(line).filter(LOSSES::contains).isPresent();
    }

    private static boolean fails(LogLine line) {
        return RequestLine.of(line)
                .filter(
                        request ->
                                request.error().fault()
                                        != TunnelFact.ServiceFailure.Fault.VISITOR_LEFT)
                .isPresent();
    }

    private static List<Instant> moments(List<LogLine> lines, Predicate<LogLine> when) {
        var moments =
                lines.stream()
                        .filter(when)
                        .map(line -> line.at().orElseThrow().truncatedTo(ChronoUnit.SECONDS))
                        .distinct()
                        .toList();
        return moments.subList(Math.max(0, moments.size() - MOST), moments.size());
    }
}
