package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TlsFact;

import java.util.Set;

/// The zone's SSL mode lets the edge use a port, 80 or 443, that the origin does not serve, while
/// it serves the other one (facts §A.1).
///
/// Where only 443 is served, the refusal may also be a rule against Cloudflare: Flexible is rarer
/// than a firewall.
public final class SslModePortMismatch implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginNotListening.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "mode-and-listeners",
                        EdgeFact.SslMode.class,
                        HostFact.Listening.class,
                        (mode, host) ->
                                only(host, mode.plain() ? 443 : 80) && unreached(facts.facts()))
                .proves(
                        "mode-and-modes",
                        EdgeFact.SslMode.class,
                        TlsFact.Modes.class,
                        (mode, tried) ->
                                (mode.plain()
                                                ? tried.full() && !tried.flexible()
                                                : tried.flexible() && !tried.full())
                                        && unreached(facts.facts()))
                .pointsTo(
                        "other-port-answers",
                        TlsFact.Modes.class,
                        EdgeFact.ErrorPage.class,
                        (tried, page) -> tried.flexible() && !tried.full() && page.code() == 521)
                .pointsTo(
                        "listens-on-80",
                        HostFact.Listening.class,
                        EdgeFact.ErrorPage.class,
                        (host, page) -> page.code() == 521 && only(host, 80))
                .fits(
                        "listens-on-443",
                        HostFact.Listening.class,
                        EdgeFact.ErrorPage.class,
                        (host, page) -> page.code() == 521 && only(host, 443))
                .fits(
                        "tls-only",
                        TlsFact.Modes.class,
                        EdgeFact.ErrorPage.class,
                        (tried, page) -> tried.full() && !tried.flexible() && page.code() == 521)
                .fits(
                        "no-tls",
                        TlsFact.Modes.class,
                        EdgeFact.ErrorPage.class,
                        (tried, page) -> tried.flexible() && !tried.full() && page.code() == 525)
                .fits("code", EdgeFact.ErrorPage.class, page -> page.code() == 521)
                .rulesOut(
                        "both-work", TlsFact.Modes.class, tried -> tried.flexible() && tried.full())
                .rulesOut(
                        "both-served",
                        HostFact.Listening.class,
                        host -> serves(host, 80) && serves(host, 443))
                .rulesOut(
                        "mode-fits",
                        EdgeFact.SslMode.class,
                        HostFact.Listening.class,
                        (mode, host) -> serves(host, mode.plain() ? 80 : 443))
                .rulesOut(
                        "web-server-down",
                        HostFact.Unit.class,
                        unit ->
                                unit.role() == HostFact.Role.WEB_SERVER
                                        && unit.wanted()
                                        && !unit.runs())
                .rulesOut(
                        "another-leg",
                        EdgeFact.ErrorPage.class,
                        page -> !unreached(page) && page.code() != 525)
                .done();
    }

    private static boolean only(HostFact.Listening host, int port) {
        return serves(host, port) && !host.has(port == 80 ? 443 : 80);
    }

    private static boolean serves(HostFact.Listening host, int port) {
        return host.has(port) && !host.onlyLoopback(port);
    }

    private static boolean unreached(Facts facts) {
        return facts.all(EdgeFact.ErrorPage.class).anyMatch(SslModePortMismatch::unreached);
    }

    private static boolean unreached(EdgeFact.ErrorPage page) {
        return page.code() >= 521 && page.code() <= 523;
    }
}
