package dev.whence.desktop;

import dev.whence.desktop.desk.Desk;
import dev.whence.desktop.desk.HostKeyAsker;
import dev.whence.desktop.desk.KnownWords;
import dev.whence.desktop.desk.Running;
import dev.whence.desktop.desk.Scenario;
import dev.whence.desktop.desk.Words;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.Progress;
import dev.whence.engine.verdict.Hypothesis;
import dev.whence.engine.verdict.Verdict;
import dev.whence.engine.world.Exchange;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.pasted.Explained;
import dev.whence.knowledge.pasted.Piece;
import dev.whence.knowledge.words.Glossary;
import dev.whence.lab.Pace;
import dev.whence.lab.Recorder;
import dev.whence.lab.Redactor;
import dev.whence.lab.Scenarios;
import dev.whence.lab.TapeWorld;
import dev.whence.live.LiveSettings;
import dev.whence.live.LiveWorld;
import dev.whence.live.Secrets;
import dev.whence.report.Transcript;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The window's door to the real house.
public final class LiveDesk implements Desk {
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final Pace PRACTICE =
            Pace.asRecorded(Duration.ofMillis(40), Duration.ofMillis(400));

    private final Wiring wiring;
    private final Path kept;
    private final Words words;

    /// @param kept the folder in which every run is saved by itself
    public LiveDesk(Wiring wiring, Path kept) {
        this.wiring = wiring;
        this.kept = kept;
        this.words = new KnownWords(Knowledge.CHECKS, wiring.words(), Glossary.TERMS);
    }

    @Override
    public Words words() {
        return words;
    }

    @Override
    public Running start(Target target, HostKeyAsker asker, Consumer<Progress> listener) {
        return run(
                target,
                asker,
                (world, heard) -> wiring.start(target, world, MOST, heard),
                listener);
    }

    @Override
    public Running confirm(
            Target target, Set<CheckId> only, HostKeyAsker asker, Consumer<Progress> listener) {
        return run(
                target,
                asker,
                (world, heard) -> wiring.start(only, target, world, MOST, heard),
                listener);
    }

    @Override
    public List<Scenario> scenarios() {
        return Scenarios.all().stream()
                .map(each -> new Scenario(each.id(), each.title(), each.story(), each.lesson()))
                .toList();
    }

    @Override
    public Running practise(Scenario chosen, Consumer<Progress> listener) {
        var scenario = Scenarios.find(chosen.id()).orElseThrow();
        var then = wiring.at(InstantSource.fixed(scenario.at()));
        var target = scenario.target(Defaults.target(scenario.url()));
        var recorder =
                new Recorder(
                        new TapeWorld(scenario.tape(), PRACTICE),
                        Redactor.keepingQueriesOf(target.host()));
        var running = new DeskRun(then, target, recorder, new Shelf(then, Optional.empty()));
        running.begin(heard -> then.start(target, recorder, MOST, heard), listener, () -> {});
        return running;
    }

    @Override
    public Running rest(Target target) {
        return rest(wiring.incident(target, wiring.now(), Duration.ZERO, Facts.NONE, List.of()));
    }

    @Override
    public Running rest(Incident opened) {
        return new RestingRun(wiring, opened, new Shelf(wiring, Optional.of(kept)));
    }

    @Override
    public Explained explain(Optional<Target> target, List<Piece> brought) {
        return wiring.read(target, brought);
    }

    @Override
    public Verdict judge(Facts facts) {
        return wiring.judge().judge(facts);
    }

    @Override
    public List<Hypothesis> hypotheses(Facts facts) {
        return wiring.judge().hypotheses(facts);
    }

    @Override
    public String raw(Observation seen, List<Exchange> tape) {
        return tape.stream()
                .filter(
                        each ->
                                each.check().equals(seen.check())
                                        && each.from().equals(seen.from()))
                .map(Transcript::of)
                .map(each -> each.asked() + "\n" + each.answered())
                .collect(Collectors.joining("\n\n"));
    }

    @Override
    public Incident open(Path file) throws IOException {
        return wiring.open(file).incident();
    }

    @Override
    public void save(Incident incident, Path to, Form form) throws IOException {
        switch (form) {
            case PDF -> Files.write(to, written(out -> wiring.writer().pdf(incident, out)));
            case MARKDOWN ->
                    Files.write(to, written(out -> wiring.writer().markdown(incident, out)));
            case INCIDENT -> wiring.writer().save(incident, to);
        }
    }

    private Running run(
            Target target,
            HostKeyAsker asker,
            DeskRun.Starting starting,
            Consumer<Progress> listener) {
        var settings =
                LiveSettings.users()
                        .asking(
                                (host, type, print) -> asker.trust(host, type + " " + print),
                                Secrets.NONE);
        var world = new LiveWorld(settings);
        var recorder = new Recorder(world, Redactor.keepingQueriesOf(target.host()));
        var running = new DeskRun(wiring, target, recorder, new Shelf(wiring, Optional.of(kept)));
        running.begin(heard -> starting.start(recorder, heard), listener, world::close);
        return running;
    }

    private static byte[] written(Writing form) throws IOException {
        var whole = new ByteArrayOutputStream();
        form.write(whole);
        return whole.toByteArray();
    }

    private interface Writing {
        void write(ByteArrayOutputStream to) throws IOException;
    }
}
