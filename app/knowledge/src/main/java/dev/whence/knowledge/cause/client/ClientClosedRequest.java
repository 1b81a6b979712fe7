package dev.whence.knowledge.cause.client;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

/// The visitor left before the answer came: normal in small numbers, and no fault of the chain.
///
/// With 524 the same line means that the edge gave up on a slow origin; in great numbers it may be
/// a connector that stalls (facts §E.11, §E.13).
public final class ClientClosedRequest implements Cause {
    /// More than so many, and somebody keeps visitors waiting.
    private static final int FEW = 20;

    @Override
    public Place place(Facts facts) {
        return Place.CLIENT;
    }

    @Override
    public boolean passes() {
        return true;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.pointsTo(
                        "left",
                        TunnelFact.ServiceFailure.class,
                        failure ->
                                left(failure)
                                        && failure.count() <= FEW
                                        && nothingElse(facts.facts()))
                .pointsTo(
                        "web-logged",
                        HostFact.WebLog.class,
                        log -> left(log) && log.count() <= FEW && nothingElse(facts.facts()))
                .pointsTo(
                        "logged-499",
                        HostFact.Requests.class,
                        log ->
                                log.byStatus().getOrDefault(499, 0) > 0
                                        && !failed(log)
                                        && nothingElse(facts.facts()))
                .fits("many-left", TunnelFact.ServiceFailure.class, ClientClosedRequest::left)
                .fits("web-logged-many", HostFact.WebLog.class, ClientClosedRequest::left)
                .speaksAgainst(
                        "others-see-errors",
                        EdgeFact.ErrorPage.class,
                        page -> page.code() >= 500 && page.code() != 524)
                .speaksAgainst("fails-again", EdgeFact.Sampled.class, sample -> sample.failed() > 0)
                .rulesOut("edge-gave-up", EdgeFact.ErrorPage.class, page -> page.code() == 524)
                .rulesOut(
                        "reported-524",
                        EdgeFact.Reported.class,
                        reported -> reported.codes().contains(524))
                .done();
    }

    /// Whoever sees the page of an error did not leave.
    private static boolean stayed(EdgeFact.Reported reported) {
        return reported.shown() && reported.codes().stream().anyMatch(code -> code >= 500);
    }

    private static boolean left(TunnelFact.ServiceFailure failure) {
        return failure.kind() == Fault.VISITOR_LEFT;
    }

    private static boolean left(HostFact.WebLog log) {
        return log.recent() && log.says() == WebLine.VISITOR_LEFT;
    }

    private static boolean failed(HostFact.Requests log) {
        return log.byStatus().entrySet().stream()
                .anyMatch(each -> each.getKey() >= 500 && each.getValue() > 0);
    }

    /// Whether nothing else complains: no failure of another kind in any log, none at the edge.
    private static boolean nothingElse(Facts facts) {
        return facts.all(TunnelFact.ServiceFailure.class).allMatch(ClientClosedRequest::left)
                && facts.all(HostFact.WebLog.class)
                        .allMatch(log -> log.says() == WebLine.VISITOR_LEFT || !log.recent())
                && facts.all(HostFact.AppLog.class).noneMatch(HostFact.AppLog::recent)
                && facts.all(HostFact.Requests.class).noneMatch(ClientClosedRequest::failed)
                && !facts.know(TunnelFact.EdgeTrouble.class)
                && !facts.know(EdgeFact.ErrorPage.class)
                && facts.all(EdgeFact.Reported.class).noneMatch(ClientClosedRequest::stayed);
    }
}
