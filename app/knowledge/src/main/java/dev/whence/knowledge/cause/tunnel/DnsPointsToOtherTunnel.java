package dev.whence.knowledge.cause.tunnel;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble.Snag;

import java.util.Set;

/// The name's record leads to another tunnel than the one whose connector runs.
public final class DnsPointsToOtherTunnel implements Cause {
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
        return facts.proves(
                        "ids-differ",
                        DnsFact.TunnelAlias.class,
                        TunnelFact.Running.class,
                        (alias, running) ->
                                !served(facts.facts(), alias.tunnelId())
                                        && !disconnected(facts.facts()))
                .pointsTo(
                        "connected-all-the-same",
                        EdgeFact.ErrorPage.class,
                        TunnelFact.Ready.class,
                        (page, ready) ->
                                page.code() == 1033
                                        && ready.connections() > 0
                                        && steady(facts.facts()))
                .fits(
                        "connected-at-times",
                        EdgeFact.ErrorPage.class,
                        TunnelFact.Ready.class,
                        (page, ready) ->
                                page.code() == 1033
                                        && ready.connections() > 0
                                        && !steady(facts.facts()))
                .pointsTo(
                        "another-answers",
                        TunnelFact.Traced.class,
                        TunnelFact.Ready.class,
                        (traced, ready) ->
                                traced.end() == TunnelFact.Traced.End.OTHER_TUNNEL
                                        && traced.status() == 404
                                        && ready.connections() > 0)
                .pointsTo(
                        "another-is-connected",
                        DnsFact.TunnelAlias.class,
                        TunnelFact.Connectors.class,
                        (alias, tunnel) ->
                                !tunnel.connectors().isEmpty()
                                        && !tunnel.tunnelId().isBlank()
                                        && !served(facts.facts(), alias.tunnelId())
                                        && !listed(facts.facts(), alias.tunnelId())
                                        && noConnectorMet(facts.facts()))
                .rulesOut(
                        "same-id-listed",
                        DnsFact.TunnelAlias.class,
                        TunnelFact.Connectors.class,
                        (alias, tunnel) ->
                                alias.tunnelId().equalsIgnoreCase(tunnel.tunnelId())
                                        && facts.facts()
                                                .all(TunnelFact.Running.class)
                                                .findAny()
                                                .isEmpty())
                .rulesOut(
                        "same-id",
                        DnsFact.TunnelAlias.class,
                        TunnelFact.Running.class,
                        (alias, running) -> alias.tunnelId().equalsIgnoreCase(running.tunnelId()))
                .rulesOut(
                        "arrived",
                        TunnelFact.ServiceFailure.class,
                        TunnelFact.ServiceFailure::marked)
                .done();
    }

    /// Page and connections were not seen in the same moment: where connections come and go, the
    /// one says nothing about the other.
    private static boolean steady(Facts facts) {
        return WayToEdge.silent(
                        facts,
                        Set.of(
                                Snag.CONNECTION_LOST,
                                Snag.EDGE_CLOSED,
                                Snag.QUIC_FAILED,
                                Snag.QUIC_TIMED_OUT,
                                Snag.TCP_FAILED,
                                Snag.STOPPED))
                && facts.all(EdgeFact.Sampled.class)
                        .allMatch(sample -> sample.failed() == sample.asked());
    }

    private static boolean served(Facts facts, String tunnel) {
        return facts.all(TunnelFact.Running.class)
                .anyMatch(each -> each.tunnelId().equalsIgnoreCase(tunnel));
    }

    private static boolean listed(Facts facts, String tunnel) {
        return facts.all(TunnelFact.Connectors.class)
                .anyMatch(each -> each.tunnelId().equalsIgnoreCase(tunnel));
    }

    private static boolean noConnectorMet(Facts facts) {
        return facts.all(EdgeFact.ErrorPage.class).anyMatch(page -> page.code() == 1033);
    }

    /// A connector that is not connected serves nobody, whatever its id.
    private static boolean disconnected(Facts facts) {
        var ready = facts.all(TunnelFact.Ready.class).toList();
        return !ready.isEmpty() && ready.stream().allMatch(each -> each.connections() == 0);
    }
}
