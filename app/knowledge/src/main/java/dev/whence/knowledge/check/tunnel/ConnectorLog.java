package dev.whence.knowledge.check.tunnel;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.FilePath;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.command.UnitName;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.CloudflaredLog;
import dev.whence.knowledge.parse.ConnectorTimeline;
import dev.whence.knowledge.parse.JournalJson;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the connector's log of the last minutes, after the marked request: what it could not get
/// from its service, and its trouble with the edge (facts §E.10-E.13). Of a connector that does not
/// run it reads the last lines, whatever their age.
public final class ConnectorLog implements Probe {
    @Override
    public Step step() {
        return Step.TUNNEL;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.ON_TUNNEL_HOST;
    }

    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(
                TunnelFact.Service.class,
                TunnelFact.Started.class,
                TunnelFact.LogFile.class,
                TunnelFact.Counted.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(
                TunnelFact.ServiceFailure.class,
                TunnelFact.EdgeTrouble.class,
                TunnelFact.Prechecked.class,
                TunnelFact.QuickTunnel.class,
                TunnelFact.Registered.class,
                TunnelFact.Timeline.class);
    }

    private static final int MINUTES = 10;
    private static final int LINES = 400;

    /// Some starts: each of them writes about forty lines.
    private static final int STOPPED_LINES = 200;

    @Override
    public Stream<TunnelFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = OnHost.host(scene);
        var marks = marks(scene);
        var file =
                OnHost.latest(scene, TunnelFact.LogFile.class)
                        .map(TunnelFact.LogFile::file)
                        .or(
                                () ->
                                        OnHost.latest(scene, TunnelFact.Started.class)
                                                .flatMap(TunnelFact.Started::logFile))
                        .flatMap(FilePath::of);
        var facts =
                file.isPresent()
                        ? fromFile(host, file.get(), marks, world, by)
                        : fromJournal(scene, host, marks, world, by);
        return facts.stream().filter(fact -> yields().contains(fact.getClass()));
    }

    /// What marked requests of this run are known by: their marks and their Ray IDs.
    private static Set<String> marks(Scene scene) {
        return Stream.concat(
                        scene.known().all(TunnelFact.Counted.class).map(TunnelFact.Counted::mark),
                        scene.known().all(TunnelFact.Traced.class).map(TunnelFact.Traced::ray))
                .filter(mark -> !mark.isEmpty())
                .collect(Collectors.toSet());
    }

    private static List<TunnelFact> fromFile(
            SshHost host, FilePath file, Set<String> marks, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var since = now(host, world, by).map(now -> now.minus(Duration.ofMinutes(MINUTES)));
        var tail = Shell.done(world, new TunnelCommand.LogTail(host, file, LINES), by);
        if (tail.exit() != 0 && tail.out().isEmpty()) {
            throw CouldNotLook.skipped(
                    tail.err().contains("ermission denied")
                            ? SkipReason.NO_ROOT
                            : SkipReason.NOTHING_TO_START_FROM);
        }
        return facts(host, tail.out(), marks, since);
    }

    private static Optional<Instant> now(SshHost host, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var done = Shell.tried(world, new TunnelCommand.Now(host), by);
        try {
            return done.map(date -> Instant.parse(date.out().strip()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static List<TunnelFact> fromJournal(
            Scene scene, SshHost host, Set<String> marks, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var services = OnHost.known(scene, TunnelFact.Service.class);
        var units = services.stream().flatMap(service -> name(service).stream()).toList();
        if (units.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        var runs = services.stream().anyMatch(TunnelFact.Service::runs);
        var done =
                Shell.done(
                        world,
                        new TunnelCommand.Journal(
                                host,
                                units,
                                runs ? OptionalInt.of(MINUTES) : OptionalInt.empty(),
                                runs ? LINES : STOPPED_LINES),
                        by);
        if (hidden(done)) {
            throw CouldNotLook.skipped(SkipReason.NO_ROOT);
        }
        if (JournalJson.nothingKept(done.err())) {
            throw CouldNotLook.broke(
                    new Trouble(
                            host.name() + " keeps no journal.",
                            "Set logfile: in the connector's configuration, and look there."));
        }
        return facts(host, done.out(), marks, Optional.empty()).stream()
                .filter(fact -> runs || ofTheWayToTheEdge(fact))
                .toList();
    }

    private static List<TunnelFact> facts(
            SshHost host, String text, Set<String> marks, Optional<Instant> since) {
        return Stream.concat(
                        CloudflaredLog.facts(host.name(), text, marks, since).stream(),
                        ConnectorTimeline.of(host.name(), text, since).stream())
                .toList();
    }

    /// What a connector that is down said of why it does not get up.
    private static boolean ofTheWayToTheEdge(TunnelFact fact) {
        return fact instanceof TunnelFact.EdgeTrouble || fact instanceof TunnelFact.Prechecked;
    }

    private static Optional<UnitName> name(TunnelFact.Service service) {
        try {
            return Optional.of(UnitName.of(service.unit()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// journalctl shows nothing, or only the login's own lines, to those who may not read it.
    private static boolean hidden(Ran.Done done) {
        return !done.asRoot()
                && (done.err().contains("not seeing messages")
                        || done.err().contains("insufficient permissions")
                        || done.err().contains("No journal files were opened"));
    }
}
