package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.AppLog.AppLine;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.Set;

/// The origin takes the connection and the request, and hangs up without an answer: by a rule such
/// as nginx's `return 444`, or by a reset. It may be the application behind a web server that does.
public final class OriginDropsConnection implements Cause {
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
                        "dropped-and-seen",
                        HttpFact.NoAnswer.class,
                        EdgeFact.ErrorPage.class,
                        (direct, page) -> direct.hungUp() && page.code() == 520)
                .proves(
                        "rule-and-seen",
                        HostFact.Requests.class,
                        EdgeFact.ErrorPage.class,
                        (log, page) -> by444(log) && page.code() == 520)
                .pointsTo("rule", HostFact.Requests.class, OriginDropsConnection::by444)
                .pointsTo(
                        "dropped",
                        HttpFact.NoAnswer.class,
                        direct -> direct.hungUp() && !facts.facts().know(EdgeFact.ErrorPage.class))
                .pointsTo(
                        "dropped-behind-web",
                        HostFact.Unit.class,
                        HostFact.WebLog.class,
                        (app, log) ->
                                app.on().equals(log.on())
                                        && staysUp(app)
                                        && cutsAlways(log, facts.facts())
                                        && !saysWhy(facts.facts()))
                .pointsTo(
                        "dropped-amid",
                        HttpFact.Flawed.class,
                        flawed ->
                                flawed.reset()
                                        && facts.facts()
                                                .all(HttpFact.Flawed.class)
                                                .noneMatch(HttpFact.Flawed::mismatch))
                .pointsTo(
                        "dropped-either-way",
                        TunnelFact.ServiceFailure.class,
                        TunnelFact.TlsTried.class,
                        (failure, tried) ->
                                Logs.tunnel(Fault.CLOSED, Fault.RESET).test(failure)
                                        && failure.marked()
                                        && !tried.speaksTls())
                .fits(
                        "dropped-in-tunnel",
                        TunnelFact.ServiceFailure.class,
                        Logs.tunnel(Fault.CLOSED, Fault.RESET))
                .fits(
                        "dropped-itself",
                        TunnelFact.ServiceTried.class,
                        tried ->
                                tried.trouble() == TunnelFact.ServiceTried.Trouble.EMPTY
                                        || tried.trouble() == TunnelFact.ServiceTried.Trouble.RESET)
                .fits("code", EdgeFact.ErrorPage.class, page -> page.code() == 520)
                .speaksAgainst(
                        "worker-died",
                        HostFact.WebLog.class,
                        Logs.web(WebLine.WORKER_KILLED, WebLine.WORKER_CRASHED))
                .speaksAgainst(
                        "told-another-name",
                        TunnelFact.RuleMatched.class,
                        matched ->
                                !matched.rule().hostHeader().isEmpty()
                                        && !matched.url()
                                                .contains("//" + matched.rule().hostHeader()))
                .speaksAgainst(
                        "answers",
                        HttpFact.Answered.class,
                        answer ->
                                !facts.facts().know(HttpFact.Flawed.class)
                                        && !madeUp(answer, facts.facts()))
                .rulesOut(
                        "wants-tls", HostFact.UpstreamTried.class, HostFact.UpstreamTried::wantsTls)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, Logs::neverAsked)
                .done();
    }

    /// An application that runs on and never restarted.
    private static boolean staysUp(HostFact.Unit app) {
        return app.role() == HostFact.Role.APP
                && app.wanted()
                && app.runs()
                && !app.loops()
                && app.restarts() == 0;
    }

    /// Each request is cut, not the one that something befell.
    private static boolean cutsAlways(HostFact.WebLog log, Facts facts) {
        return Logs.cut(log)
                && log.count() > 1
                && facts.all(EdgeFact.Sampled.class)
                        .anyMatch(sample -> sample.failed() == sample.asked());
    }

    /// The application's log names a reason, or cannot be read.
    private static boolean saysWhy(Facts facts) {
        return facts.know(HostFact.OomKill.class)
                || facts.all(HostFact.Access.class).noneMatch(HostFact.Access::journal)
                || facts.all(HostFact.AppLog.class)
                        .anyMatch(log -> log.recent() && log.says() != AppLine.SHUT_DOWN);
    }

    /// The web server answers in the place of an application that hangs up.
    private static boolean madeUp(HttpFact.Answered answer, Facts facts) {
        return answer.status() >= 500 && facts.all(HostFact.WebLog.class).anyMatch(Logs::cut);
    }

    /// nginx logs 444 where it hangs up by rule; nobody else does.
    private static boolean by444(HostFact.Requests log) {
        return log.marked() == 444 || log.byStatus().getOrDefault(444, 0) > 0;
    }
}
