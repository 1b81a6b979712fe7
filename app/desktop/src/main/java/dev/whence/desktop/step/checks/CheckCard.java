package dev.whence.desktop.step.checks;

import dev.whence.desktop.desk.Said;
import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.step.Actions;
import dev.whence.desktop.ui.Finding;
import dev.whence.desktop.ui.Looks;
import dev.whence.desktop.ui.SignBadge;
import dev.whence.knowledge.words.Shown;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/// One check: its sign and word, what it saw, and how long it took.
final class CheckCard extends VBox {
    private static final Said SAID = Said.by(CheckCard.class);
    private static final int MOST_SHOWN = 12;

    private final Actions actions;
    private final SignBadge badge;
    private final Label state = Looks.text("", "source");
    private final Label took = Looks.styled(new Label(), "source");
    private final Button explain = Looks.styled(new Button(SAID.at("explain")), "plain", "small");
    private final VBox body = new VBox();
    private @Nullable CheckView shown;

    CheckCard(CheckView check, Actions actions, Runnable explained) {
        super(6);
        this.actions = actions;
        this.badge = Looks.styled(new SignBadge(check.sign()), "round");
        getStyleClass().addAll("card", "check-card");
        setId("check-" + check.key().id());
        var title =
                check.where()
                        .map(where -> SAID.at("at", "title", check.text().title(), "where", where))
                        .orElse(check.text().title());
        var names = new VBox(2, Looks.text(title, "strong"), state);
        HBox.setHgrow(names, Priority.ALWAYS);
        Looks.named(
                explain, "explain-" + check.key().id(), SAID.at("explain-this", "title", title));
        explain.setMinWidth(Button.USE_PREF_SIZE);
        explain.setOnAction(_ -> explained.run());
        took.setMinWidth(Label.USE_PREF_SIZE);
        getChildren().addAll(Looks.styled(new HBox(10, badge, names, took, explain), "head"), body);
    }

    /// Puts the keyboard on the card.
    void focusExplain() {
        explain.requestFocus();
    }

    /// Shows the check as it stands; what has not changed stays as it is.
    void show(CheckView check) {
        if (check.equals(shown)) {
            return;
        }
        shown = check;
        badge.show(check.sign());
        Looks.mark(this, check.sign());
        state.setText(word(check));
        took.setText(check.took().isZero() ? "" : Shown.duration(check.took()));
        body.getChildren().clear();
        if (!check.says().isEmpty()) {
            body.getChildren().add(Looks.styled(Looks.text(check.says(), "muted"), "says"));
        }
        addFindings(check);
    }

    private void addFindings(CheckView check) {
        for (var i = 0; i < Math.min(check.found().size(), MOST_SHOWN); i++) {
            var found = check.found().get(i);
            body.getChildren()
                    .add(
                            new Finding(
                                    check.key().id() + "-" + (i + 1),
                                    found.sign(),
                                    found.says(),
                                    found.source(),
                                    () -> actions.raw(found.seen())));
        }
        if (check.found().size() > MOST_SHOWN) {
            body.getChildren()
                    .add(
                            Looks.text(
                                    SAID.at("more", "count", check.found().size() - MOST_SHOWN),
                                    "source"));
        }
        if (!body.getChildren().isEmpty()) {
            Looks.styled(body.getChildren().getLast(), "last");
        }
    }

    private static String word(CheckView check) {
        return check.sign() == Sign.NOTED && check.found().isEmpty()
                ? SAID.at("looked")
                : check.sign().word();
    }
}
