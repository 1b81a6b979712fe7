package dev.whence.desktop.step.verdict;

import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Reading;
import dev.whence.desktop.desk.Said;
import dev.whence.desktop.desk.Scenario;
import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.desk.Words;
import dev.whence.desktop.step.Summary;
import dev.whence.desktop.ui.Guide;
import dev.whence.engine.cause.Clue;
import dev.whence.engine.model.Health;
import dev.whence.engine.model.Observation;
import dev.whence.engine.run.Incident;
import dev.whence.engine.verdict.Hypothesis;
import dev.whence.engine.verdict.Question;
import dev.whence.engine.verdict.Standing;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.words.Names;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Stream;

/// Turns what is known into the page of the verdict.
public final class VerdictModel {
    private static final Said SAID = Said.by(VerdictModel.class);
    private static final int MOST_OTHERS = 8;

    private final Words words;
    private final ObservableValue<Optional<Scenario>> practising;
    private final ReadOnlyObjectWrapper<VerdictView> view =
            new ReadOnlyObjectWrapper<>(new VerdictView.Nothing());
    private final ReadOnlyObjectWrapper<Guide> guide = new ReadOnlyObjectWrapper<>(Guide.EMPTY);

    /// @param phase what is known at the moment; read on the thread that changes it
    /// @param practising the practice incident under way, whose lesson is told at the end
    public VerdictModel(
            ObservableValue<Phase> phase,
            ObservableValue<Optional<Scenario>> practising,
            Words words) {
        this.words = words;
        this.practising = practising;
        phase.subscribe(this::show);
    }

    /// What the page shows.
    ReadOnlyObjectProperty<VerdictView> view() {
        return view.getReadOnlyProperty();
    }

    /// What the runbook says beside it.
    ReadOnlyObjectProperty<Guide> guide() {
        return guide.getReadOnlyProperty();
    }

    private void show(Phase phase) {
        view.set(
                switch (phase) {
                    case Phase.Describing() -> new VerdictView.Nothing();
                    case Phase.Looking(_, var progress, var reading) ->
                            new VerdictView.Forming(
                                    progress.ended(), progress.items().size(), soFar(reading));
                    case Phase.Finished(var incident, var reading, var cancelled) ->
                            known(incident, reading, cancelled);
                });
        guide.set(guideOf(phase));
    }

    private String soFar(Reading reading) {
        return reading.verdict() instanceof Verdict.Located(var root, _, _)
                ? SAID.at("so-far", "title", words.title(root))
                : SAID.at("so-far-nothing");
    }

    private VerdictView known(Incident incident, Reading reading, boolean cancelled) {
        var verdict = incident.verdict();
        var main = main(verdict);
        var text = main.map(root -> words.cause(root, incident));
        return new VerdictView.Known(
                Summary.sign(verdict),
                words.headline(incident),
                text.map(Words.CauseText::meaning).orElse(""),
                cancelled,
                why(verdict, incident, reading),
                others(verdict, incident, reading),
                words.timeline(incident),
                text.map(Words.CauseText::fixes).orElse(List.of()),
                questions(verdict).stream().map(words::question).distinct().limit(4).toList(),
                text.map(Words.CauseText::prevent).orElse(List.of()));
    }

    /// The cause whose meaning and fixes are shown: only one that was named.
    private static Optional<Hypothesis> main(Verdict verdict) {
        return verdict instanceof Verdict.Located(var root, _, _)
                ? Optional.of(root)
                : Optional.empty();
    }

    private List<VerdictView.Reason> why(Verdict verdict, Incident incident, Reading reading) {
        return switch (verdict) {
            case Verdict.Located(var root, var chain, _) ->
                    Stream.concat(Stream.of(root), chain.stream())
                            .flatMap(each -> reasons(each, incident, reading))
                            .collect(
                                    Collector.of(
                                            ArrayList<VerdictView.Reason>::new,
                                            VerdictModel::addNews,
                                            (first, _) -> first));
            case Verdict.Placed _, Verdict.Torn _, Verdict.Inconclusive _ ->
                    telling(incident, reading);
            case Verdict.NothingWrongNow(var because, _, var soon) ->
                    Stream.concat(
                                    because.stream().map(seen -> reason(seen, Sign.WELL, incident)),
                                    soon.stream().map(seen -> reason(seen, Sign.LOOK, incident)))
                            .toList();
            case Verdict.NotThisFault(var because) -> List.of(reason(because, Sign.LOOK, incident));
        };
    }

    /// Adds a reason that rests on something that no earlier one rests on.
    private static void addNews(List<VerdictView.Reason> told, VerdictView.Reason reason) {
        var known = told.stream().flatMap(each -> each.seen().stream()).toList();
        if (!known.containsAll(reason.seen())) {
            told.add(reason);
        }
    }

    /// What was seen that is good or bad, the bad first.
    private List<VerdictView.Reason> telling(Incident incident, Reading reading) {
        return reading.facts().observed().stream()
                .filter(
                        seen ->
                                seen.fact().health() != Health.SAYS_NOTHING
                                        || reading.suspicious().contains(seen))
                .sorted(Comparator.comparingInt(seen -> rank(reading.sign(seen))))
                .map(seen -> reason(seen, reading.sign(seen), incident))
                .distinct()
                .toList();
    }

    private static int rank(Sign sign) {
        return switch (sign) {
            case BROKEN -> 0;
            case LOOK -> 1;
            default -> 2;
        };
    }

    private Stream<VerdictView.Reason> reasons(
            Hypothesis hypothesis, Incident incident, Reading reading) {
        return hypothesis.clues().stream()
                .sorted(Comparator.comparing(Clue::weight))
                .map(clue -> reason(hypothesis, clue, incident, reading));
    }

    private VerdictView.Reason reason(
            Hypothesis hypothesis, Clue clue, Incident incident, Reading reading) {
        var first = clue.because().getFirst();
        return new VerdictView.Reason(
                clue.weight().isFor() ? worse(reading.sign(first)) : Sign.WELL,
                words.clue(hypothesis, clue),
                words.source(first, incident.tape()),
                clue.because());
    }

    private static Sign worse(Sign sign) {
        return sign == Sign.BROKEN ? Sign.BROKEN : Sign.LOOK;
    }

    private VerdictView.Reason reason(Observation seen, Sign sign, Incident incident) {
        return new VerdictView.Reason(
                sign, words.says(seen), words.source(seen, incident.tape()), List.of(seen));
    }

    private List<VerdictView.Other> others(Verdict verdict, Incident incident, Reading reading) {
        var besides = besides(verdict);
        var told = Stream.concat(told(verdict), besides.stream()).map(Hypothesis::cause).toList();
        var rest = reading.hypotheses().stream().filter(each -> !told.contains(each.cause()));
        return Stream.concat(besides.stream(), rest)
                .filter(each -> each.standing() != Standing.UNSUPPORTED)
                .limit(MOST_OTHERS)
                .map(
                        each ->
                                new VerdictView.Other(
                                        words.title(each),
                                        Names.of(each.standing()),
                                        sign(each.standing()),
                                        reasons(each, incident, reading).distinct().toList()))
                .toList();
    }

    private static Stream<Hypothesis> told(Verdict verdict) {
        return verdict instanceof Verdict.Located(var root, var chain, _)
                ? Stream.concat(Stream.of(root), chain.stream())
                : Stream.empty();
    }

    private static List<Hypothesis> besides(Verdict verdict) {
        return verdict instanceof Verdict.Located(_, _, var besides) ? besides : List.of();
    }

    private static Sign sign(Standing standing) {
        return switch (standing) {
            case PROVEN, LIKELY, CONFLICTED -> Sign.LOOK;
            case POSSIBLE -> Sign.UNKNOWN;
            case UNSUPPORTED, RULED_OUT -> Sign.NOT_HERE;
        };
    }

    private static List<Question> questions(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Placed(_, _, _, _, var questions) -> questions;
            case Verdict.Torn(_, var questions) -> questions;
            case Verdict.Inconclusive(_, var questions) -> questions;
            case Verdict.Located _, Verdict.NothingWrongNow _, Verdict.NotThisFault _ -> List.of();
        };
    }

    private Guide guideOf(Phase phase) {
        if (!(phase instanceof Phase.Finished(var incident, _, _))) {
            return new Guide(
                    List.of(Guide.Section.of(SAID.at("guide-later"), SAID.at("guide-later-text"))));
        }
        var verdict = incident.verdict();
        var kind = verdict instanceof Verdict.Placed ? "placed" : verdict.kind();
        var cause = main(verdict).map(root -> words.cause(root, incident));
        return new Guide(
                List.of(
                        Guide.Section.of(
                                SAID.at("guide-means"),
                                cause.map(Words.CauseText::meaning).orElse(SAID.at(kind))),
                        Guide.Section.of(
                                SAID.at("guide-lesson"),
                                practising.getValue().map(Scenario::lesson).orElse("")),
                        Guide.Section.of(SAID.at("guide-sure"), SAID.at(kind + "-sure")),
                        Guide.Section.of(
                                SAID.at("guide-prevent"),
                                cause.map(text -> String.join(" ", text.prevent())).orElse("")),
                        Guide.Section.of(SAID.at("guide-do-not"), SAID.at("guide-do-not-text")),
                        Guide.Section.of(
                                SAID.at("guide-no-access"), SAID.at("guide-no-access-text"))));
    }
}
