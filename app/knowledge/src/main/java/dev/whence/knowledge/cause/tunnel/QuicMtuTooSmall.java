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

/// The path carries smaller packets than QUIC needs, so its first datagrams are refused (facts
/// §E.12).
public final class QuicMtuTooSmall implements Cause {
    private static final Set<Snag> TOLD = Set.of(Snag.QUIC_TOO_BIG);

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
                        .pointsTo(
                                "told-then-http2",
                                EdgeTrouble.class,
                                TunnelFact.Registered.class,
                                (trouble, registered) ->
                                        told(trouble) && registered.protocol().equals("http2"))
                        .pointsTo("told", EdgeTrouble.class, QuicMtuTooSmall::told);
        return WayToEdge.against(weighed, TOLD).done();
    }

    private static boolean told(EdgeTrouble trouble) {
        return TOLD.contains(trouble.kind());
    }
}
