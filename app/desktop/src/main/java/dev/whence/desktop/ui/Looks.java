package dev.whence.desktop.ui;

import dev.whence.desktop.desk.Sign;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.TextInputControl;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// Small helpers that give nodes their names for style sheets, tests and screen readers.
public final class Looks {
    private static final Map<Sign, PseudoClass> SIGNS = new EnumMap<>(Sign.class);

    static {
        Arrays.stream(Sign.values())
                .forEach(sign -> SIGNS.put(sign, PseudoClass.getPseudoClass(sign.id())));
    }

    private Looks() {}

    /// Lets a style sheet match the sign of a node as `:broken`, `:well` …
    public static void mark(Node node, Sign sign) {
        SIGNS.forEach((each, state) -> node.pseudoClassStateChanged(state, each == sign));
    }

    /// The node under style classes.
    public static <N extends Node> N styled(N node, String... classes) {
        node.getStyleClass().addAll(classes);
        return node;
    }

    /// The control under an id and a name that screen readers say.
    public static <N extends Node> N named(N node, String id, String accessible) {
        node.setId(id);
        node.setAccessibleText(accessible);
        return node;
    }

    /// A label that wraps, under style classes.
    public static Label text(String text, String... classes) {
        var label = styled(new Label(text), classes);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }

    /// The control, which takes no more than so many signs: a huge text in the clipboard would
    /// otherwise hold up the window.
    public static <C extends TextInputControl> C bounded(C control, int most) {
        control.setTextFormatter(new TextFormatter<>(change -> cut(change, most)));
        return control;
    }

    private static TextFormatter.Change cut(TextFormatter.Change change, int most) {
        var over = change.getControlNewText().length() - most;
        if (over > 0) {
            var text = change.getText();
            var kept = text.substring(0, Math.max(0, text.length() - over));
            change.setText(kept);
            change.setCaretPosition(change.getRangeStart() + kept.length());
            change.setAnchor(change.getCaretPosition());
        }
        return change;
    }

    /// Shows a node and gives it room, or neither.
    public static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /// The address of a style sheet beside a class.
    public static String sheet(Class<?> type, String name) {
        return Objects.requireNonNull(type.getResource(name), name).toExternalForm();
    }
}
