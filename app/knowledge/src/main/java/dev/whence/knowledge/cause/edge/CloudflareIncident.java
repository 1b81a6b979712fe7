package dev.whence.knowledge.cause.edge;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TcpFact;

import java.util.Set;
import java.util.regex.Pattern;

/// An incident at Cloudflare covers this data centre or service, now.
///
/// An open incident alone says little: some incident is open almost always, somewhere, for
/// something (facts §C, rule 2). It takes an error that the edge makes itself, unrelated sites that
/// fail too, or codes that change from request to request as no single fault of an origin makes
/// them.
public final class CloudflareIncident implements Cause {
    /// How the status page ends the name of a data centre.
    private static final Pattern COLO = Pattern.compile("\\([A-Z]{3}\\)\\s*$");

    @Override
    public Place place(Facts facts) {
        return Place.EDGE;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(CloudflareColoFault.class, EdgeInternalError.class);
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
                .pointsTo(
                        "incident-and-changing-codes",
                        EdgeFact.Incident.class,
                        EdgeFact.ErrorPage.class,
                        (incident, page) ->
                                incident.coversTime()
                                        && !elsewhere(incident)
                                        && unreached(page)
                                        && unreachedCodes(facts.facts()) > 1)
                .pointsTo(
                        "incident-and-500",
                        EdgeFact.Incident.class,
                        EdgeFact.Reported.class,
                        (incident, reported) ->
                                incident.matches() && reported.codes().contains(500))
                .pointsTo(
                        "incident-and-other-sites",
                        EdgeFact.Incident.class,
                        EdgeFact.ControlFailed.class,
                        (incident, control) -> incident.matches())
                .fits(
                        "changing-codes",
                        EdgeFact.ErrorPage.class,
                        page -> unreached(page) && unreachedCodes(facts.facts()) > 1)
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
                .speaksAgainst(
                        "blocked", HostFact.Firewall.class, wall -> !wall.blocked().isEmpty())
                .speaksAgainst("refused-directly", TcpFact.Refused.class, dial -> true)
                .speaksAgainst("silent-directly", TcpFact.TooSlow.class, dial -> true)
                .done();
    }

    /// A page that the edge made for itself: unbranded, marking itself, or a 500, which is passed
    /// on unchanged where it is the origin's (facts §A.2, §A.5).
    private static boolean ownError(EdgeFact.ErrorPage page) {
        return page.form() == EdgeFact.ErrorPage.Form.UNBRANDED
                || page.blames().equals("cloudflare")
                || page.code() == 500;
    }

    private static boolean unreached(EdgeFact.ErrorPage page) {
        return page.code() >= 521 && page.code() <= 523;
    }

    private static long unreachedCodes(Facts facts) {
        return facts.all(EdgeFact.ErrorPage.class)
                .filter(CloudflareIncident::unreached)
                .map(EdgeFact.ErrorPage::code)
                .distinct()
                .count();
    }

    /// Whether the incident is told of other data centres only.
    private static boolean elsewhere(EdgeFact.Incident incident) {
        return !incident.coversColo()
                && !incident.coversService()
                && !incident.components().isEmpty()
                && incident.components().stream()
                        .allMatch(component -> COLO.matcher(component).find());
    }
}
