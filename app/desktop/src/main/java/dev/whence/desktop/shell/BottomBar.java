package dev.whence.desktop.shell;

import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Recheck;
import dev.whence.desktop.desk.Said;
import dev.whence.desktop.desk.Times;
import dev.whence.desktop.ui.Looks;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.Progress;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Exchange;
import dev.whence.knowledge.words.Shown;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import java.util.List;
import java.util.stream.Stream;

/// How far it is, what was touched, and when it was saved.
final class BottomBar extends HBox {
    private static final Said SAID = Said.by(BottomBar.class);

    private final ProgressBar bar = new ProgressBar(0);
    private final Label progress = new Label();
    private final Label touched = Looks.styled(new Label(), "muted");
    private final Label saved = Looks.styled(new Label(), "muted");
    private final Button cancel = Looks.styled(new Button(SAID.at("cancel")), "plain", "small");

    BottomBar(WizardModel model) {
        super(14);
        getStyleClass().add("bottom-bar");
        bar.setAccessibleText(SAID.at("progress"));
        Looks.named(cancel, "cancel", SAID.at("cancel-accessible"));
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(_ -> model.cancel());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        progress.setId("progress");
        progress.setMinWidth(60);
        touched.setMinWidth(60);
        saved.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(bar, progress, cancel, space, touched, saved);
        model.phase().subscribe(() -> show(model));
        model.recheck().subscribe(() -> show(model));
        show(model);
        model.saved()
                .subscribe(
                        at ->
                                saved.setText(
                                        at.map(time -> SAID.at("saved", "at", Times.second(time)))
                                                .orElse("")));
    }

    private void show(WizardModel model) {
        cancel.setVisible(model.busy());
        var phase = model.phase().get();
        touched.setText(touched(phase.tape()));
        if (model.recheck().get() instanceof Recheck.Looking(_, var again)) {
            showRun(again);
            return;
        }
        switch (phase) {
            case Phase.Describing() -> {
                Looks.show(bar, false);
                progress.setText(SAID.at("ready"));
            }
            case Phase.Looking(_, var run, _) -> showRun(run);
            case Phase.Finished(var incident, _, var cancelled) -> {
                bar.setProgress(1);
                Looks.show(bar, !phase.alone());
                progress.setText(
                        phase.alone()
                                ? SAID.at("alone")
                                : SAID.at(
                                        cancelled ? "cancelled" : "done",
                                        "count",
                                        looked(incident),
                                        "took",
                                        Shown.duration(incident.took())));
            }
        }
    }

    private static long looked(Incident incident) {
        return incident.facts().coverage().entries().stream()
                .filter(entry -> entry.from().kind() != Vantage.Kind.PASTED)
                .count();
    }

    private void showRun(Progress run) {
        Looks.show(bar, true);
        var all = run.items().size();
        bar.setProgress(all == 0 ? 0 : (double) run.ended() / all);
        progress.setText(SAID.at("running", "done", run.ended(), "count", all));
    }

    private static String touched(List<Exchange> tape) {
        var commands = commands(tape).count();
        var hosts = commands(tape).map(run -> run.command().host()).distinct().count();
        return commands == 0
                ? ""
                : SAID.counted("hosts", hosts) + ", " + SAID.counted("commands", commands);
    }

    private static Stream<Ask.Run> commands(List<Exchange> tape) {
        return tape.stream()
                .map(Exchange::asked)
                .filter(Ask.Run.class::isInstance)
                .map(Ask.Run.class::cast);
    }
}
