package dev.whence.knowledge.cause.edge;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;

/// A rule, a rate limit or a challenge of the zone stops this request.
public final class WafBlockedRequest implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.EDGE;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "stopped-as-reported",
                        EdgeFact.Blocked.class,
                        EdgeFact.Reported.class,
                        (blocked, reported) ->
                                reported.codes().contains(blocked.status())
                                        || reported.codes().contains(blocked.code()))
                .pointsTo("stopped", EdgeFact.Blocked.class, blocked -> !testerOnly(blocked))
                .fits("tester-stopped", EdgeFact.Blocked.class, WafBlockedRequest::testerOnly)
                .speaksAgainst(
                        "reported-else",
                        EdgeFact.Reported.class,
                        reported ->
                                reported.codes().stream()
                                        .anyMatch(code -> code >= 500 && code < 1000))
                .done();
    }

    /// Browser checks, challenges and rate limits may stop this program alone (facts §J.3 #32,
    /// #33).
    private static boolean testerOnly(EdgeFact.Blocked blocked) {
        return blocked.challenge()
                || blocked.code() == 1010
                || blocked.code() == 1015
                || blocked.status() == 429;
    }
}
