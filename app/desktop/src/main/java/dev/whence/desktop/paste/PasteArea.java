package dev.whence.desktop.paste;

import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;

import java.util.Optional;
import java.util.function.Consumer;

/// A place to paste into. What is pasted into the empty area is handed on at once and does not
/// stay, whatever its size; what is typed stays until it is handed on.
final class PasteArea extends TextArea {
    private static final int MOST_TYPED = 20_000;

    private final Consumer<String> taker;

    PasteArea(Consumer<String> taker) {
        this.taker = taker;
        setWrapText(true);
        setPrefRowCount(2);
    }

    @Override
    public void paste() {
        var text = Optional.ofNullable(Clipboard.getSystemClipboard().getString()).orElse("");
        if (getText().isBlank() || text.length() > MOST_TYPED) {
            taker.accept(text);
        } else {
            replaceSelection(text);
        }
    }

    /// Hands on what was typed.
    void handOn() {
        taker.accept(getText());
        clear();
    }
}
