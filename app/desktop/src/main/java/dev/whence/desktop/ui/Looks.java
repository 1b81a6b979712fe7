package dev.whence.desktop.ui;

import dev.whence.desktop.desk.Sign;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;

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
