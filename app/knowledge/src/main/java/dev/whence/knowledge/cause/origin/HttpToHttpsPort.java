package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.Set;

/// http:// is spoken to a port that speaks TLS.
public final class HttpToHttpsPort implements Cause {
    @Override
    public Place place(Facts facts) {
        if (facts.all(HostFact.UpstreamTried.class).anyMatch(HostFact.UpstreamTried::wantsTls)) {
            return Place.ORIGIN;
        }
        return facts.all(TunnelFact.ServiceFailure.class).anyMatch(HttpToHttpsPort::spoken)
                        || facts.all(TunnelFact.TlsTried.class)
                                .anyMatch(TunnelFact.TlsTried::speaksTls)
                        || facts.all(TunnelFact.RuleMatched.class).anyMatch(HttpToHttpsPort::plain)
                ? Place.TUNNEL
                : Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class, ResponseMalformed.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "logged",
                        TunnelFact.ServiceFailure.class,
                        failure -> failure.kind() == TunnelFact.ServiceFailure.Fault.TLS_ANSWERED)
                .proves(
                        "speaks-tls",
                        TunnelFact.TlsTried.class,
                        TunnelFact.ServiceTried.class,
                        (secure, plain) ->
                                secure.speaksTls() && secure.service().equals(plain.service()))
                .proves(
                        "upstream-wants-tls",
                        HostFact.UpstreamTried.class,
                        HostFact.WebConfig.class,
                        (tried, web) ->
                                tried.wantsTls()
                                        && tried.on().equals(web.on())
                                        && web.services().contains(tried.service()))
                .rulesOut("no-tls", TunnelFact.TlsTried.class, tried -> !tried.speaksTls())
                .pointsTo(
                        "hung-up-on-https-port",
                        TunnelFact.ServiceFailure.class,
                        failure ->
                                spoken(failure)
                                        && failure.kind()
                                                != TunnelFact.ServiceFailure.Fault.TLS_ANSWERED)
                .proves(
                        "asked-plain",
                        HttpFact.WantsTls.class,
                        EdgeFact.Answered.class,
                        (direct, edge) -> edge.status() == direct.status())
                .proves(
                        "asked-plain-through-tunnel",
                        EdgeFact.WantsTls.class,
                        TunnelFact.RuleMatched.class,
                        (edge, matched) -> plain(matched))
                .pointsTo(
                        "asked-plain-and-well-over-tls",
                        EdgeFact.WantsTls.class,
                        HttpFact.Answered.class,
                        (_, direct) -> direct.scheme().equals("https") && direct.status() < 400)
                .fits("asked-plain-through-edge", EdgeFact.WantsTls.class, _ -> true)
                .fits(
                        "plain-in-log",
                        HostFact.WebLog.class,
                        log ->
                                log.recent()
                                        && log.says() == HostFact.WebLog.WebLine.PLAIN_HTTP_ON_TLS)
                .done();
    }

    private static boolean plain(TunnelFact.RuleMatched matched) {
        return matched.rule().service().startsWith("http://");
    }

    private static boolean spoken(TunnelFact.ServiceFailure failure) {
        return switch (failure.kind()) {
            case TLS_ANSWERED -> true;
            case RESET, CLOSED ->
                    failure.service().startsWith("http://")
                            && failure.port()
                                    .filter(port -> port == 443 || port == 8443)
                                    .isPresent();
            default -> false;
        };
    }
}
