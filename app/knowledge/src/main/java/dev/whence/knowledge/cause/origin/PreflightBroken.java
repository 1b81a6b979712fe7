package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HttpFact;

import java.util.Map;

/// OPTIONS, with which browsers ask for leave first, fails, while GET works.
///
/// A server may well refuse OPTIONS with 404, 405 or 501; only a page of another origin needs it.
public final class PreflightBroken implements Cause {
    private static final String OPTIONS = "OPTIONS";

    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "fails-twice",
                        EdgeFact.Methods.class,
                        HttpFact.Methods.class,
                        (edge, direct) ->
                                edge.path().equals(direct.path())
                                        && breaks(edge.statuses())
                                        && breaks(direct.statuses())
                                        && facts.facts()
                                                .all(EdgeFact.Sampled.class)
                                                .noneMatch(PreflightBroken::comesAndGoes))
                .proves(
                        "browser-and-refusal",
                        EdgeFact.PreflightRefused.class,
                        EdgeFact.Methods.class,
                        (browser, edge) ->
                                refuses(edge.statuses()) && !edge.mitigated().contains(OPTIONS))
                .pointsTo(
                        "fails",
                        EdgeFact.Methods.class,
                        edge -> breaks(edge.statuses()) && !edge.mitigated().contains(OPTIONS))
                .pointsTo("browser-says", EdgeFact.PreflightRefused.class, browser -> true)
                .pointsTo(
                        "fails-directly",
                        HttpFact.Methods.class,
                        direct -> breaks(direct.statuses()))
                .rulesOut(
                        "stopped-by-rule",
                        EdgeFact.Methods.class,
                        edge -> edge.mitigated().contains(OPTIONS))
                .rulesOut(
                        "get-fails-too",
                        EdgeFact.Methods.class,
                        edge -> edge.statuses().getOrDefault("GET", 0) >= 500)
                .speaksAgainst(
                        "comes-and-goes", EdgeFact.Sampled.class, PreflightBroken::comesAndGoes)
                .speaksAgainst(
                        "well-directly",
                        HttpFact.Methods.class,
                        direct ->
                                direct.statuses().getOrDefault(OPTIONS, 0) > 0
                                        && direct.statuses().getOrDefault(OPTIONS, 0) < 400)
                .done();
    }

    private static boolean comesAndGoes(EdgeFact.Sampled sample) {
        return sample.failed() > 0 && sample.failed() < sample.asked();
    }

    private static boolean breaks(Map<String, Integer> statuses) {
        var options = statuses.getOrDefault(OPTIONS, 0);
        return works(statuses) && options >= 500 && options != 501;
    }

    private static boolean refuses(Map<String, Integer> statuses) {
        return works(statuses) && statuses.getOrDefault(OPTIONS, 0) >= 400;
    }

    /// Whether all is well but the pre-flight. Where HEAD fails as well, one GET was lucky.
    private static boolean works(Map<String, Integer> statuses) {
        var get = statuses.getOrDefault("GET", 0);
        return get > 0 && get < 500 && statuses.getOrDefault("HEAD", 0) < 500;
    }
}
