package dev.whence.knowledge.cause.tunnel;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.TunnelFact;

/// No connector of the tunnel runs, so the edge finds nobody to hand requests to.
public final class CloudflaredNotRunning implements Cause {
    /// The status under which the edge shows error 1033 (facts §A.3).
    private static final int NO_CONNECTOR = 530;

    @Override
    public Place place(Facts facts) {
        return Place.TUNNEL;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "stopped",
                        TunnelFact.Service.class,
                        EdgeFact.ErrorPage.class,
                        (service, page) ->
                                !service.runs()
                                        && !service.changes()
                                        && !service.loops()
                                        && page.code() == 1033)
                .proves(
                        "stopped-since",
                        TunnelFact.Service.class,
                        EdgeFact.Methods.class,
                        (service, methods) ->
                                !service.runs()
                                        && !service.changes()
                                        && !service.loops()
                                        && methods.statuses().containsValue(NO_CONNECTOR))
                .pointsTo(
                        "absent",
                        TunnelFact.NotHere.class,
                        EdgeFact.ErrorPage.class,
                        (absent, page) -> page.code() == 1033)
                .pointsTo("code", EdgeFact.ErrorPage.class, page -> page.code() == 1033)
                .fits("code-530", EdgeFact.ErrorPage.class, page -> page.code() == NO_CONNECTOR)
                .fits("service-stopped", TunnelFact.Service.class, service -> !service.runs())
                .speaksAgainst(
                        "another-code",
                        EdgeFact.ErrorPage.class,
                        page ->
                                page.code() != 1033
                                        && page.code() != NO_CONNECTOR
                                        && facts.facts()
                                                .all(EdgeFact.Methods.class)
                                                .noneMatch(
                                                        methods ->
                                                                methods.statuses()
                                                                        .containsValue(
                                                                                NO_CONNECTOR)))
                .rulesOut("runs", TunnelFact.Service.class, TunnelFact.Service::runs)
                .rulesOut("process", TunnelFact.Processes.class, processes -> processes.count() > 0)
                .speaksAgainst(
                        "registered",
                        TunnelFact.Registered.class,
                        registered ->
                                registered.count() > 0
                                        && !facts.facts().know(TunnelFact.EdgeTrouble.class))
                .rulesOut("connected", TunnelFact.Ready.class, ready -> ready.connections() > 0)
                .done();
    }
}
