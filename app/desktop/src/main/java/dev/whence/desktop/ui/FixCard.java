package dev.whence.desktop.ui;

import dev.whence.desktop.desk.Said;
import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.desk.Words;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// A fix to try: where it runs, what it risks, how to undo it, and its steps with their commands.
public final class FixCard extends VBox {
    private static final Said SAID = Said.by(FixCard.class);

    /// @param number its place in the order to try them, from 1
    public FixCard(int number, Words.FixText fix, Prose prose) {
        super(8);
        getStyleClass().addAll("card", "fix-card");
        setId("fix-" + number);
        getChildren()
                .addAll(
                        Looks.text(SAID.at("title", "number", number, "title", fix.title()), "h2"),
                        pills(fix));
        for (var i = 0; i < fix.steps().size(); i++) {
            getChildren().add(step("fix-" + number + "-" + (i + 1), fix.steps().get(i), prose));
        }
    }

    private static FlowPane pills(Words.FixText fix) {
        var pills = new FlowPane(8, 6);
        pills.getChildren().add(pill(SAID.at("where", "where", fix.where()), Sign.NOTED));
        pills.getChildren().add(pill(fix.risk(), fix.careful() ? Sign.LOOK : Sign.NOTED));
        fix.undo()
                .map(undo -> pill(SAID.at("undo", "undo", undo), Sign.NOTED))
                .ifPresent(pills.getChildren()::add);
        return pills;
    }

    private static Label pill(String text, Sign sign) {
        var pill = Looks.text(text, "pill");
        Looks.mark(pill, sign);
        return pill;
    }

    private static Node step(String id, Words.StepText step, Prose prose) {
        var box = new VBox(6, prose.of(step.say()));
        step.run().ifPresent(command -> box.getChildren().add(new CommandBox(id, command)));
        step.expect()
                .map(expect -> prose.of(SAID.at("expect", "expect", expect), "muted"))
                .ifPresent(box.getChildren()::add);
        return box;
    }
}
