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

/// The names of the edge lead only to addresses of a family, IPv4 or IPv6, for which the host has
/// no route (facts §E.12).
public final class EdgeDnsWrongAddressFamily implements Cause {
    private static final Set<Snag> TOLD = Set.of(Snag.NO_ADDRESSES, Snag.FAMILY_UNREACHABLE);

    private static final Set<Snag> DIALLED =
            Set.of(
                    Snag.TCP_FAILED,
                    Snag.QUIC_TIMED_OUT,
                    Snag.QUIC_REJECTED,
                    Snag.QUIC_NOT_PERMITTED);

    @Override
    public Place place(Facts facts) {
        return Place.TUNNEL;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(CloudflaredNotRunning.class, EdgeEgressBlocked.class, QuicUdpBlocked.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        var weighed =
                facts.proves(
                                "told-and-not-connected",
                                EdgeTrouble.class,
                                TunnelFact.Ready.class,
                                (trouble, ready) ->
                                        told(trouble)
                                                && ready.connections() == 0
                                                && WayToEdge.silent(facts.facts(), DIALLED))
                        .pointsTo("told", EdgeTrouble.class, EdgeDnsWrongAddressFamily::told)
                        .speaksAgainst(
                                "dialled-in-vain",
                                EdgeTrouble.class,
                                trouble -> DIALLED.contains(trouble.kind()));
        return WayToEdge.against(weighed, TOLD).done();
    }

    private static boolean told(EdgeTrouble trouble) {
        return TOLD.contains(trouble.kind());
    }
}
