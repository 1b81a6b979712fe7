package dev.whence.desktop.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;

import java.util.List;
import java.util.Objects;

/// The light and the dark look: Primer with our own tokens over it.
public enum Theme {
    LIGHT("theme-light.css"),
    DARK("theme-dark.css");

    private static final List<String> FONTS =
            List.of(
                    "Inter-Regular.ttf",
                    "Inter-SemiBold.ttf",
                    "Inter-Bold.ttf",
                    "Inter-Italic.ttf",
                    "JetBrainsMono-Regular.ttf",
                    "JetBrainsMono-Bold.ttf");

    private final String tokens;

    Theme(String tokens) {
        this.tokens = tokens;
    }

    /// Loads the bundled fonts. It must happen before the first control is made: a machine may have
    /// no font of its own.
    public static void loadFonts() {
        for (var name : FONTS) {
            var path = "/dev/whence/fonts/" + name;
            Font.loadFont(Objects.requireNonNull(Theme.class.getResourceAsStream(path), path), 14);
        }
    }

    /// Dresses a scene.
    public void apply(Scene scene) {
        Application.setUserAgentStylesheet(base().getUserAgentStylesheet());
        scene.getStylesheets()
                .setAll(Looks.sheet(Theme.class, tokens), Looks.sheet(Theme.class, "look.css"));
    }

    private atlantafx.base.theme.Theme base() {
        return this == LIGHT ? new PrimerLight() : new PrimerDark();
    }

    /// The other one.
    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }
}
