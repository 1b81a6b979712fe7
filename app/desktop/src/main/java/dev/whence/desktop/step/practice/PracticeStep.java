package dev.whence.desktop.step.practice;

import dev.whence.desktop.desk.Said;
import dev.whence.desktop.desk.Scenario;
import dev.whence.desktop.step.Actions;
import dev.whence.desktop.step.Page;
import dev.whence.desktop.ui.EmptyState;
import dev.whence.desktop.ui.Guide;
import dev.whence.desktop.ui.Looks;
import dev.whence.desktop.ui.Prose;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

import java.util.List;

/// Lists the incidents to practise on, each with its story.
public final class PracticeStep implements Page {
    private static final Said SAID = Said.by(PracticeStep.class);

    private final VBox view = Looks.styled(new VBox(16), "page", "practice");
    private final VBox list = new VBox(10);
    private final ReadOnlyObjectWrapper<Guide> guide =
            new ReadOnlyObjectWrapper<>(
                    new Guide(
                            List.of(
                                    Guide.Section.of(
                                            SAID.at("guide-how"), SAID.at("guide-how-text")),
                                    Guide.Section.of(
                                            SAID.at("guide-safe"), SAID.at("guide-safe-text")))));

    /// The page of some scenarios.
    public PracticeStep(List<Scenario> scenarios, Actions actions, Prose prose) {
        view.getChildren()
                .addAll(
                        new VBox(
                                4,
                                Looks.text(SAID.at("title"), "h1"),
                                Looks.text(SAID.at("about"), "muted")),
                        list);
        scenarios.forEach(each -> list.getChildren().add(card(each, actions, prose)));
        if (scenarios.isEmpty()) {
            list.getChildren()
                    .add(
                            new EmptyState(
                                    MaterialDesignS.SCHOOL_OUTLINE,
                                    SAID.at("empty"),
                                    SAID.at("empty-about")));
        }
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public ObservableValue<Guide> guide() {
        return guide.getReadOnlyProperty();
    }

    @Override
    public void focus() {
        var first = list.lookup(".button");
        if (first != null) {
            first.requestFocus();
        }
    }

    private static Node card(Scenario scenario, Actions actions, Prose prose) {
        var start = Looks.styled(new Button(SAID.at("start")), "plain");
        Looks.named(
                start,
                "practise-" + scenario.id(),
                SAID.at("start-this", "title", scenario.title()));
        start.setMinWidth(Button.USE_PREF_SIZE);
        start.setOnAction(_ -> actions.practise(scenario));
        var words = new VBox(4, Looks.text(scenario.title(), "h2"), prose.of(scenario.story()));
        HBox.setHgrow(words, Priority.ALWAYS);
        return Looks.styled(new HBox(16, words, start), "card");
    }
}
