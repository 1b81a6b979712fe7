package dev.whence.knowledge.cause.edge;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HttpFact;

/// The edge fails after the origin answered properly.
///
/// A page that the edge made by itself is no proof: a body that is not what its headers say brings
/// the same page (facts §A.6).
public final class EdgeInternalError implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.EDGE;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "answered-and-replaced",
                        HostFact.Requests.class,
                        EdgeFact.ErrorPage.class,
                        (log, page) -> properly(log) && own(page) && soundDirectly(facts.facts()))
                .proves(
                        "followed-and-replaced",
                        HostFact.Followed.class,
                        EdgeFact.ErrorPage.class,
                        (found, page) ->
                                properly(found) && made(page) && soundDirectly(facts.facts()))
                .pointsTo(
                        "answered-properly",
                        HostFact.Requests.class,
                        EdgeFact.ErrorPage.class,
                        (log, page) -> properly(log) && own(page))
                .pointsTo(
                        "followed-well",
                        HostFact.Followed.class,
                        EdgeFact.ErrorPage.class,
                        (seen, page) ->
                                seen.surely()
                                        && seen.station() == HostFact.Station.WEB_SERVER
                                        && seen.fate() == HostFact.Fate.ANSWERED
                                        && seen.status() < 400
                                        && own(page))
                .pointsTo(
                        "blames-itself",
                        EdgeFact.ErrorPage.class,
                        page -> page.blames().equals("cloudflare") && page.code() < 520)
                .fits("own-page", EdgeFact.ErrorPage.class, EdgeInternalError::own)
                .rulesOut("broken-body", HttpFact.Flawed.class, flawed -> true)
                .rulesOut("broken-http2", HttpFact.Http2Broken.class, broken -> true)
                .speaksAgainst(
                        "broken-directly",
                        HttpFact.Answered.class,
                        answer -> answer.status() >= 500)
                .speaksAgainst(
                        "broken-itself",
                        HostFact.LocalAnswer.class,
                        answer -> answer.status() >= 500)
                .done();
    }

    /// This run's own request reached the origin and was answered.
    private static boolean properly(HostFact.Requests log) {
        return log.marked() >= 200 && log.marked() < 400;
    }

    private static boolean properly(HostFact.Followed found) {
        return found.fate() == HostFact.Fate.ANSWERED
                && found.surely()
                && found.status() >= 200
                && found.status() < 400;
    }

    private static boolean own(EdgeFact.ErrorPage page) {
        return page.code() < 520
                && (page.form() == EdgeFact.ErrorPage.Form.UNBRANDED
                        || page.blames().equals("cloudflare"));
    }

    /// A page without any mark but the header that the edge alone sends counts where the request
    /// itself is known to have been answered well.
    private static boolean made(EdgeFact.ErrorPage page) {
        return own(page)
                || (page.code() < 520 && page.form() == EdgeFact.ErrorPage.Form.HEADER_ONLY);
    }

    private static boolean soundDirectly(Facts facts) {
        return facts.all(HttpFact.Answered.class).anyMatch(answer -> answer.status() < 400)
                && !facts.know(HttpFact.Flawed.class);
    }
}
