package dev.whence.knowledge.cause.tunnel;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.TunnelFact;

/// No ingress rule is for this name and path, so cloudflared answers by itself.
public final class IngressHostnameUnmatched implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.TUNNEL;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "answered-by-last-rule",
                        TunnelFact.RuleMissing.class,
                        EdgeFact.Answered.class,
                        (missing, answer) ->
                                missing.service().equals("http_status:" + answer.status()))
                .proves(
                        "failed-by-last-rule",
                        TunnelFact.RuleMissing.class,
                        EdgeFact.PassedOn.class,
                        (missing, answer) ->
                                missing.service().equals("http_status:" + answer.status()))
                .pointsTo("no-rule", TunnelFact.RuleMissing.class, missing -> true)
                .proves(
                        "shown-by-last-rule",
                        TunnelFact.RuleMissing.class,
                        EdgeFact.ErrorPage.class,
                        (missing, page) -> missing.service().equals("http_status:" + page.code()))
                .speaksAgainst("no-address", DnsFact.NoAddress.class, none -> true)
                .rulesOut(
                        "a-rule",
                        TunnelFact.RuleMatched.class,
                        matched -> !matched.rule().catchesAll())
                .done();
    }
}
