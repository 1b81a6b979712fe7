package dev.whence.desktop.shell;

import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Said;
import dev.whence.desktop.desk.Times;
import dev.whence.desktop.step.StepId;
import dev.whence.desktop.ui.Looks;
import dev.whence.engine.model.Target;
import dev.whence.knowledge.words.Names;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

import java.util.List;
import java.util.stream.Collectors;

/// What is failing, and what can be done with the whole incident.
final class TopBar extends HBox {
    private static final Said SAID = Said.by(TopBar.class);
    private static final int MOST_HOST = 44;

    private final HBox pills = Looks.styled(new HBox(10), "pills");
    private final Button again = new Button(SAID.at("again"));
    private final Button save = new Button(SAID.at("save"));

    TopBar(WizardModel model, Runnable open, Runnable theme) {
        super(10);
        getStyleClass().add("top-bar");
        HBox.setHgrow(pills, Priority.ALWAYS);
        pills.setMinWidth(0);
        getChildren()
                .addAll(
                        Looks.styled(new Label(SAID.at("name")), "wordmark"),
                        pills,
                        guided(model),
                        icon("open", new FontIcon(MaterialDesignF.FOLDER_OPEN_OUTLINE), open),
                        icon("theme", new FontIcon(MaterialDesignT.THEME_LIGHT_DARK), theme),
                        again(model),
                        save(model));
        model.phase().subscribe(phase -> show(phase, model));
    }

    private void show(Phase phase, WizardModel model) {
        pills.getChildren()
                .setAll(
                        phase
                                .target()
                                .map(TopBar::told)
                                .orElse(List.of(SAID.at("nothing")))
                                .stream()
                                .map(TopBar::pill)
                                .toList());
        model.practising()
                .get()
                .map(scenario -> SAID.at("practice", "title", scenario.title()))
                .map(TopBar::pill)
                .ifPresent(pill -> pills.getChildren().addFirst(pill));
        again.setDisable(!(phase instanceof Phase.Finished) || phase.alone());
        save.setDisable(!(phase instanceof Phase.Finished));
    }

    private static List<String> told(Target target) {
        var seen = target.seen();
        var codes = seen.codes().stream().map(String::valueOf).collect(Collectors.joining(", "));
        var since = seen.since().map(at -> SAID.at("since", "at", Times.minute(at))).orElse("");
        var what = (codes + " " + since).strip();
        var ray = seen.ray().map(id -> SAID.at("ray", "ray", shortened(id))).orElse("");
        return List.of(Names.site(target), what, ray).stream()
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String shortened(String ray) {
        return ray.length() < 14
                ? ray
                : ray.substring(0, 4) + "…" + ray.substring(ray.indexOf('-') < 0 ? 12 : 13);
    }

    private static Label pill(String text) {
        var pill = Looks.styled(new Label(text), "pill");
        pill.setMaxWidth(text.length() > MOST_HOST ? 320 : Region.USE_PREF_SIZE);
        pill.setMinWidth(Math.min(60, text.length() * 8.0));
        pill.setTooltip(new Tooltip(text));
        return pill;
    }

    private static ToggleButton guided(WizardModel model) {
        var guided = Looks.styled(new ToggleButton(), "plain", "guided");
        Looks.named(guided, "guided", SAID.at("guided-accessible"));
        guided.setMinWidth(Region.USE_PREF_SIZE);
        guided.setTooltip(new Tooltip(SAID.at("guided-tip")));
        guided.selectedProperty().bindBidirectional(model.guided());
        guided.selectedProperty().subscribe(on -> guided.setText(SAID.at(on ? "guided" : "quick")));
        return guided;
    }

    private static Button icon(String id, FontIcon icon, Runnable action) {
        var button = Looks.styled(new Button("", icon), "plain", "icon");
        Looks.named(button, id, SAID.at(id));
        button.setTooltip(new Tooltip(SAID.at(id)));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private Button again(WizardModel model) {
        Looks.styled(again, "plain");
        again.setMinWidth(Region.USE_PREF_SIZE);
        again.setOnAction(_ -> model.again());
        return Looks.named(again, "run-again", SAID.at("again").replace("_", ""));
    }

    private Button save(WizardModel model) {
        Looks.styled(save, "accent");
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setOnAction(_ -> model.go(StepId.VERIFY));
        return Looks.named(save, "save-report", SAID.at("save").replace("_", ""));
    }
}
