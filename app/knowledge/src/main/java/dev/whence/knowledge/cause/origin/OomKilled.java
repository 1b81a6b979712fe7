package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.AppLog.AppLine;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.HttpFact;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Memory ran out, and the kernel or the program itself ended a process of the site.
public final class OomKilled implements Cause {
    private static final Predicate<HostFact.AppLog> DIED =
            Logs.app(
                    AppLine.WORKER_KILLED,
                    AppLine.OUT_OF_MEMORY,
                    AppLine.CRASHED,
                    AppLine.FAILED_TO_START);

    private static final Pattern DESKTOP =
            Pattern.compile(
                    "(?i)chrom(?:e|ium).*|firefox.*|web content|isolated web.*|xorg|xwayland"
                        + "|gnome-.*|plasma.*|kwin.*|thunderbird.*|soffice.*|code|slack|discord|teams.*|steam.*");

    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(
                AppCrashed.class,
                AppStopped.class,
                DatabaseUnreachable.class,
                OriginNotListening.class,
                OriginOwnError.class,
                WebServerStopped.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "killed-and-gone",
                        HostFact.OomKill.class,
                        HostFact.WebLog.class,
                        (kill, log) -> killed(kill) && Logs.gone(log) && kill.on().equals(log.on()))
                .proves(
                        "killed-and-logged",
                        HostFact.OomKill.class,
                        HostFact.AppLog.class,
                        (kill, log) -> killed(kill) && DIED.test(log) && kill.on().equals(log.on()))
                .proves(
                        "killed-and-down",
                        HostFact.OomKill.class,
                        HostFact.Unit.class,
                        (kill, unit) ->
                                killed(kill)
                                        && unit.wanted()
                                        && !unit.runs()
                                        && kill.on().equals(unit.on()))
                .proves(
                        "unit-ended",
                        HostFact.Unit.class,
                        unit -> unit.wanted() && !unit.runs() && unit.result().equals("oom-kill"))
                .proves(
                        "container-ended",
                        ContainerFact.Container.class,
                        app -> app.oomKilled() && !app.runs() && !app.isConnector())
                .fits(
                        "container-killed",
                        ContainerFact.Container.class,
                        app -> app.stopped() && app.exitCode() == 137 && !app.isConnector())
                .pointsTo("killed", HostFact.OomKill.class, OomKilled::killed)
                .pointsTo(
                        "unit-restarted",
                        HostFact.Unit.class,
                        unit -> unit.wanted() && unit.runs() && unit.result().equals("oom-kill"))
                .pointsTo("logged", HostFact.AppLog.class, Logs.app(AppLine.OUT_OF_MEMORY))
                .pointsTo(
                        "signal-9",
                        HostFact.AppLog.class,
                        log -> Logs.app(AppLine.WORKER_KILLED).test(log))
                .pointsTo("web-worker", HostFact.WebLog.class, Logs.web(WebLine.WORKER_KILLED))
                .fits("cut", HostFact.WebLog.class, Logs::cut)
                .speaksAgainst(
                        "timed-out-first",
                        HostFact.AppLog.class,
                        log ->
                                Logs.app(AppLine.WORKER_TIMED_OUT).test(log)
                                        && facts.facts()
                                                .all(HostFact.OomKill.class)
                                                .noneMatch(OomKilled::killed))
                .speaksAgainst(
                        "fine-directly", HttpFact.Answered.class, answer -> answer.status() < 500)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, Logs::neverAsked)
                .done();
    }

    /// The connector's own end is another station's matter, and what runs on somebody's desk is no
    /// part of a site.
    private static boolean killed(HostFact.OomKill kill) {
        return kill.recent()
                && !kill.process().startsWith("cloudflared")
                && !DESKTOP.matcher(kill.process()).matches();
    }
}
