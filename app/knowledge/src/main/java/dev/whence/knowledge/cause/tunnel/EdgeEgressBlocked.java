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

/// Neither UDP nor TCP to port 7844 leaves the network of the host (facts §E.9, §E.12).
public final class EdgeEgressBlocked implements Cause {
    private static final Set<Snag> TOLD = Set.of(Snag.TCP_FAILED);

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
                                "both",
                                EdgeTrouble.class,
                                EdgeTrouble.class,
                                (quic, tcp) ->
                                        WayToEdge.QUIC_DIAL.contains(quic.kind()) && told(tcp))
                        .pointsTo("told", EdgeTrouble.class, EdgeEgressBlocked::told)
                        .pointsTo(
                                "tried-at-start",
                                TunnelFact.Prechecked.class,
                                tried ->
                                        tried.udp() == TunnelFact.Prechecked.Result.FAIL
                                                && tried.tcp() == TunnelFact.Prechecked.Result.FAIL)
                        .pointsTo(
                                "tcp-tried-and-never-up",
                                TunnelFact.Prechecked.class,
                                TunnelFact.Service.class,
                                (tried, service) ->
                                        tried.tcp() == TunnelFact.Prechecked.Result.FAIL
                                                && tried.on().equals(service.on())
                                                && !service.runs()
                                                && (service.loops()
                                                        || service.result().equals("timeout"))
                                                && nothingElse(facts.facts()))
                        .fits(
                                "udp",
                                EdgeTrouble.class,
                                trouble -> WayToEdge.QUIC_DIAL.contains(trouble.kind()))
                        .speaksAgainst(
                                "tcp-tried",
                                TunnelFact.Prechecked.class,
                                tried -> tried.tcp() == TunnelFact.Prechecked.Result.PASS)
                        .speaksAgainst(
                                "names",
                                EdgeTrouble.class,
                                trouble -> trouble.kind() == Snag.DNS_FAILED);
        return WayToEdge.against(weighed, TOLD).done();
    }

    /// It tells of no other trouble and never registered: it waits for a way, until systemd ends
    /// it.
    private static boolean nothingElse(Facts facts) {
        return !facts.know(TunnelFact.Registered.class)
                && facts.all(EdgeTrouble.class).allMatch(each -> each.kind() == Snag.STOPPED);
    }

    private static boolean told(EdgeTrouble trouble) {
        return TOLD.contains(trouble.kind());
    }
}
