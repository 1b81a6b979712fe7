package dev.whence.desktop.ui;

import dev.whence.desktop.desk.Said;

import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// A command alone in a box, to be copied. Nothing here runs it.
public final class CommandBox extends HBox {
    private static final Said SAID = Said.by(CommandBox.class);
    private static final Duration SHOWN = Duration.seconds(2);

    private final Button copy =
            new Button(SAID.at("copy"), new FontIcon(MaterialDesignC.CONTENT_COPY));

    /// @param id names the copy button as `copy-` and this
    public CommandBox(String id, String command) {
        getStyleClass().add("command-box");
        var text = Looks.text(command, "command");
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        copy.setMinWidth(Button.USE_PREF_SIZE);
        Looks.styled(copy, "plain", "small");
        Looks.named(copy, "copy-" + id, SAID.at("copy-this", "command", command));
        copy.setOnAction(_ -> copy(command));
        getChildren().addAll(text, copy);
    }

    private void copy(String command) {
        var content = new ClipboardContent();
        content.putString(command);
        Clipboard.getSystemClipboard().setContent(content);
        copy.setText(SAID.at("copied"));
        var back = new PauseTransition(SHOWN);
        back.setOnFinished(_ -> copy.setText(SAID.at("copy")));
        back.play();
    }

    /// The command that the box shows.
    public String command() {
        return getChildren().getFirst() instanceof Label label ? label.getText() : "";
    }
}
