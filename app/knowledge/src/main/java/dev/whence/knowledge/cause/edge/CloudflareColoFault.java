package dev.whence.knowledge.cause.edge;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HttpFact;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// One of Cloudflare's data centres fails, while others serve the site.
///
/// Refused and unanswered connections may cluster like that, too, where the origin bans some of
/// Cloudflare's addresses (facts §G.5); so those codes only fit.
public final class CloudflareColoFault implements Cause {
    private static final int ENOUGH = 2;

    @Override
    public Place place(Facts facts) {
        return Place.EDGE;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "one-and-not-in-service",
                        EdgeFact.Sampled.class,
                        EdgeFact.ColoStatus.class,
                        (sample, status) ->
                                alone(sample).contains(status.colo()) && disturbed(status))
                .pointsTo(
                        "one",
                        EdgeFact.Sampled.class,
                        sample -> !alone(sample).isEmpty() && !shutOut(facts.facts()))
                .fits(
                        "one-shut-out",
                        EdgeFact.Sampled.class,
                        sample -> !alone(sample).isEmpty() && shutOut(facts.facts()))
                .fits(
                        "fails-here-serves-there",
                        EdgeFact.ErrorPage.class,
                        EdgeFact.Answered.class,
                        (page, answer) ->
                                !page.colo().isEmpty()
                                        && !answer.colo().isEmpty()
                                        && !page.colo().equals(answer.colo())
                                        && answer.status() < 400
                                        && !answer.fromCache())
                .fits(
                        "not-in-service",
                        EdgeFact.ColoStatus.class,
                        EdgeFact.ErrorPage.class,
                        (status, page) -> disturbed(status) && page.colo().equals(status.colo()))
                .speaksAgainst(
                        "blocked", HostFact.Firewall.class, wall -> !wall.blocked().isEmpty())
                .speaksAgainst("banned", HostFact.Banned.class, list -> true)
                .speaksAgainst(
                        "broken-directly",
                        HttpFact.Answered.class,
                        answer -> answer.status() >= 500)
                .rulesOut("several", EdgeFact.Sampled.class, sample -> failing(sample) > 1)
                .done();
    }

    /// The data centres that failed every time, where others were asked as often and never failed.
    private static Set<String> alone(EdgeFact.Sampled sample) {
        var others =
                sample.askedByColo().entrySet().stream()
                        .filter(colo -> !sample.failuresByColo().containsKey(colo.getKey()))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
        return others < ENOUGH || failing(sample) != 1
                ? Set.of()
                : sample.failuresByColo().entrySet().stream()
                        .filter(colo -> colo.getValue() >= ENOUGH)
                        .filter(
                                colo ->
                                        colo.getValue()
                                                .equals(sample.askedByColo().get(colo.getKey())))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
    }

    private static long failing(EdgeFact.Sampled sample) {
        return sample.failuresByColo().values().stream().filter(count -> count > 0).count();
    }

    private static boolean disturbed(EdgeFact.ColoStatus status) {
        return status.status().endsWith("outage") || status.status().startsWith("degraded");
    }

    private static boolean shutOut(Facts facts) {
        return facts.all(EdgeFact.ErrorPage.class)
                .anyMatch(page -> page.code() >= 521 && page.code() <= 523);
    }
}
