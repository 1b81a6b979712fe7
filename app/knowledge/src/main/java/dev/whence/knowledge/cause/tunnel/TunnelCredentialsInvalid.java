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

/// The edge rejects the secret or the token of the tunnel. Over QUIC, versions from 2025.8.1 on do
/// not say why (facts §E.12).
public final class TunnelCredentialsInvalid implements Cause {
    private static final Set<Snag> TOLD = Set.of(Snag.UNAUTHORIZED, Snag.TOKEN_INVALID);

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
                        .pointsTo("told", EdgeTrouble.class, TunnelCredentialsInvalid::told)
                        .pointsTo(
                                "refused-in-silence",
                                EdgeTrouble.class,
                                trouble ->
                                        trouble.kind() == Snag.CONTROL_STREAM_FAILED
                                                && nothingElse(facts.facts()))
                        .pointsTo(
                                "counted",
                                TunnelFact.Registrations.class,
                                count -> count.taken() == 0 && count.refused() > 0)
                        .fits(
                                "control-stream",
                                EdgeTrouble.class,
                                trouble -> trouble.kind() == Snag.CONTROL_STREAM_FAILED)
                        .speaksAgainst(
                                "tunnel-unknown",
                                EdgeTrouble.class,
                                trouble -> trouble.kind() == Snag.TUNNEL_UNKNOWN);
        return WayToEdge.against(weighed, TOLD).done();
    }

    private static boolean told(EdgeTrouble trouble) {
        return TOLD.contains(trouble.kind());
    }

    /// The way to the edge is open, and the edge never took the connector.
    private static boolean nothingElse(Facts facts) {
        return !facts.know(TunnelFact.Registered.class)
                && facts.all(EdgeTrouble.class)
                        .allMatch(
                                trouble ->
                                        trouble.kind() == Snag.CONTROL_STREAM_FAILED
                                                || trouble.kind() == Snag.STOPPED)
                && facts.all(TunnelFact.Prechecked.class)
                        .noneMatch(tried -> tried.udp() == TunnelFact.Prechecked.Result.FAIL);
    }
}
