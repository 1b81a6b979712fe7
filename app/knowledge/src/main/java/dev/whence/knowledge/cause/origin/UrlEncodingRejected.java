package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.EdgeFact.PathForm;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.AppLog.AppLine;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.HttpFact;

import java.util.Map;
import java.util.regex.Pattern;

/// The origin refuses this form of the path, with its percent-encoding or without, while it answers
/// the other form or plainer paths.
public final class UrlEncodingRejected implements Cause {
    private static final Pattern SPECIAL =
            Pattern.compile("^[^?]*(?:%[0-9A-Fa-f]{2}|[^?A-Za-z0-9._~/-])");

    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "one-form-twice",
                        EdgeFact.Paths.class,
                        HttpFact.Paths.class,
                        (edge, direct) ->
                                edge.path().equals(direct.path())
                                        && oneForm(edge.statuses())
                                        && oneForm(direct.statuses()))
                .pointsTo("one-form", EdgeFact.Paths.class, edge -> oneForm(edge.statuses()))
                .pointsTo(
                        "one-form-directly",
                        HttpFact.Paths.class,
                        direct -> oneForm(direct.statuses()))
                .pointsTo("app-logged", HostFact.AppLog.class, Logs.app(AppLine.URL_REJECTED))
                .pointsTo("web-logged", HostFact.WebLog.class, Logs.web(WebLine.URL_REJECTED))
                .fits(
                        "special-letters",
                        EdgeFact.Paths.class,
                        edge ->
                                SPECIAL.matcher(edge.path()).find()
                                        && plainOnly(edge.statuses())
                                        && !oneForm(edge.statuses()))
                .speaksAgainst(
                        "well-directly",
                        HttpFact.Paths.class,
                        direct -> answers(direct.statuses(), PathForm.AS_GIVEN))
                .rulesOut("stopped-by-rule", EdgeFact.Blocked.class, blocked -> true)
                .rulesOut(
                        "everything-fails",
                        EdgeFact.Paths.class,
                        edge -> edge.statuses().getOrDefault(PathForm.ROOT, 0) >= 500)
                .done();
    }

    /// The path as given fails, and the same path in its other form answers.
    private static boolean oneForm(Map<PathForm, Integer> statuses) {
        return fails(statuses)
                && (answers(statuses, PathForm.ENCODED) || answers(statuses, PathForm.DECODED));
    }

    private static boolean plainOnly(Map<PathForm, Integer> statuses) {
        return fails(statuses)
                && (answers(statuses, PathForm.ROOT) || answers(statuses, PathForm.STATIC));
    }

    private static boolean fails(Map<PathForm, Integer> statuses) {
        return statuses.getOrDefault(PathForm.AS_GIVEN, 0) >= 400;
    }

    private static boolean answers(Map<PathForm, Integer> statuses, PathForm form) {
        var status = statuses.getOrDefault(form, 0);
        return status > 0 && status < 400;
    }
}
