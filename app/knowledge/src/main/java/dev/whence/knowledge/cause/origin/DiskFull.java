package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;

import java.util.Set;

/// A file system has no space, no inodes or no right to be written, and a program on the road needs
/// it.
public final class DiskFull implements Cause {
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
                OriginOwnError.class,
                WebServerStopped.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "full-and-logged",
                        HostFact.Disk.class,
                        HostFact.AppLog.class,
                        (disk, log) ->
                                disk.full()
                                        && appLogged(log)
                                        && disk.on().equals(log.on())
                                        && came(facts.facts()))
                .proves(
                        "full-and-web-logged",
                        HostFact.Disk.class,
                        HostFact.WebLog.class,
                        (disk, log) ->
                                disk.full()
                                        && webLogged(log)
                                        && disk.on().equals(log.on())
                                        && came(facts.facts()))
                .pointsTo("app-logged", HostFact.AppLog.class, DiskFull::appLogged)
                .pointsTo("web-logged", HostFact.WebLog.class, DiskFull::webLogged)
                .fits("full", HostFact.Disk.class, HostFact.Disk::full)
                .speaksAgainst("never-came", EdgeFact.ErrorPage.class, DiskFull::neverCame)
                .done();
    }

    private static boolean came(Facts facts) {
        return facts.all(EdgeFact.ErrorPage.class).noneMatch(DiskFull::neverCame);
    }

    /// The failing request met something else before it came to any disk.
    private static boolean neverCame(EdgeFact.ErrorPage page) {
        return page.code() == 522 || page.code() == 523 || Logs.neverAsked(page);
    }

    private static boolean appLogged(HostFact.AppLog log) {
        return log.recent()
                && (log.says() == HostFact.AppLog.AppLine.NO_SPACE
                        || log.says() == HostFact.AppLog.AppLine.READ_ONLY);
    }

    private static boolean webLogged(HostFact.WebLog log) {
        return log.recent() && log.says() == HostFact.WebLog.WebLine.NO_SPACE;
    }
}
