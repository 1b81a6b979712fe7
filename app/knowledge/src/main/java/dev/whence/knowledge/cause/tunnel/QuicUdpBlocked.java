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

/// Datagrams to UDP port 7844 do not come through, while TCP would (facts §E.12).
public final class QuicUdpBlocked implements Cause {
    private static final Set<Snag> TOLD =
            Set.of(Snag.QUIC_TIMED_OUT, Snag.QUIC_REJECTED, Snag.QUIC_NOT_PERMITTED);

    @Override
    public Place place(Facts facts) {
        return Place.TUNNEL;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(CloudflaredNotRunning.class, TunnelConnectionFlapping.class);
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
                                                && onlyUdp(facts.facts()))
                        .pointsTo(
                                "told",
                                EdgeTrouble.class,
                                trouble -> told(trouble) && onlyUdp(facts.facts()))
                        .pointsTo(
                                "tried-at-start",
                                TunnelFact.Prechecked.class,
                                tried ->
                                        tried.udp() == TunnelFact.Prechecked.Result.FAIL
                                                && tried.tcp() == TunnelFact.Prechecked.Result.PASS
                                                && !facts.facts().know(TunnelFact.Registered.class))
                        .fits(
                                "fell-back",
                                EdgeTrouble.class,
                                trouble -> trouble.kind() == Snag.FALLBACK_TO_HTTP2)
                        .fits(
                                "failed",
                                EdgeTrouble.class,
                                trouble -> trouble.kind() == Snag.QUIC_FAILED)
                        .speaksAgainst(
                                "tcp-too",
                                EdgeTrouble.class,
                                trouble -> trouble.kind() == Snag.TCP_FAILED)
                        .speaksAgainst(
                                "tcp-tried",
                                TunnelFact.Prechecked.class,
                                tried -> tried.tcp() == TunnelFact.Prechecked.Result.FAIL)
                        .speaksAgainst(
                                "udp-tried",
                                TunnelFact.Prechecked.class,
                                tried -> tried.udp() == TunnelFact.Prechecked.Result.PASS);
        return WayToEdge.against(weighed, TOLD).done();
    }

    private static boolean told(EdgeTrouble trouble) {
        return TOLD.contains(trouble.kind());
    }

    /// Where connections were up and broke, datagrams came through until then.
    private static boolean onlyUdp(Facts facts) {
        return WayToEdge.silent(facts, Set.of(Snag.TCP_FAILED, Snag.TLS_INTERCEPTED))
                && (WayToEdge.silent(facts, Set.of(Snag.CONNECTION_LOST, Snag.EDGE_CLOSED))
                        || WayToEdge.told(facts, Set.of(Snag.FALLBACK_TO_HTTP2)))
                && facts.all(TunnelFact.Prechecked.class)
                        .noneMatch(tried -> tried.tcp() == TunnelFact.Prechecked.Result.FAIL);
    }
}
