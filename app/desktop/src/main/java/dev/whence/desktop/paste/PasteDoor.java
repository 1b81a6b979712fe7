package dev.whence.desktop.paste;

import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Said;
import dev.whence.desktop.desk.Words;
import dev.whence.desktop.ui.Looks;

import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The door for what a person brings. It stands under every page.
public final class PasteDoor extends VBox {
    private static final Said SAID = Said.by(PasteDoor.class);
    private static final double PAGE = 585;
    private static final double LOWEST = 90;
    private static final double HIGHEST = 340;

    private final PasteModel model;
    private final ObservableValue<Phase> phase;
    private final Words words;
    private final PasteArea area;
    private final Label summary = Looks.styled(new Label(), "source");
    private final Label refused = Looks.text("", "error");
    private final Label verdict = Looks.text("", "strong");
    private final HBox outcome;
    private final VBox list = new VBox(8);
    private final Map<Integer, BroughtCard> cards = new HashMap<>();

    /// What the door asks of the window around it.
    ///
    /// @param files asks for files and brings them
    /// @param verdict turns to the page of the verdict
    public record Around(Runnable files, Runnable verdict) {}

    /// The door over its model.
    ///
    /// @param phase tells what follows from what was brought
    public PasteDoor(PasteModel model, ObservableValue<Phase> phase, Words words, Around around) {
        this.model = model;
        this.phase = phase;
        this.words = words;
        this.area = new PasteArea(model::bring);
        getStyleClass().add("paste-door");
        setMinHeight(Region.USE_PREF_SIZE);
        getStylesheets().add(Looks.sheet(PasteDoor.class, "PasteDoor.css"));
        outcome = outcome(around);
        var room = room(around);
        getChildren().addAll(head(), room);
        model.open().subscribe(open -> Looks.show(room, open));
        model.brought().subscribe(() -> show());
        model.refused()
                .subscribe(
                        why -> {
                            refused.setText(why.orElse(""));
                            Looks.show(refused, why.isPresent());
                        });
        phase.subscribe(() -> show());
    }

    /// Opens the door and puts the keyboard into it.
    public void enter() {
        model.open().set(true);
        area.requestFocus();
    }

    private HBox head() {
        var icon = new FontIcon(MaterialDesignC.CLIPBOARD_TEXT_OUTLINE);
        var door = Looks.styled(new ToggleButton(SAID.at("door"), icon), "plain", "small");
        Looks.named(door, "paste-door", SAID.at("door-accessible"));
        door.setMinWidth(Region.USE_PREF_SIZE);
        door.setTooltip(new Tooltip(SAID.at("door-tip")));
        door.selectedProperty().bindBidirectional(model.open());
        door.setOnAction(
                _ -> {
                    if (door.isSelected()) {
                        area.requestFocus();
                    }
                });
        summary.setId("paste-summary");
        summary.setMinWidth(0);
        return Looks.styled(new HBox(10, door, summary), "paste-head");
    }

    private VBox room(Around around) {
        area.setPromptText(SAID.at("area-prompt"));
        Looks.named(area, "paste-area", SAID.at("area"));
        HBox.setHgrow(area, Priority.ALWAYS);
        var files = button("files", "plain", around.files());
        var read = button("read", "plain", area::handOn);
        read.disableProperty().bind(area.textProperty().isEmpty());
        var scroll = Looks.styled(new ScrollPane(list), "page-scroll", "paste-list");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(Region.USE_PREF_SIZE);
        sceneProperty()
                .flatMap(Scene::heightProperty)
                .subscribe(height -> fit(scroll, height == null ? 0 : height.doubleValue()));
        model.brought().subscribe(all -> Looks.show(scroll, !all.isEmpty()));
        return Looks.styled(
                new VBox(8, new HBox(8, area, new VBox(8, files, read)), refused, scroll, outcome),
                "paste-room");
    }

    /// Leaves the page above some room in low windows, too.
    private static void fit(ScrollPane scroll, double height) {
        scroll.setPrefHeight(Math.clamp(height - PAGE, LOWEST, HIGHEST));
    }

    private HBox outcome(Around around) {
        HBox.setHgrow(verdict, Priority.ALWAYS);
        verdict.setMaxWidth(Double.MAX_VALUE);
        verdict.setId("paste-verdict");
        return Looks.styled(
                new HBox(10, verdict, button("see", "plain", around.verdict())), "paste-outcome");
    }

    private static Button button(String id, String look, Runnable action) {
        var button = Looks.styled(new Button(SAID.at(id)), look, "small");
        Looks.named(button, "paste-" + id, SAID.at(id));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private void show() {
        var all = model.brought().get();
        summary.setText(all.isEmpty() ? SAID.at("door-hint") : counted(all));
        cards.keySet().retainAll(all.stream().map(Brought::id).toList());
        var wanted = all.stream().map(this::card).toList();
        if (!list.getChildren().equals(wanted)) {
            list.getChildren().setAll(wanted);
        }
        showOutcome(all);
    }

    private void showOutcome(List<Brought> all) {
        var read = all.stream().anyMatch(each -> each.state() instanceof Brought.State.Read);
        Looks.show(outcome, read && phase.getValue() instanceof Phase.Finished);
        if (phase.getValue() instanceof Phase.Finished(var incident, _, _)) {
            verdict.setText(SAID.at("verdict", "title", words.headline(incident).title()));
        }
    }

    private String counted(List<Brought> all) {
        var found =
                all.stream()
                        .map(Brought::state)
                        .filter(Brought.State.Read.class::isInstance)
                        .mapToLong(state -> ((Brought.State.Read) state).seen().size())
                        .sum();
        return SAID.at(
                all.size() == 1 ? "texts-one" : "texts",
                "count",
                all.size(),
                "found",
                model.busy() ? SAID.at("reading") : SAID.counted("found", found));
    }

    private BroughtCard card(Brought brought) {
        var card = cards.computeIfAbsent(brought.id(), _ -> new BroughtCard(brought, model, words));
        card.show(brought, phase.getValue().reading());
        return card;
    }
}
