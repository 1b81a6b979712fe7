package dev.whence.knowledge.cause.tunnel;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.edge.DnsOriginUnresolvable;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.Locale;
import java.util.Set;

/// The name belongs to a quick tunnel, whose process ended: such a name dies with it and is never
/// given out again.
public final class QuickTunnelGone implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.TUNNEL;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(CloudflaredNotRunning.class, DnsOriginUnresolvable.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves("name-gone", DnsFact.NoAddress.class, name -> quick(name.name()))
                .proves(
                        "name-without-tunnel",
                        DnsFact.Addresses.class,
                        EdgeFact.ErrorPage.class,
                        (name, page) -> quick(name.name()) && gone(page))
                .proves(
                        "record-to-quick",
                        DnsFact.ZoneRecord.class,
                        EdgeFact.ErrorPage.class,
                        (record, page) -> quick(record.content()) && gone(page))
                .pointsTo(
                        "quick-and-code",
                        TunnelFact.QuickTunnel.class,
                        EdgeFact.ErrorPage.class,
                        (tunnel, page) -> gone(page))
                .fits("quick", TunnelFact.QuickTunnel.class, tunnel -> true)
                .rulesOut("connected", TunnelFact.Ready.class, ready -> ready.connections() > 0)
                .rulesOut(
                        "arrived",
                        TunnelFact.ServiceFailure.class,
                        TunnelFact.ServiceFailure::marked)
                .speaksAgainst("another-code", EdgeFact.ErrorPage.class, page -> !gone(page))
                .done();
    }

    private static boolean quick(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".trycloudflare.com");
    }

    private static boolean gone(EdgeFact.ErrorPage page) {
        return WayToEdge.tunnelGone(page) || page.code() == 1016;
    }
}
