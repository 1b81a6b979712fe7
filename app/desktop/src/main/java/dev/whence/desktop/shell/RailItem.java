package dev.whence.desktop.shell;

import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.step.StepId;
import dev.whence.desktop.step.Summary;
import dev.whence.desktop.ui.Looks;
import dev.whence.desktop.ui.SignBadge;
import dev.whence.knowledge.words.Shown;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/// One step in the list.
final class RailItem extends Button {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final String name;
    private final SignBadge badge = Looks.styled(new SignBadge(Sign.WAITING), "round");
    private final Label number;
    private final Label line = Looks.styled(new Label(), "source");
    private final Label took = Looks.styled(new Label(), "source");
    private final Tooltip whole = new Tooltip();

    RailItem(StepId page, String name, Runnable open) {
        this.name = name;
        this.number = Looks.styled(new Label(page.number()), "rail-number");
        var title = page.step().map(_ -> page.number() + " " + name).orElse(name);
        var heading = Looks.styled(new Label(title), "rail-title");
        HBox.setHgrow(heading, Priority.ALWAYS);
        heading.setMaxWidth(Double.MAX_VALUE);
        var words = new VBox(1, Looks.styled(new HBox(6, heading, took), "row"), line);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        took.setMinWidth(Label.USE_PREF_SIZE);
        getStyleClass().setAll("rail-item");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setMaxWidth(Double.MAX_VALUE);
        var row = Looks.styled(new HBox(10, new StackPane(badge, number), words), "row");
        row.prefWidthProperty().bind(widthProperty().subtract(20));
        if (page == StepId.PRACTICE) {
            number.setGraphic(new FontIcon(MaterialDesignS.SCHOOL_OUTLINE));
            number.setText("");
        }
        setGraphic(row);
        setId("step-" + page.id());
        setTooltip(whole);
        setOnAction(_ -> open.run());
    }

    void select(boolean selected) {
        pseudoClassStateChanged(SELECTED, selected);
    }

    void show(Summary summary) {
        var waiting = summary.sign() == Sign.WAITING;
        badge.setVisible(!waiting);
        number.setVisible(waiting);
        badge.show(summary.sign());
        line.setText(summary.line());
        took.setText(summary.took().isZero() ? "" : Shown.duration(summary.took()));
        whole.setText(summary.line());
        setAccessibleText(name + ", " + summary.sign().word() + ", " + summary.line());
    }
}
