package dev.whence.knowledge.cause.edge;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;

import java.util.Locale;

/// The proxied record leads to a name that does not resolve, so the edge finds no origin.
public final class DnsOriginUnresolvable implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.EDGE;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "target-missing",
                        DnsFact.ZoneRecord.class,
                        DnsFact.NoAddress.class,
                        (record, missing) ->
                                record.kind().equalsIgnoreCase("CNAME")
                                        && record.content().equalsIgnoreCase(missing.name())
                                        && !record.tunnel())
                .pointsTo("code", EdgeFact.ErrorPage.class, page -> page.code() == 1016)
                .fits(
                        "code-family",
                        EdgeFact.ErrorPage.class,
                        page -> page.code() == 530 || page.code() == 1001)
                .speaksAgainst("tunnel", DnsFact.TunnelAlias.class, alias -> true)
                .speaksAgainst(
                        "leads-to-tunnel", DnsFact.ZoneRecord.class, DnsFact.ZoneRecord::tunnel)
                .rulesOut("quick-tunnel", DnsFact.class, DnsOriginUnresolvable::quick)
                .rulesOut(
                        "another-code",
                        EdgeFact.ErrorPage.class,
                        page -> page.code() != 1016 && page.code() != 1001 && page.code() != 530)
                .done();
    }

    private static boolean quick(DnsFact fact) {
        return switch (fact) {
            case DnsFact.Addresses name -> quick(name.name());
            case DnsFact.NoAddress name -> quick(name.name());
            case DnsFact.ZoneRecord record -> quick(record.name()) || quick(record.content());
            default -> false;
        };
    }

    private static boolean quick(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".trycloudflare.com");
    }
}
