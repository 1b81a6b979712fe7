package dev.whence.desktop.step.verify;

import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Recheck;
import dev.whence.desktop.desk.Said;
import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.desk.Words;
import dev.whence.desktop.step.Summary;
import dev.whence.desktop.ui.Guide;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.run.Incident;
import dev.whence.engine.verdict.Verdict;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether the fix worked, and what goes into the report.
public final class VerifyModel {
    private static final Said SAID = Said.by(VerifyModel.class);

    private final ObservableValue<Phase> phase;
    private final ObservableValue<Recheck> recheck;
    private final Words words;
    private final StringProperty notes = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Result> result =
            new ReadOnlyObjectWrapper<>(new Result(Sign.WAITING, "", "", false));

    /// How looking again came out.
    ///
    /// @param running it is under way
    record Result(Sign sign, String title, String sentence, boolean running) {}

    /// @param phase what is known at the moment
    /// @param recheck how far looking again is
    public VerifyModel(
            ObservableValue<Phase> phase, ObservableValue<Recheck> recheck, Words words) {
        this.phase = phase;
        this.recheck = recheck;
        this.words = words;
        phase.subscribe(this::show);
        recheck.subscribe(this::show);
        show();
    }

    /// What the user writes down for the report.
    StringProperty notes() {
        return notes;
    }

    /// Whether there is an incident to look at again and to save.
    ReadOnlyBooleanProperty ready() {
        return ready.getReadOnlyProperty();
    }

    /// How looking again came out.
    ReadOnlyObjectProperty<Result> result() {
        return result.getReadOnlyProperty();
    }

    /// The checks that show whether a fix worked; all of them where no fix names any.
    Set<CheckId> confirming() {
        return phase.getValue()
                .soFar()
                .filter(incident -> incident.verdict() instanceof Verdict.Located)
                .map(this::confirming)
                .orElse(Set.of());
    }

    /// What the runbook says beside the page.
    static Guide guide() {
        return new Guide(
                List.of(
                        Guide.Section.of(SAID.at("guide-again"), SAID.at("guide-again-text")),
                        Guide.Section.of(SAID.at("guide-good"), SAID.at("guide-good-text")),
                        Guide.Section.of(SAID.at("guide-report"), SAID.at("guide-report-text"))));
    }

    private Set<CheckId> confirming(Incident incident) {
        return incident.verdict() instanceof Verdict.Located(var root, _, _)
                ? words.cause(root, incident).fixes().stream()
                        .flatMap(fix -> fix.confirmedBy().stream())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private void show() {
        ready.set(phase.getValue() instanceof Phase.Finished);
        result.set(
                switch (recheck.getValue()) {
                    case Recheck.None() ->
                            new Result(Sign.WAITING, SAID.at("none"), SAID.at("none-text"), false);
                    case Recheck.Looking(_, var progress) ->
                            new Result(
                                    Sign.LOOKING,
                                    SAID.at("looking"),
                                    SAID.at(
                                            "looking-text",
                                            "done",
                                            progress.ended(),
                                            "all",
                                            progress.items().size()),
                                    true);
                    case Recheck.Done(var incident, _) -> done(incident);
                });
    }

    private Result done(Incident incident) {
        var headline = words.headline(incident);
        return new Result(
                Summary.sign(incident.verdict()),
                incident.verdict() instanceof Verdict.NothingWrongNow
                        ? SAID.at("fixed")
                        : SAID.at("still", "title", headline.title()),
                headline.sentence(),
                false);
    }
}
