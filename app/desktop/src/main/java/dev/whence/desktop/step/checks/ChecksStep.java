package dev.whence.desktop.step.checks;

import dev.whence.desktop.desk.Said;
import dev.whence.desktop.step.Actions;
import dev.whence.desktop.step.Page;
import dev.whence.desktop.ui.EmptyState;
import dev.whence.desktop.ui.Guide;
import dev.whence.desktop.ui.Looks;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Watches the checks of one step.
public final class ChecksStep implements Page {
    private static final Said SAID = Said.by(ChecksStep.class);

    private final ChecksModel model;
    private final Actions actions;
    private final Map<CheckView.Key, CheckCard> cards = new HashMap<>();
    private final VBox list = new VBox(10);
    private final VBox view = Looks.styled(new VBox(16), "page", "checks");

    /// The page over its model.
    public ChecksStep(ChecksModel model, Actions actions) {
        this.model = model;
        this.actions = actions;
        view.getStylesheets().add(Looks.sheet(ChecksStep.class, "ChecksStep.css"));
        view.getChildren()
                .addAll(
                        new VBox(
                                4,
                                Looks.text(model.title(), "h1"),
                                Looks.text(model.about(), "muted")),
                        list);
        model.checks().subscribe(this::show);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public ObservableValue<Guide> guide() {
        return model.guide();
    }

    @Override
    public void focus() {
        list.getChildren().stream()
                .filter(CheckCard.class::isInstance)
                .map(CheckCard.class::cast)
                .findFirst()
                .ifPresent(CheckCard::focusExplain);
    }

    private void show(List<CheckView> checks) {
        if (checks.isEmpty()) {
            list.getChildren()
                    .setAll(
                            new EmptyState(
                                    MaterialDesignF.FORMAT_LIST_CHECKS,
                                    SAID.at("empty"),
                                    SAID.at("empty-about")));
            return;
        }
        var wanted = checks.stream().map(this::card).toList();
        if (!list.getChildren().equals(wanted)) {
            list.getChildren().setAll(wanted);
        }
    }

    private CheckCard card(CheckView check) {
        var card =
                cards.computeIfAbsent(
                        check.key(), key -> new CheckCard(check, actions, () -> model.choose(key)));
        card.show(check);
        return card;
    }
}
