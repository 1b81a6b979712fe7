package dev.whence.knowledge.cause.edge;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;

/// The name does not go through Cloudflare: its record is switched to DNS only.
public final class HostnameNotProxied implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.EDGE;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "zone-here-name-not",
                        EdgeFact.NotProxied.class,
                        DnsFact.Nameservers.class,
                        (answer, zone) -> zone.cloudflare() && outside(facts.facts()))
                .pointsTo(
                        "outside",
                        EdgeFact.NotProxied.class,
                        DnsFact.Addresses.class,
                        (answer, name) -> !name.cloudflare())
                .pointsTo(
                        "zone-says",
                        DnsFact.DnsOnly.class,
                        only -> !facts.facts().know(EdgeFact.ErrorPage.class))
                .fits("no-ray", EdgeFact.NotProxied.class, answer -> true)
                .speaksAgainst("resolvers-differ", DnsFact.Disagreement.class, answers -> true)
                .rulesOut("ray", EdgeFact.Answered.class, answer -> true)
                .rulesOut("error-with-ray", EdgeFact.ErrorPage.class, page -> !page.ray().isEmpty())
                .rulesOut("trace", EdgeFact.Trace.class, trace -> true)
                .done();
    }

    private static boolean outside(Facts facts) {
        return facts.all(DnsFact.Addresses.class).anyMatch(name -> !name.cloudflare());
    }
}
