package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.Set;

/// The head of the origin's answer is larger than what Cloudflare takes: 128 KB in all (facts
/// §A.1).
public final class ResponseHeadersTooLarge implements Cause {
    private static final int LIMIT = 128 * 1024;

    /// What the limit for a single header was in older descriptions.
    private static final int FORMER_LIMIT = 16 * 1024;

    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "measured-and-seen",
                        HttpFact.Answered.class,
                        EdgeFact.ErrorPage.class,
                        (answer, page) -> answer.headBytes() > LIMIT && page.code() == 520)
                .proves(
                        "beyond-measure-and-seen",
                        HttpFact.NoAnswer.class,
                        EdgeFact.ErrorPage.class,
                        (direct, page) -> direct.headTooLarge() && page.code() == 520)
                .pointsTo("measured", HttpFact.Answered.class, answer -> answer.headBytes() > LIMIT)
                .pointsTo(
                        "beyond-measure", HttpFact.NoAnswer.class, HttpFact.NoAnswer::headTooLarge)
                .pointsTo(
                        "logged",
                        TunnelFact.ServiceFailure.class,
                        Logs.tunnel(Fault.HEAD_TOO_LARGE))
                .fits(
                        "large",
                        HttpFact.Answered.class,
                        EdgeFact.ErrorPage.class,
                        (answer, page) ->
                                answer.headBytes() > FORMER_LIMIT
                                        && answer.headBytes() <= LIMIT
                                        && page.code() == 520)
                .fits("code", EdgeFact.ErrorPage.class, page -> page.code() == 520)
                .speaksAgainst(
                        "small",
                        HttpFact.Answered.class,
                        answer -> answer.headBytes() > 0 && answer.headBytes() <= FORMER_LIMIT)
                .rulesOut(
                        "another-leg",
                        EdgeFact.ErrorPage.class,
                        page -> page.code() != 520 && page.code() != 502)
                .done();
    }
}
