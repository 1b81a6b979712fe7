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

/// The host cannot resolve the names of the edge, so cloudflared ends right after its start (facts
/// §E.12).
public final class HostDnsBlocked implements Cause {
    private static final Set<Snag> TOLD = Set.of(Snag.DNS_FAILED);

    @Override
    public Place place(Facts facts) {
        return Place.TUNNEL;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(CloudflaredNotRunning.class, EdgeEgressBlocked.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        var weighed =
                facts.proves(
                                "told-and-down",
                                EdgeTrouble.class,
                                TunnelFact.Service.class,
                                (trouble, service) ->
                                        told(trouble) && (!service.runs() || service.loops()))
                        .proves(
                                "told-and-not-connected",
                                EdgeTrouble.class,
                                TunnelFact.Ready.class,
                                (trouble, ready) -> told(trouble) && ready.connections() == 0)
                        .pointsTo("told", EdgeTrouble.class, HostDnsBlocked::told)
                        .pointsTo(
                                "tried-at-start",
                                TunnelFact.Prechecked.class,
                                tried -> tried.dns() == TunnelFact.Prechecked.Result.FAIL)
                        .fits("loops", TunnelFact.Service.class, TunnelFact.Service::loops)
                        .speaksAgainst(
                                "names-tried",
                                TunnelFact.Prechecked.class,
                                tried -> tried.dns() == TunnelFact.Prechecked.Result.PASS);
        return WayToEdge.against(weighed, TOLD).done();
    }

    private static boolean told(EdgeTrouble trouble) {
        return TOLD.contains(trouble.kind());
    }
}
