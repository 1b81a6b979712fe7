package dev.whence.knowledge.cause.edge;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.tunnel.CloudflaredNotRunning;
import dev.whence.knowledge.cause.tunnel.TunnelConnectionFlapping;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble.Snag;

import java.time.Duration;
import java.util.Set;

/// Cloudflare closes the connections of tunnels, for maintenance or by a fault of its own (facts
/// §E.12). One that it closes while others stay up does no harm (facts §E.13).
public final class EdgeDropsTunnelConnections implements Cause {
    /// How many connections a connector holds.
    private static final int ALL = 4;

    private static final Duration TOGETHER = Duration.ofMinutes(1);

    @Override
    public Place place(Facts facts) {
        return Place.EDGE;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(CloudflaredNotRunning.class, TunnelConnectionFlapping.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.pointsTo(
                        "closed-all", EdgeTrouble.class, EdgeDropsTunnelConnections::closedAll)
                .pointsTo(
                        "everywhere",
                        EdgeTrouble.class,
                        EdgeTrouble.class,
                        EdgeDropsTunnelConnections::atOnceElsewhere)
                .pointsTo(
                        "lost-and-incident",
                        EdgeTrouble.class,
                        EdgeFact.Incident.class,
                        (trouble, incident) -> lost(trouble) && incident.matches())
                .fits("lost", EdgeTrouble.class, EdgeDropsTunnelConnections::lost)
                .rulesOut(
                        "arrived",
                        TunnelFact.ServiceFailure.class,
                        TunnelFact.ServiceFailure::marked)
                .speaksAgainst(
                        "requests-arrive",
                        TunnelFact.ServiceFailure.class,
                        failure -> failure.kind() != TunnelFact.ServiceFailure.Fault.VISITOR_LEFT)
                .speaksAgainst(
                        "stopped", EdgeTrouble.class, trouble -> trouble.kind() == Snag.STOPPED)
                .done();
    }

    private static boolean lost(EdgeTrouble trouble) {
        return trouble.kind() == Snag.EDGE_CLOSED || trouble.kind() == Snag.CONNECTION_LOST;
    }

    private static boolean closedAll(EdgeTrouble trouble) {
        return trouble.kind() == Snag.EDGE_CLOSED
                && ((trouble.connections() > 1 && trouble.alone())
                        || (trouble.connections() >= ALL && trouble.count() == 1));
    }

    private static boolean atOnceElsewhere(EdgeTrouble one, EdgeTrouble other) {
        return !one.on().equals(other.on())
                && lost(one)
                && lost(other)
                && one.last().isPresent()
                && other.last()
                        .filter(
                                at ->
                                        Duration.between(one.last().orElseThrow(), at)
                                                        .abs()
                                                        .compareTo(TOGETHER)
                                                <= 0)
                        .isPresent();
    }
}
