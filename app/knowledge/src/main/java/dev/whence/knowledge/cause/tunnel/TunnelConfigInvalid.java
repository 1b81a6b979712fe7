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

/// cloudflared ends at once because of its own configuration or because a file that it names is
/// missing (facts §E.3, §E.4).
public final class TunnelConfigInvalid implements Cause {
    private static final Set<Snag> TOLD = Set.of(Snag.CONFIG_INVALID, Snag.CREDENTIALS_MISSING);

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
        var weighed =
                facts.proves(
                                "told-and-down",
                                EdgeTrouble.class,
                                TunnelFact.Service.class,
                                (trouble, service) -> told(trouble) && !service.runs())
                        .proves(
                                "refused-and-down",
                                TunnelFact.Validated.class,
                                TunnelFact.Service.class,
                                (verdict, service) -> !verdict.accepted() && !service.runs())
                        .pointsTo("told", EdgeTrouble.class, TunnelConfigInvalid::told)
                        .pointsTo(
                                "refused",
                                TunnelFact.Validated.class,
                                verdict -> !verdict.accepted())
                        .fits("loops", TunnelFact.Service.class, TunnelFact.Service::loops);
        return WayToEdge.against(weighed, TOLD).done();
    }

    private static boolean told(EdgeTrouble trouble) {
        return TOLD.contains(trouble.kind());
    }
}
