package dev.whence.desktop.shell;

import dev.whence.desktop.desk.Desk;
import dev.whence.desktop.desk.Said;
import dev.whence.desktop.fx.FxThread;
import dev.whence.desktop.step.StepId;
import dev.whence.desktop.ui.Theme;

import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The window of Whence.
public final class WhenceWindow {
    private static final Said SAID = Said.by(WhenceWindow.class);
    private static final List<Integer> ICONS = List.of(16, 32, 48, 64, 128, 256);

    private final Stage stage;
    private final WizardModel model;
    private final WizardShell shell;
    private final Scene scene;
    private Theme theme;
    private Optional<Alert> asking = Optional.empty();

    /// Makes the window on a stage. It must happen on the window's thread, after the fonts were
    /// loaded.
    public WhenceWindow(Stage stage, Desk desk, Theme theme, Clock clock) {
        this.stage = stage;
        this.theme = theme;
        this.model =
                new WizardModel(
                        desk, FxThread.executor(), task -> Thread.ofVirtual().start(task), clock);
        this.shell =
                new WizardShell(
                        model,
                        desk,
                        new WizardShell.Around(
                                this::askWhere,
                                this::askWhich,
                                this::askFiles,
                                this::changeTheme,
                                clock));
        this.scene = new Scene(shell, 1280, 820);
        theme.apply(scene);
        addKeys();
        model.question()
                .subscribe(
                        asked -> {
                            asking.ifPresent(Alert::close);
                            asked.ifPresent(this::ask);
                        });
        stage.setScene(scene);
        stage.setTitle(SAID.at("title"));
        stage.setMinWidth(860);
        stage.setMinHeight(560);
        addIcons();
        stage.setOnShown(_ -> shell.focusPage());
        stage.setOnHidden(_ -> model.cancel());
    }

    /// Starts the toolkit and opens the window; returns at once.
    ///
    /// @param file a saved incident to open; empty opens the first page
    public static void open(Desk desk, Optional<Path> file) {
        FxThread.start(
                () -> {
                    Theme.loadFonts();
                    var theme = FxThread.prefersDark() ? Theme.DARK : Theme.LIGHT;
                    var window =
                            new WhenceWindow(
                                    new Stage(), desk, theme, Clock.system(ZoneId.systemDefault()));
                    file.ifPresent(window.model::open);
                    window.stage.show();
                });
    }

    /// What the window knows and can do.
    public WizardModel model() {
        return model;
    }

    /// Changes between light and dark.
    public void changeTheme() {
        theme = theme.other();
        theme.apply(scene);
    }

    private void addKeys() {
        var keys = scene.getAccelerators();
        keys.put(control(KeyCode.ENTER), shell::submit);
        keys.put(control(KeyCode.R), model::again);
        keys.put(control(KeyCode.S), shell::save);
        keys.put(control(KeyCode.O), this::askWhich);
        keys.put(control(KeyCode.D), this::changeTheme);
        keys.put(
                new KeyCodeCombination(
                        KeyCode.V, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                shell::paste);
        keys.put(new KeyCodeCombination(KeyCode.F1), shell::foldRunbook);
        keys.put(new KeyCodeCombination(KeyCode.ESCAPE), model::cancel);
        keys.put(alt(KeyCode.RIGHT), () -> model.page().get().next().ifPresent(model::go));
        keys.put(alt(KeyCode.LEFT), () -> model.page().get().previous().ifPresent(model::go));
        for (var page : StepId.road()) {
            keys.put(control(KeyCode.valueOf("DIGIT" + page.number())), () -> model.go(page));
        }
    }

    private static KeyCombination control(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }

    private static KeyCombination alt(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.ALT_DOWN);
    }

    private void addIcons() {
        for (var size : ICONS) {
            var path = "/dev/whence/icon/whence-" + size + ".png";
            stage.getIcons()
                    .add(
                            new Image(
                                    Objects.requireNonNull(
                                            WhenceWindow.class.getResourceAsStream(path), path)));
        }
    }

    private Optional<Path> askWhere(Desk.Form form) {
        var chooser = new FileChooser();
        chooser.setTitle(SAID.at("where"));
        chooser.setInitialFileName(
                model.phase()
                                .get()
                                .target()
                                .map(target -> "whence-" + target.host())
                                .orElse("whence")
                        + form.ending());
        return Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
    }

    private void askWhich() {
        var chooser = new FileChooser();
        chooser.setTitle(SAID.at("which"));
        chooser.getExtensionFilters()
                .add(
                        new FileChooser.ExtensionFilter(
                                SAID.at("incidents"), "*" + Desk.Form.INCIDENT.ending()));
        Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath).ifPresent(model::open);
    }

    private List<Path> askFiles() {
        var chooser = new FileChooser();
        chooser.setTitle(SAID.at("bring"));
        return Optional.ofNullable(chooser.showOpenMultipleDialog(stage)).stream()
                .flatMap(List::stream)
                .map(File::toPath)
                .toList();
    }

    private void ask(HostKeyQuestion question) {
        var trust = new ButtonType(SAID.at("trust"), ButtonBar.ButtonData.OTHER);
        var refuse = new ButtonType(SAID.at("refuse"), ButtonBar.ButtonData.CANCEL_CLOSE);
        var alert =
                new Alert(
                        Alert.AlertType.WARNING,
                        SAID.at("key-text", "fingerprint", question.fingerprint()),
                        refuse,
                        trust);
        alert.initOwner(stage);
        alert.setTitle(SAID.at("title"));
        alert.setHeaderText(SAID.at("key-title", "host", question.host()));
        alert.getDialogPane().setId("host-key");
        alert.getDialogPane().getStylesheets().setAll(scene.getStylesheets());
        alert.setOnHidden(_ -> question.answer().complete(trust.equals(alert.getResult())));
        alert.show();
        asking = Optional.of(alert);
    }
}
