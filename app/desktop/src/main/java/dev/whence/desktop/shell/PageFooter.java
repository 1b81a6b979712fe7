package dev.whence.desktop.shell;

import dev.whence.desktop.desk.Said;
import dev.whence.desktop.step.StepId;
import dev.whence.desktop.ui.Looks;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Turns the pages. It stands still while pages change above it.
final class PageFooter extends HBox {
    private static final Said SAID = Said.by(PageFooter.class);

    private final Button back = Looks.styled(new Button(SAID.at("back")), "plain");
    private final Button start = Looks.styled(new Button(SAID.at("start")), "accent");
    private final Label hint = Looks.styled(new Label(SAID.at("start-hint")), "source");
    private final Button next = Looks.styled(new Button(), "plain");

    PageFooter(WizardModel model, Runnable begin) {
        super(10);
        getStyleClass().add("page-footer");
        Looks.named(back, "back", SAID.at("back").replace("_", ""));
        Looks.named(next, "next", "");
        back.setOnAction(_ -> model.page().get().previous().ifPresent(model::go));
        next.setOnAction(_ -> model.page().get().next().ifPresent(model::go));
        Looks.named(start, "start", SAID.at("start-accessible"));
        start.setOnAction(_ -> begin.run());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(start, hint, back, space, next);
        model.page().subscribe(this::show);
    }

    private void show(StepId page) {
        var first = page == StepId.DESCRIBE;
        Looks.show(start, first);
        Looks.show(hint, first);
        start.setDefaultButton(first);
        Looks.show(back, page.previous().isPresent());
        var to = page.next().filter(_ -> page != StepId.DESCRIBE && page != StepId.PRACTICE);
        next.setVisible(to.isPresent());
        next.setDefaultButton(to.isPresent());
        to.ifPresent(
                id -> {
                    next.setText(SAID.at("next", "page", SAID.at(id.id())));
                    next.setAccessibleText(next.getText().replace("_", ""));
                });
    }
}
