package dev.whence.knowledge.cause.tunnel;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble.Snag;

import java.util.Set;

/// The connector has no rules, because Cloudflare sent it none or it refused those it was sent, and
/// answers 503 to everything (facts §E.7).
public final class TunnelConfigNotDelivered implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.TUNNEL;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "no-rules-and-503",
                        TunnelFact.NoRules.class,
                        EdgeFact.PassedOn.class,
                        (none, answer) -> answer.status() == 503)
                .pointsTo(
                        "none-and-503",
                        TunnelFact.Configuration.class,
                        EdgeFact.Reported.class,
                        (config, seen) ->
                                config.source() == TunnelFact.Configuration.Source.NONE
                                        && seen.codes().contains(503))
                .pointsTo("told", EdgeTrouble.class, trouble -> trouble.kind() == Snag.NO_INGRESS)
                .pointsTo("no-rules", TunnelFact.NoRules.class, none -> true)
                .pointsTo(
                        "rejected",
                        EdgeTrouble.class,
                        trouble -> trouble.kind() == Snag.CONFIG_REJECTED)
                .fits(
                        "none",
                        TunnelFact.Configuration.class,
                        config -> config.source() == TunnelFact.Configuration.Source.NONE)
                .rulesOut(
                        "has-rules",
                        TunnelFact.Configuration.class,
                        config ->
                                config.rules().size() > 1
                                        && WayToEdge.silent(
                                                facts.facts(), Set.of(Snag.CONFIG_REJECTED)))
                .speaksAgainst(
                        "another-code", EdgeFact.ErrorPage.class, page -> page.status() != 503)
                .rulesOut(
                        "reached-a-service",
                        TunnelFact.ServiceFailure.class,
                        failure -> WayToEdge.silent(facts.facts(), Set.of(Snag.CONFIG_REJECTED)))
                .done();
    }
}
