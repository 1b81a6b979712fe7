package dev.whence.knowledge.cause.tunnel;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble.Snag;

import java.util.Set;

/// Connections to the edge are lost and made again, so requests fail for moments (facts §E.12). The
/// loss of one connection of several does no harm (facts §E.13).
public final class TunnelConnectionFlapping implements Cause {
    private static final Set<Snag> TOLD = Set.of(Snag.CONNECTION_LOST);

    @Override
    public Place place(Facts facts) {
        return Place.TUNNEL;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(CloudflaredNotRunning.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.pointsTo(
                        "lost-and-back",
                        EdgeTrouble.class,
                        TunnelFact.Registered.class,
                        (trouble, registered) ->
                                told(trouble)
                                        && severe(trouble)
                                        && WayToEdge.since(trouble, registered))
                .pointsTo(
                        "lost-often",
                        EdgeTrouble.class,
                        trouble -> told(trouble) && severe(trouble))
                .fits(
                        "lost",
                        EdgeTrouble.class,
                        trouble -> told(trouble) || trouble.kind() == Snag.EDGE_CLOSED)
                .fits(
                        "failed-around",
                        TunnelFact.Reconnected.class,
                        lost ->
                                lost.accounts()
                                        && WayToEdge.told(
                                                facts.facts(),
                                                Set.of(Snag.CONNECTION_LOST, Snag.EDGE_CLOSED)))
                .fits(
                        "comes-and-goes",
                        EdgeFact.Sampled.class,
                        sample -> sample.failed() > 0 && sample.failed() < sample.asked())
                .fits(
                        "no-connection-for-moments",
                        TunnelFact.Traced.class,
                        EdgeFact.Sampled.class,
                        (traced, sample) ->
                                traced.end() == TunnelFact.Traced.End.NO_CONNECTION
                                        && sample.failed() < sample.asked())
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
                .speaksAgainst("another-leg", EdgeFact.ErrorPage.class, WayToEdge::anotherLeg)
                .done();
    }

    private static boolean told(EdgeTrouble trouble) {
        return TOLD.contains(trouble.kind());
    }

    private static boolean severe(EdgeTrouble trouble) {
        return trouble.connections() > 1 || trouble.count() > 2 || trouble.alone();
    }
}
