package dev.whence.desktop.desk;

import dev.whence.engine.check.Outcome;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.IncidentId;
import dev.whence.engine.run.Progress;
import dev.whence.engine.run.RunEvent;
import dev.whence.engine.verdict.Trail;
import dev.whence.engine.world.Exchange;
import dev.whence.knowledge.pasted.Explained;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Plays a story on a thread of its own.
final class FakeRun implements Running {
    private final Story story;
    private final Target target;
    private final Desk desk;
    private final FakeDesk.Pace pace;
    private final Consumer<Progress> listener;
    private final Thread thread = Thread.ofVirtual().unstarted(this::play);
    private volatile Progress progress = Progress.NONE;
    private volatile Optional<Explained> brought = Optional.empty();

    FakeRun(
            Story story,
            Target target,
            Desk desk,
            FakeDesk.Pace pace,
            Consumer<Progress> listener) {
        this.story = story;
        this.target = target;
        this.desk = desk;
        this.pace = pace;
        this.listener = listener;
    }

    void begin() {
        thread.start();
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public void bring(Optional<Explained> evidence) {
        brought = evidence;
    }

    @Override
    public void cancel() {
        thread.interrupt();
    }

    @Override
    public Incident incident() {
        var evidence = brought;
        var facts = evidence.map(each -> each.beside(progress.facts())).orElse(progress.facts());
        return new Incident(
                new IncidentId("W-20260301-0952"),
                Story.NOW,
                Duration.ofMillis(3_400),
                target,
                facts,
                desk.judge(facts),
                Trail.walk(facts),
                evidence.map(Explained::kept).orElse(List.of()),
                tape());
    }

    @Override
    public List<Exchange> tape() {
        return ToyTape.of(progress.facts(), target);
    }

    @Override
    public Optional<Instant> saved() {
        return Optional.of(Story.NOW.plusSeconds(6));
    }

    private void play() {
        tell(new RunEvent.Began(story.parts().stream().map(Story.Part::look).toList()));
        story.parts().forEach(part -> tell(new RunEvent.Started(part.look())));
        for (var part : story.parts()) {
            tell(new RunEvent.Ended(part.look(), outcome(part), part.took()));
        }
        tell(new RunEvent.Finished());
    }

    private Outcome outcome(Story.Part part) {
        try {
            if (!thread.isInterrupted()) {
                pace.step();
                return part.outcome();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
        }
        return new Outcome.Cancelled();
    }

    private void tell(RunEvent event) {
        progress = progress.after(event);
        listener.accept(progress);
    }
}
