package dev.whence.knowledge.cause.tunnel;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble.Snag;

import java.util.Set;

/// The host still runs the id of a tunnel that was deleted or replaced (facts §E.12).
public final class ConnectorRunsDeletedTunnel implements Cause {
    private static final Set<Snag> TOLD = Set.of(Snag.TUNNEL_UNKNOWN);

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
                                "told-and-not-connected",
                                EdgeTrouble.class,
                                TunnelFact.Ready.class,
                                (trouble, ready) -> told(trouble) && ready.connections() == 0)
                        .proves(
                                "ids-differ-and-refused",
                                DnsFact.TunnelAlias.class,
                                TunnelFact.Running.class,
                                (alias, running) ->
                                        !alias.tunnelId().equalsIgnoreCase(running.tunnelId())
                                                && refused(facts.facts()))
                        .pointsTo("told", EdgeTrouble.class, ConnectorRunsDeletedTunnel::told)
                        .fits(
                                "control-stream",
                                EdgeTrouble.class,
                                trouble -> trouble.kind() == Snag.CONTROL_STREAM_FAILED)
                        .speaksAgainst(
                                "secret",
                                EdgeTrouble.class,
                                trouble ->
                                        trouble.kind() == Snag.UNAUTHORIZED
                                                || trouble.kind() == Snag.TOKEN_INVALID);
        return WayToEdge.against(weighed, TOLD).done();
    }

    private static boolean told(EdgeTrouble trouble) {
        return TOLD.contains(trouble.kind());
    }

    private static boolean refused(Facts facts) {
        return !facts.know(TunnelFact.Registered.class)
                && WayToEdge.told(facts, Set.of(Snag.TUNNEL_UNKNOWN, Snag.CONTROL_STREAM_FAILED));
    }
}
