package dev.whence.knowledge.cause.edge;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HttpFact;

/// An incident at Cloudflare covers this data centre or service, now.
public final class CloudflareIncident implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.EDGE;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "incident-and-edge-error",
                        EdgeFact.Incident.class,
                        EdgeFact.ErrorPage.class,
                        (incident, page) ->
                                incident.matches()
                                        && ownError(page)
                                        && facts.facts().know(EdgeFact.ControlFailed.class))
                .pointsTo(
                        "incident-and-own-page",
                        EdgeFact.Incident.class,
                        EdgeFact.ErrorPage.class,
                        (incident, page) -> incident.matches() && ownError(page))
                .fits("incident", EdgeFact.Incident.class, EdgeFact.Incident::matches)
                .fits(
                        "colo",
                        EdgeFact.ColoStatus.class,
                        colo ->
                                colo.status().endsWith("outage")
                                        || colo.status().startsWith("degraded"))
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

    private static boolean ownError(EdgeFact.ErrorPage page) {
        return page.form() == EdgeFact.ErrorPage.Form.UNBRANDED
                || page.blames().equals("cloudflare");
    }
}
