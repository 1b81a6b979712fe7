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

/// The kernel or the sandbox of the host lacks a system call that QUIC uses (facts §E.12).
public final class QuicUnsupportedByHost implements Cause {
    private static final Set<Snag> TOLD = Set.of(Snag.QUIC_UNSUPPORTED);

    @Override
    public Place place(Facts facts) {
        return Place.TUNNEL;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(
                CloudflaredNotRunning.class, QuicUdpBlocked.class, TunnelConnectionFlapping.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        var weighed =
                facts.proves(
                                "told-and-not-connected",
                                EdgeTrouble.class,
                                TunnelFact.Ready.class,
                                (trouble, ready) -> told(trouble) && ready.connections() == 0)
                        .pointsTo("told", EdgeTrouble.class, QuicUnsupportedByHost::told);
        return WayToEdge.against(weighed, TOLD).done();
    }

    private static boolean told(EdgeTrouble trouble) {
        return TOLD.contains(trouble.kind());
    }
}
