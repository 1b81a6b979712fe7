package dev.whence.desktop.shell;

import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Said;
import dev.whence.desktop.desk.Words;
import dev.whence.desktop.step.StepId;
import dev.whence.desktop.step.Summary;

import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.EnumMap;
import java.util.Map;

/// The steps, each with its sign, its line and its duration.
final class StepRail extends VBox {
    private static final Said SAID = Said.by(StepRail.class);

    private final Map<StepId, RailItem> items = new EnumMap<>(StepId.class);

    StepRail(WizardModel model, Words words) {
        super(2);
        getStyleClass().add("rail");
        setAccessibleText(SAID.at("steps"));
        StepId.road().forEach(page -> getChildren().add(item(page, model)));
        var space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        getChildren().addAll(space, item(StepId.PRACTICE, model));
        model.phase().subscribe(phase -> show(phase, words));
        model.page().subscribe(page -> items.forEach((id, item) -> item.select(id == page)));
    }

    private RailItem item(StepId page, WizardModel model) {
        var item = new RailItem(page, SAID.at(page.id()), () -> model.go(page));
        items.put(page, item);
        return item;
    }

    private void show(Phase phase, Words words) {
        items.forEach((page, item) -> item.show(Summary.of(page, phase, words)));
    }
}
