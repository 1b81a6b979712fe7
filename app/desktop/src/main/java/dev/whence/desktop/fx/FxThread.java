package dev.whence.desktop.fx;

import javafx.application.ColorScheme;
import javafx.application.Platform;

import java.util.concurrent.Executor;

/// The window's own thread. Nothing else in the program asks the toolkit for it.
public final class FxThread {
    private FxThread() {}

    /// Runs tasks on the window's thread, in order.
    public static Executor executor() {
        return Platform::runLater;
    }

    /// Starts the toolkit, then runs a task on the window's thread. The program ends with its last
    /// window.
    public static void start(Runnable task) {
        Platform.startup(task);
    }

    /// Whether the system prefers dark windows; false where it does not say.
    public static boolean prefersDark() {
        return Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    }
}
