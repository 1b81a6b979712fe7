package dev.whence.desktop.shell;

import atlantafx.base.controls.Notification;

import dev.whence.desktop.desk.Desk;
import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.paste.PasteDoor;
import dev.whence.desktop.step.Page;
import dev.whence.desktop.step.StepId;
import dev.whence.desktop.step.checks.ChecksModel;
import dev.whence.desktop.step.checks.ChecksStep;
import dev.whence.desktop.step.describe.DescribeModel;
import dev.whence.desktop.step.describe.DescribeStep;
import dev.whence.desktop.step.practice.PracticeStep;
import dev.whence.desktop.step.verdict.VerdictModel;
import dev.whence.desktop.step.verdict.VerdictStep;
import dev.whence.desktop.step.verify.SavePlace;
import dev.whence.desktop.step.verify.VerifyModel;
import dev.whence.desktop.step.verify.VerifyStep;
import dev.whence.desktop.ui.Guide;
import dev.whence.desktop.ui.Looks;
import dev.whence.desktop.ui.Prose;
import dev.whence.desktop.ui.Road;
import dev.whence.desktop.ui.SignBadge;
import dev.whence.desktop.ui.Station;
import dev.whence.knowledge.pasted.Explained;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.Subscription;

import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The five places of the window, always the same: what is failing, the steps, the road with the
/// page under it, the runbook, and the progress.
public final class WizardShell extends StackPane {
    private static final double NARROW = 1120;
    private static final Duration SHOWN = Duration.seconds(6);

    private final WizardModel model;
    private final Map<StepId, Page> pages = new EnumMap<>(StepId.class);
    private final Map<StepId, ScrollPane> views = new EnumMap<>(StepId.class);
    private final DescribeModel describe;
    private final DescribeStep describing;
    private final VerifyStep verifying;
    private final PasteDoor door;
    private final StackPane middle = new StackPane();
    private final Road road = new Road();
    private final RunbookPane runbook;
    private Subscription guide = Subscription.EMPTY;

    /// What the shell is made of.
    ///
    /// @param open asks for a saved incident and opens it
    /// @param files asks for files with evidence
    /// @param theme changes between light and dark
    public record Around(
            SavePlace place,
            Runnable open,
            Supplier<List<Path>> files,
            Runnable theme,
            Clock clock) {}

    /// The frame over its model.
    public WizardShell(WizardModel model, Desk desk, Around around) {
        this.model = model;
        this.describe = new DescribeModel(around.clock());
        this.describing = new DescribeStep(describe, model);
        var words = desk.words();
        var prose = new Prose(words.glossary());
        this.runbook = new RunbookPane(prose);
        this.verifying =
                new VerifyStep(
                        new VerifyModel(model.phase(), model.recheck(), words),
                        model,
                        around.place());
        this.door =
                new PasteDoor(
                        model.paste(),
                        model.phase(),
                        words,
                        new PasteDoor.Around(
                                () -> bring(around.files().get()), () -> model.go(StepId.VERDICT)));
        model.typed(describe::typed);
        getStyleClass().add("shell");
        getStylesheets().add(Looks.sheet(WizardShell.class, "WizardShell.css"));
        addPages(desk, prose);

        var frame = new BorderPane();
        frame.setTop(new TopBar(model, around.open(), around.theme()));
        frame.setLeft(new StepRail(model, words));
        frame.setCenter(centre());
        frame.setBottom(new BottomBar(model));
        getChildren().add(frame);

        model.phase().subscribe(phase -> show(phase, desk));
        model.page().subscribe(this::turnTo);
        model.notice().subscribe(notice -> notice.ifPresent(this::tell));
        model.guided().subscribe(runbook.open()::set);
        widthProperty().subscribe(this::fit);
        setOnDragOver(this::offer);
        setOnDragDropped(this::drop);
    }

    /// Opens the door for what the user has.
    public void paste() {
        door.enter();
    }

    /// Starts the run that the first page describes.
    public void submit() {
        if (model.page().get() == StepId.DESCRIBE) {
            describing.submit();
        } else if (!model.busy()) {
            model.again();
        }
    }

    /// Puts the keyboard on the page that is open; it must be laid out by then.
    public void focusPage() {
        Optional.ofNullable(pages.get(model.page().get())).ifPresent(Page::focus);
    }

    /// Saves the report as PDF.
    public void save() {
        if (model.phase().get() instanceof Phase.Finished) {
            verifying.save(Desk.Form.PDF);
        }
    }

    /// Shows or hides the runbook.
    public void foldRunbook() {
        runbook.open().set(!runbook.open().get());
    }

    /// What was typed on the first page.
    public DescribeModel describe() {
        return describe;
    }

    private void addPages(Desk desk, Prose prose) {
        var words = desk.words();
        pages.put(StepId.DESCRIBE, describing);
        for (var id : StepId.values()) {
            id.step()
                    .map(step -> new ChecksModel(step, model.phase(), words))
                    .map(checks -> new ChecksStep(checks, model))
                    .ifPresent(page -> pages.put(id, page));
        }
        pages.put(
                StepId.VERDICT,
                new VerdictStep(
                        new VerdictModel(model.phase(), model.practising(), words), model, prose));
        pages.put(StepId.VERIFY, verifying);
        pages.put(StepId.PRACTICE, new PracticeStep(desk.scenarios(), model, prose));
    }

    private VBox centre() {
        var page = new VBox(middle, door, new PageFooter(model, this::submit));
        VBox.setVgrow(middle, Priority.ALWAYS);
        HBox.setHgrow(page, Priority.ALWAYS);
        page.setMinWidth(0);
        var below = new HBox(page, runbook);
        VBox.setVgrow(below, Priority.ALWAYS);
        below.setMinHeight(0);
        var column = Looks.styled(new VBox(road, below), "centre");
        column.setMinWidth(0);
        return column;
    }

    private void show(Phase phase, Desk desk) {
        road.show(Station.road(phase, desk.words()));
        if (!(phase instanceof Phase.Finished(var incident, _, _))) {
            return;
        }
        if (!phase.alone()) {
            describe.show(incident.target());
        } else if (Explained.isNamed(incident.target())) {
            describe.suggest(incident.target());
        }
    }

    private void offer(DragEvent drag) {
        if (drag.getDragboard().hasFiles() || drag.getDragboard().hasString()) {
            drag.acceptTransferModes(TransferMode.COPY);
        }
        drag.consume();
    }

    private void drop(DragEvent drag) {
        var brought = drag.getDragboard();
        if (brought.hasFiles()) {
            bring(brought.getFiles().stream().map(File::toPath).toList());
        } else if (brought.hasString()) {
            model.paste().bring(brought.getString());
        }
        drag.setDropCompleted(true);
        drag.consume();
    }

    /// A saved incident is opened; everything else is evidence.
    private void bring(List<Path> files) {
        if (files.size() == 1
                && files.getFirst().toString().endsWith(Desk.Form.INCIDENT.ending())) {
            model.open(files.getFirst());
        } else {
            model.paste().bring(files);
        }
    }

    private void turnTo(StepId id) {
        var page = Optional.ofNullable(pages.get(id)).orElseThrow();
        guide.unsubscribe();
        guide = page.guide().subscribe((Guide said) -> runbook.show(said));
        middle.getChildren().setAll(views.computeIfAbsent(id, _ -> scrolled(page)));
        if (getScene() != null) {
            applyCss();
            layout();
            page.focus();
        }
    }

    private static ScrollPane scrolled(Page page) {
        var scroll = Looks.styled(new ScrollPane(page.view()), "page-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        return scroll;
    }

    private void fit(Number width) {
        if (width.doubleValue() > 0 && width.doubleValue() < NARROW) {
            runbook.open().set(false);
        }
    }

    private void tell(Notice notice) {
        var toast = new Notification(notice.says(), new SignBadge(notice.sign()));
        Looks.named(toast, "notice", notice.says());
        Looks.styled(toast, "notice");
        toast.setMaxHeight(USE_PREF_SIZE);
        toast.setMaxWidth(420);
        StackPane.setAlignment(toast, Pos.BOTTOM_RIGHT);
        toast.setOnClose(_ -> getChildren().remove(toast));
        getChildren().add(toast);
        var over = new PauseTransition(SHOWN);
        over.setOnFinished(_ -> getChildren().remove(toast));
        over.play();
    }
}
