package dev.whence.knowledge.cause.tunnel;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble.Snag;

import java.util.Set;

/// Something between the host and the edge answers in the place of the edge: a TLS-inspecting
/// firewall, a transparent proxy, or a resolver that makes addresses up (facts §E.12).
public final class EdgeEgressHijackedByProxy implements Cause {
    private static final Set<Snag> TOLD =
            Set.of(Snag.TLS_INTERCEPTED, Snag.QUIC_INTERCEPTED, Snag.EDGE_ADDRESS_FALSE);

    @Override
    public Place place(Facts facts) {
        return Place.TUNNEL;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(
                CloudflaredNotRunning.class,
                EdgeEgressBlocked.class,
                QuicUdpBlocked.class,
                TunnelConnectionFlapping.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        var weighed =
                facts.proves(
                                "told-and-not-connected",
                                EdgeTrouble.class,
                                TunnelFact.Ready.class,
                                (trouble, ready) -> told(trouble) && ready.connections() == 0)
                        .pointsTo("told", EdgeTrouble.class, EdgeEgressHijackedByProxy::told)
                        .speaksAgainst(
                                "out-of-date",
                                EdgeTrouble.class,
                                trouble -> trouble.kind() == Snag.EDGE_CERT_OUT_OF_DATE);
        return WayToEdge.against(weighed, TOLD).done();
    }

    private static boolean told(EdgeTrouble trouble) {
        return TOLD.contains(trouble.kind());
    }
}
