package dev.whence.desktop.shell;

import dev.whence.desktop.desk.Said;
import dev.whence.desktop.ui.CommandBox;
import dev.whence.desktop.ui.Guide;
import dev.whence.desktop.ui.Looks;
import dev.whence.desktop.ui.Prose;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// The runbook beside the page. Folded, it leaves a narrow strip to open it again.
final class RunbookPane extends BorderPane {
    private static final Said SAID = Said.by(RunbookPane.class);

    private final Prose prose;
    private final BooleanProperty open = new SimpleBooleanProperty(true);
    private final VBox sections = Looks.styled(new VBox(14), "sections");
    private final Button fold = Looks.styled(new Button(), "plain", "icon", "flat");
    private final ScrollPane scroll = new ScrollPane(sections);
    private Guide shown = Guide.EMPTY;

    RunbookPane(Prose prose) {
        this.prose = prose;
        getStyleClass().add("runbook");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        var title = Looks.text(SAID.at("title"), "h3");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        Looks.named(fold, "fold-runbook", SAID.at("fold"));
        fold.setMinWidth(Region.USE_PREF_SIZE);
        fold.setOnAction(_ -> open.set(!open.get()));
        fold.setTooltip(new Tooltip(SAID.at("fold")));
        setTop(Looks.styled(new HBox(title, fold), "runbook-head"));
        setCenter(scroll);
        open.subscribe(isOpen -> showOpen(isOpen, title));
    }

    /// Whether the runbook can be read.
    BooleanProperty open() {
        return open;
    }

    void show(Guide guide) {
        if (guide.equals(shown)) {
            return;
        }
        shown = guide;
        scroll.setVvalue(0);
        sections.getChildren().clear();
        for (var i = 0; i < guide.sections().size(); i++) {
            sections.getChildren().add(section(i, guide.sections().get(i)));
        }
    }

    private Node section(int index, Guide.Section section) {
        var box = new VBox(6, Looks.text(section.heading(), index == 0 ? "h2" : "h3"));
        if (!section.text().isBlank()) {
            box.getChildren().add(prose.of(section.text()));
        }
        for (var i = 0; i < section.commands().size(); i++) {
            box.getChildren().add(new CommandBox("by-hand-" + (i + 1), section.commands().get(i)));
        }
        return box;
    }

    private void showOpen(boolean isOpen, Node title) {
        Looks.show(scroll, isOpen);
        Looks.show(title, isOpen);
        fold.setGraphic(
                new FontIcon(
                        isOpen
                                ? MaterialDesignC.CHEVRON_DOUBLE_RIGHT
                                : MaterialDesignB.BOOK_OPEN_OUTLINE));
        setPrefWidth(isOpen ? 300 : 52);
        setMinWidth(isOpen ? 260 : 52);
        setMaxWidth(isOpen ? 300 : 52);
    }
}
