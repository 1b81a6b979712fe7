package dev.whence.desktop;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.IncidentId;
import dev.whence.engine.run.Plan;
import dev.whence.engine.run.Progress;
import dev.whence.engine.run.Run;
import dev.whence.engine.run.Runner;
import dev.whence.engine.verdict.Judge;
import dev.whence.engine.verdict.Trail;
import dev.whence.engine.world.Exchange;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Judging;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.file.IncidentFile;
import dev.whence.knowledge.pasted.Case;
import dev.whence.knowledge.pasted.Explained;
import dev.whence.knowledge.pasted.Piece;
import dev.whence.knowledge.words.VerdictWords;
import dev.whence.lab.Redactor;
import dev.whence.lab.TapeFile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The one place where the parts of Whence meet.
public final class Wiring {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final Judge judge;
    private final VerdictWords words;

    /// @param clock stamps incidents and what is seen
    public Wiring(InstantSource clock) {
        this.clock = clock;
        this.judge = Judging.with(Knowledge.CHECKS);
        this.words = new VerdictWords(Knowledge.CAUSES, Knowledge.CHECKS);
    }

    /// Judges facts.
    public Judge judge() {
        return judge;
    }

    /// Tells verdicts, causes and checks.
    public VerdictWords words() {
        return words;
    }

    /// What the clock says.
    public Instant now() {
        return clock.instant();
    }

    /// Writes incidents.
    public Writer writer() {
        return new Writer(words, clock);
    }

    /// The same house at another time, such as that of a practice incident.
    public Wiring at(InstantSource then) {
        return new Wiring(then);
    }

    /// Opens a saved incident and judges it anew.
    ///
    /// @throws IOException with a sentence for the user where it cannot be opened
    public Opened open(Path file) throws IOException {
        var saved = IncidentFile.read(file);
        var facts = saved.facts();
        var incident =
                new Incident(
                        saved.id(),
                        saved.opened(),
                        saved.took(),
                        saved.target(),
                        facts,
                        judge.judge(facts),
                        Trail.walk(facts),
                        saved.notes(),
                        TapeFile.read(saved.tape()).exchanges());
        return new Opened(incident, saved.verdict());
    }

    /// Starts every check that is known and returns at once.
    public Run start(Target target, World world, Duration most, Consumer<Progress> listener) {
        return new Runner(Knowledge.CHECKS, world, clock).start(target, most, listener);
    }

    /// Starts the named checks, and all that they build on, and returns at once.
    public Run start(
            Set<CheckId> only,
            Target target,
            World world,
            Duration most,
            Consumer<Progress> listener) {
        return new Runner(Plan.upTo(only, Knowledge.CHECKS), world, clock)
                .start(target, most, listener);
    }

    /// Makes an incident of what is known: the verdict is reached here.
    public Incident incident(
            Target target, Instant opened, Duration took, Facts facts, List<Exchange> tape) {
        return incident(target, opened, took, facts, List.of(), tape);
    }

    /// The same with notes.
    public Incident incident(
            Target target,
            Instant opened,
            Duration took,
            Facts facts,
            List<String> notes,
            List<Exchange> tape) {
        return new Incident(
                idOf(target, opened),
                opened,
                took,
                target,
                facts,
                judge.judge(facts),
                Trail.walk(facts),
                notes,
                tape);
    }

    /// An incident as it stands with other facts: the verdict is reached anew.
    public Incident with(Incident before, Target target, Facts facts, List<String> notes) {
        return new Incident(
                before.id(),
                before.opened(),
                before.took(),
                target,
                facts,
                judge.judge(facts),
                Trail.walk(facts),
                notes,
                before.tape());
    }

    /// Reads what a person brings about a target, or about whatever it names; opens no connection.
    public Explained read(Optional<Target> target, List<Piece> brought) {
        var now = clock.instant();
        return target.map(known -> Explained.about(known, brought, Redactor.STRICT::clean, now))
                .orElseGet(() -> Explained.of(Case.of(brought), Redactor.STRICT::clean, now));
    }

    /// Reads what a person brings and judges it; opens no connection.
    public Incident explain(Case brought) {
        var now = clock.instant();
        var read = Explained.of(brought, Redactor.STRICT::clean, now);
        var id = brought.id().isBlank() ? idOf(read.target(), now) : new IncidentId(brought.id());
        return new Incident(
                id,
                now,
                Duration.between(now, clock.instant()),
                read.target(),
                read.facts(),
                judge.judge(read.facts()),
                Trail.walk(read.facts()),
                read.kept(),
                List.of());
    }

    private static IncidentId idOf(Target target, Instant opened) {
        return new IncidentId(
                NAME.format(opened) + "-" + target.host().replaceAll("[^A-Za-z0-9.-]", "-"));
    }
}
