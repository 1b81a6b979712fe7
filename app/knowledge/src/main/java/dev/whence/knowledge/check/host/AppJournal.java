package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Running;
import dev.whence.knowledge.command.LogPath;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.command.UnitName;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.AppLogLine;
import dev.whence.knowledge.parse.AppRequests;
import dev.whence.knowledge.parse.HostTime;
import dev.whence.knowledge.parse.JournalJson;
import dev.whence.knowledge.parse.LogFileLines;
import dev.whence.knowledge.parse.OomLine;
import dev.whence.knowledge.parse.TailFiles;
import dev.whence.knowledge.parse.Tally;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads what the application, the database and the kernel wrote in the time of the failure.
public final class AppJournal extends OnHost implements Probe {
    private static final int LINES = 2_000;
    private static final int MOST_UNITS = 12;

    /// It reads after the request through the edge, which may have left a line.
    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(
                EdgeFact.ErrorPage.class,
                HostFact.Access.class,
                HostFact.Clock.class,
                HostFact.NoJournal.class,
                HostFact.Unit.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.AppLog.class, HostFact.Followed.class, HostFact.OomKill.class);
    }

    @Override
    public Stream<HostFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var units = units(scene);
        if (units.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        var time = time(host, world, by);
        var failing = time.failing(scene.target().seen().since());
        var since = failing.minus(Duration.ofHours(1));
        var owners = LogFiles.ofUnits(units);
        List<ServiceCommand> commands = new ArrayList<>();
        commands.add(new ServiceCommand.Journal(host, units, since, LINES));
        commands.add(new ServiceCommand.KernelJournal(host, since, LINES));
        if (!owners.isEmpty()) {
            commands.add(new ServiceCommand.LogTail(host, 300, List.copyOf(owners.keySet())));
        }
        var answers = Running.all(world, by, commands.toArray(ServiceCommand[]::new));
        var journal = answers.get(0).done();
        List<JournalJson.Entry> lines = new ArrayList<>(JournalJson.entries(journal.out()));
        var tails = owners.isEmpty() ? Optional.<Ran.Done>empty() : answers.getLast().tried();
        var files = files(owners, tails, time);
        if (lines.isEmpty() && files.isEmpty()) {
            throwWhereNothingIsShown(scene, journal);
        }
        lines.addAll(files);
        var oom =
                Tally.killed(
                        host.name(),
                        Stream.concat(
                                killed(host, since, answers.get(1).tried(), world, by),
                                OomLine.fromUnits(lines)),
                        failing);
        return Stream.of(
                        Tally.app(host.name(), AppLogLine.entries(lines), failing),
                        oom,
                        followed(scene, lines).stream())
                .flatMap(facts -> facts);
    }

    private static Optional<HostFact> followed(Scene scene, List<JournalJson.Entry> lines) {
        return OwnRequest.of(scene)
                .flatMap(own -> new AppTrace(scene.from().host(), own).in(AppRequests.of(lines)));
    }

    private static List<UnitName> units(Scene scene) {
        return Stream.concat(
                        scene.target().units().stream(),
                        known(scene, HostFact.Unit.class)
                                .filter(unit -> unit.role() != HostFact.Role.WEB_SERVER)
                                .map(HostFact.Unit::unit))
                .flatMap(name -> UnitName.maybe(name).stream())
                .distinct()
                .limit(MOST_UNITS)
                .toList();
    }

    /// The lines of those units that write to files of their own.
    private static List<JournalJson.Entry> files(
            Map<LogPath, String> owners, Optional<Ran.Done> tails, HostTime time) {
        Map<String, String> texts = tails.map(done -> TailFiles.files(done.out())).orElse(Map.of());
        return owners.entrySet().stream()
                .flatMap(
                        owner ->
                                LogFileLines.entries(
                                        texts.getOrDefault(owner.getKey().value(), ""),
                                        owner.getValue(),
                                        time.zone())
                                        .stream())
                .toList();
    }

    /// What the kernel ended, from its journal, or from what it still remembers.
    private static Stream<OomLine.Entry> killed(
            SshHost host, Instant since, Optional<Ran.Done> journal, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var lines = journal.map(done -> JournalJson.entries(done.out())).orElse(List.of());
        if (!lines.isEmpty()) {
            return OomLine.fromKernel(lines);
        }
        Optional<Ran.Done> ring = Shell.tried(world, new ServiceCommand.KernelRing(host), by);
        return ring.stream()
                .flatMap(done -> OomLine.fromRing(done.out()))
                .filter(entry -> !entry.at().isBefore(since));
    }

    /// A journal that hides or keeps nothing is no sign that nothing happened. To a login without
    /// the right it is often just empty, without a word.
    private static void throwWhereNothingIsShown(Scene scene, Ran.Done journal)
            throws CouldNotLook {
        if (Shell.notInstalled(journal)) {
            throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
        }
        if (known(scene, HostFact.NoJournal.class).findAny().isPresent()) {
            throw CouldNotLook.broke(
                    new Trouble(
                            host(scene).name() + " keeps no journal.",
                            "Look at the application's own log files by hand."));
        }
        var maySee =
                journal.asRoot()
                        || known(scene, HostFact.Access.class).anyMatch(HostFact.Access::journal);
        if (!maySee || JournalJson.hidden(journal.err())) {
            throw CouldNotLook.skipped(SkipReason.NO_ROOT);
        }
    }
}
