package dev.whence.desktop.ui;

import dev.whence.desktop.desk.Said;
import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.desk.Words;

import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.function.Supplier;

/// One finding: its sign, one sentence, where it comes from, and its raw text one click away.
public final class Finding extends VBox {
    private static final Said SAID = Said.by(Finding.class);
    private static final int MOST_LINES = 16;

    private final Supplier<String> raw;

    /// @param id names the button as `raw-` and this
    /// @param raw the text behind the sentence, asked for when it is shown
    public Finding(String id, Sign sign, String says, Words.Source source, Supplier<String> raw) {
        this.raw = raw;
        getStyleClass().add("finding");
        var sentence = new VBox(2, Looks.text(says), Looks.text(line(source), "source"));
        HBox.setHgrow(sentence, Priority.ALWAYS);
        getChildren().add(new HBox(10, new SignBadge(sign), sentence, button(id, says)));
    }

    /// Where something comes from, on one line.
    public static String line(Words.Source source) {
        return source.how().isEmpty() ? source.from() : source.from() + " · " + source.how();
    }

    private ToggleButton button(String id, String says) {
        var button = Looks.styled(new ToggleButton(SAID.at("raw")), "plain", "small");
        Looks.named(button, "raw-" + id, SAID.at("raw-of", "sentence", says));
        button.setMinWidth(ToggleButton.USE_PREF_SIZE);
        button.selectedProperty().subscribe(open -> showRaw(button, open));
        return button;
    }

    private void showRaw(ToggleButton button, boolean open) {
        if (open) {
            getChildren().add(text(raw.get()));
        } else if (getChildren().size() > 1) {
            getChildren().removeLast();
        }
        button.setText(SAID.at(open ? "hide" : "raw"));
    }

    private static TextArea text(String raw) {
        var area = Looks.styled(new TextArea(raw.isBlank() ? SAID.at("no-raw") : raw), "raw-text");
        area.setEditable(false);
        area.setWrapText(true);
        area.setPrefRowCount(Math.clamp(raw.lines().count() + 1, 2, MOST_LINES));
        area.setAccessibleText(SAID.at("raw"));
        return area;
    }
}
