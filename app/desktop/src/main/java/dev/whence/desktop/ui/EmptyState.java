package dev.whence.desktop.ui;

import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// What stands where there is nothing to show yet: why, and what to do.
public final class EmptyState extends VBox {
    /// A title and a sentence under a calm picture.
    public EmptyState(Ikon picture, String title, String sentence) {
        getStyleClass().add("empty-state");
        var says = Looks.text(sentence, "muted", "centred");
        says.setMaxWidth(440);
        getChildren()
                .addAll(
                        Looks.styled(new FontIcon(picture), "empty-icon"),
                        Looks.text(title, "h2"),
                        says);
    }
}
