package dev.whence.desktop.step.checks;

import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Reading;
import dev.whence.desktop.desk.Row;
import dev.whence.desktop.desk.Said;
import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.desk.Words;
import dev.whence.desktop.step.StepId;
import dev.whence.desktop.step.Summary;
import dev.whence.desktop.ui.Guide;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Progress;
import dev.whence.engine.world.Exchange;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.words.Shown;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The checks of one step, as they stand at the moment.
public final class ChecksModel {
    private static final Said SAID = Said.by(ChecksModel.class);

    private final Step step;
    private final Words words;
    private final ReadOnlyObjectWrapper<List<CheckView>> checks =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Guide> guide = new ReadOnlyObjectWrapper<>(Guide.EMPTY);
    private Optional<CheckView.Key> chosen = Optional.empty();
    private Optional<Basis> shown = Optional.empty();

    /// What the page depends on; while it stays, so does the page.
    private record Basis(Optional<Target> target, List<Row> rows, Set<Observation> suspicious) {}

    /// @param phase what is known at the moment; read on the thread that changes it
    public ChecksModel(Step step, ObservableValue<Phase> phase, Words words) {
        this.step = step;
        this.words = words;
        phase.subscribe(this::show);
    }

    /// What the page is called.
    String title() {
        return SAID.at(StepId.of(step).id());
    }

    /// The question that the page answers.
    String about() {
        return SAID.at(StepId.of(step).id() + "-about");
    }

    /// The checks, in the order of the plan.
    ReadOnlyObjectProperty<List<CheckView>> checks() {
        return checks.getReadOnlyProperty();
    }

    /// What the runbook says about the chosen check.
    ReadOnlyObjectProperty<Guide> guide() {
        return guide.getReadOnlyProperty();
    }

    /// Explains a check in the runbook.
    void choose(CheckView.Key key) {
        chosen = Optional.of(key);
        guide.set(guideOfChosen());
    }

    private void show(Phase phase) {
        var rows = Summary.rows(step, phase, words);
        var basis = new Basis(phase.target(), rows, phase.reading().suspicious());
        if (shown.filter(basis::equals).isPresent()) {
            return;
        }
        shown = Optional.of(basis);
        checks.set(
                phase.alone() || rows.isEmpty()
                        ? Stream.concat(
                                        started(rows, phase).stream(),
                                        notStarted(rows, phase).stream())
                                .toList()
                        : started(rows, phase));
        guide.set(guideOfChosen());
    }

    /// The checks of which nothing is known yet.
    private List<CheckView> notStarted(List<Row> rows, Phase phase) {
        return words.checks(phase.target()).stream()
                .filter(check -> check.step() == step)
                .filter(check -> rows.stream().noneMatch(row -> row.check().equals(check.id())))
                .map(
                        check ->
                                new CheckView(
                                        new CheckView.Key(
                                                check.id(), new Vantage(check.from(), ""), 1),
                                        check,
                                        Optional.empty(),
                                        Sign.WAITING,
                                        check.looks(),
                                        List.of(),
                                        Duration.ZERO))
                .toList();
    }

    private List<CheckView> started(List<Row> rows, Phase phase) {
        Map<CheckId, Words.CheckText> texts =
                words.checks(phase.target()).stream()
                        .collect(Collectors.toMap(Words.CheckText::id, Function.identity()));
        var tape = phase.tape();
        List<CheckView> views = new ArrayList<>();
        Map<CheckView.Key, Integer> numbers = new HashMap<>();
        for (var row : rows) {
            var number =
                    numbers.merge(new CheckView.Key(row.check(), row.from(), 0), 1, Integer::sum);
            Optional.ofNullable(texts.get(row.check()))
                    .map(text -> view(row, number, text, phase.reading(), tape))
                    .ifPresent(views::add);
        }
        return views;
    }

    private CheckView view(
            Row row, int number, Words.CheckText text, Reading reading, List<Exchange> tape) {
        return new CheckView(
                new CheckView.Key(row.check(), row.from(), number),
                text,
                where(row.from()),
                row.sign(reading),
                says(row, text),
                row.seen().stream()
                        .map(
                                seen ->
                                        new CheckView.Found(
                                                seen,
                                                reading.sign(seen),
                                                words.says(seen),
                                                words.source(seen, tape)))
                        .toList(),
                row.took());
    }

    private static Optional<String> where(Vantage from) {
        return from.kind() == Vantage.Kind.PASTED
                ? Optional.of(SAID.at("pasted"))
                : Optional.of(from.host())
                        .filter(host -> !host.isEmpty())
                        .map(host -> SAID.at("on", "host", host));
    }

    private String says(Row row, Words.CheckText text) {
        return switch (row.state()) {
            case Progress.State.Waiting() -> SAID.at("waiting");
            case Progress.State.Looking() -> text.looks();
            case Progress.State.Ended(var outcome, _) -> says(outcome);
        };
    }

    private String says(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Saw(var observed) -> observed.isEmpty() ? SAID.at("nothing") : "";
            case Outcome.Skipped(var why) -> words.skipped(why);
            case Outcome.Broke(Trouble(var happened, var wayOut)) ->
                    (happened + " " + wayOut).strip();
            case Outcome.TimedOut(var after) ->
                    after.isZero()
                            ? SAID.at("never-began")
                            : SAID.at("timed-out", "after", Shown.duration(after));
            case Outcome.Cancelled() -> SAID.at("cancelled");
        };
    }

    private Guide guideOfChosen() {
        var all = checks.get();
        return all.stream()
                .filter(check -> chosen.filter(check.key()::equals).isPresent())
                .findFirst()
                .or(() -> first(all))
                .map(ChecksModel::guide)
                .orElse(Guide.EMPTY);
    }

    /// Whatever needs a look first.
    private static Optional<CheckView> first(List<CheckView> all) {
        return Stream.of(Sign.BROKEN, Sign.LOOK)
                .flatMap(sign -> all.stream().filter(check -> check.sign() == sign))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    private static Guide guide(CheckView check) {
        var text = check.text();
        return new Guide(
                List.of(
                        Guide.Section.of(text.title(), text.looks()),
                        Guide.Section.of(SAID.at("guide-why"), text.why()),
                        Guide.Section.of(SAID.at("guide-good"), text.good()),
                        new Guide.Section(SAID.at("guide-by-hand"), "", text.byHand()),
                        Guide.Section.of(
                                SAID.at("guide-failed"),
                                check.sign() == Sign.UNKNOWN || check.sign() == Sign.NOT_HERE
                                        ? SAID.at("guide-failed-text")
                                        : "")));
    }
}
