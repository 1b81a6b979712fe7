package dev.whence.knowledge.check.container;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Running;
import dev.whence.knowledge.command.LogPath;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.HostTime;
import dev.whence.knowledge.parse.JournalJson;
import dev.whence.knowledge.parse.KernelLine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the kernel of a host stopped, from its journal, from what it still remembers, and from the
/// log of its audit.
final class Stopped {
    private static final int LINES = 2_000;
    private static final LogPath AUDIT = new LogPath("/var/log/audit/audit.log");

    private Stopped() {}

    /// The facts of the time of the failure and the hour before.
    ///
    /// @throws CouldNotLook where this login sees neither the kernel's lines nor the audit's
    static List<HostFact> facts(Scene scene, SshHost host, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var time =
                HostTime.read(Shell.done(world, new ServiceCommand.Time(host), by).out())
                        .orElseThrow(() -> CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM));
        var failing = time.failing(scene.target().seen().since());
        List<HostFact> facts = new ArrayList<>();
        var answers =
                Running.all(
                        world,
                        by,
                        new ServiceCommand.KernelJournal(host, failing.minusSeconds(3_600), LINES),
                        new ServiceCommand.LogTail(host, LINES, List.of(AUDIT)));
        var seen = kernel(facts, host, failing, answers.get(0).tried(), world, by);
        var audit = answers.get(1).tried().filter(done -> done.exit() == 0);
        audit.map(Ran.Done::out)
                .ifPresent(text -> facts.addAll(KernelLine.facts(host.name(), text, failing)));
        if (!seen && audit.isEmpty()) {
            var asRoot = answers.get(0).tried().filter(Ran.Done::asRoot).isPresent();
            throw CouldNotLook.skipped(
                    asRoot ? SkipReason.NOTHING_TO_START_FROM : SkipReason.NO_ROOT);
        }
        return facts;
    }

    /// Whether the kernel's lines could be read at all.
    private static boolean kernel(
            List<HostFact> facts,
            SshHost host,
            Instant failing,
            Optional<Ran.Done> journal,
            World world,
            Deadline by)
            throws InterruptedException, CouldNotLook {
        var lines = journal.map(Ran.Done::out).map(JournalJson::entries).orElse(List.of());
        if (!lines.isEmpty()) {
            facts.addAll(KernelLine.facts(host.name(), lines, failing));
            return true;
        }
        Optional<Ran.Done> ring = Shell.tried(world, new ServiceCommand.KernelRing(host), by);
        var remembered = ring.filter(done -> done.exit() == 0).map(Ran.Done::out).orElse("");
        facts.addAll(KernelLine.facts(host.name(), remembered, failing));
        return !remembered.isBlank();
    }
}
