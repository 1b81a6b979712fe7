package dev.whence.desktop.desk;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.Progress;
import dev.whence.engine.verdict.Hypothesis;
import dev.whence.engine.verdict.Judge;
import dev.whence.engine.verdict.Verdict;
import dev.whence.engine.world.Exchange;
import dev.whence.knowledge.Judging;
import dev.whence.knowledge.pasted.Case;
import dev.whence.knowledge.pasted.Explained;
import dev.whence.knowledge.pasted.Piece;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A house whose runs follow stories made by hand, judged by the real causes.
public final class FakeDesk implements Desk {
    private final Judge judge = Judging.with(ToyChecks.ALL);
    private final Words words = new ToyWords();
    private final Story real;
    private final Story fixed;
    private final Pace pace;
    private final List<Target> started = new CopyOnWriteArrayList<>();

    /// How a run moves: at once, by itself, or as far as the test says.
    public interface Pace {
        /// Waits before the next look ends.
        void step() throws InterruptedException;
    }

    /// @param real what every real run finds
    /// @param fixed what looking again finds
    public FakeDesk(Story real, Story fixed, Pace pace) {
        this.real = real;
        this.fixed = fixed;
        this.pace = pace;
    }

    /// A desk whose runs end at once.
    public static FakeDesk quick(Story real) {
        return new FakeDesk(real, Stories.well(), () -> {});
    }

    /// The targets of the runs that were started.
    public List<Target> started() {
        return List.copyOf(started);
    }

    @Override
    public Words words() {
        return words;
    }

    @Override
    public Running start(Target target, HostKeyAsker asker, Consumer<Progress> listener) {
        started.add(target);
        return play(real, target, listener);
    }

    @Override
    public Running confirm(
            Target target, Set<CheckId> only, HostKeyAsker asker, Consumer<Progress> listener) {
        return play(fixed, target, listener);
    }

    @Override
    public List<Scenario> scenarios() {
        return Stories.all().stream().map(Story::scenario).toList();
    }

    @Override
    public Running practise(Scenario scenario, Consumer<Progress> listener) {
        var story =
                Stories.all().stream()
                        .filter(each -> each.scenario().equals(scenario))
                        .findFirst()
                        .orElseThrow();
        return play(story, story.target(), listener);
    }

    @Override
    public Running rest(Target target) {
        return new FakeRest(target, Facts.NONE, this);
    }

    @Override
    public Running rest(Incident opened) {
        return new FakeRest(opened.target(), opened.facts(), this);
    }

    @Override
    public Explained explain(Optional<Target> target, List<Piece> brought) {
        if (brought.stream().anyMatch(piece -> piece.text().contains("bad luck"))) {
            throw new IllegalStateException("bad luck");
        }
        return target.map(known -> Explained.about(known, brought, text -> text, Story.NOW))
                .orElseGet(() -> Explained.of(Case.of(brought), text -> text, Story.NOW));
    }

    @Override
    public Verdict judge(Facts facts) {
        return judge.judge(facts);
    }

    @Override
    public List<Hypothesis> hypotheses(Facts facts) {
        return judge.hypotheses(facts);
    }

    @Override
    public String raw(Observation seen, List<Exchange> tape) {
        return seen.fact().toString();
    }

    @Override
    public Incident open(Path file) throws IOException {
        throw new IOException(file.getFileName() + " is not an incident of Whence.");
    }

    @Override
    public void save(Incident incident, Path to, Form form) throws IOException {
        Files.writeString(to, incident.id() + " " + incident.notes());
    }

    private Running play(Story story, Target target, Consumer<Progress> listener) {
        var run = new FakeRun(story, target, this, pace, listener);
        run.begin();
        return run;
    }
}
