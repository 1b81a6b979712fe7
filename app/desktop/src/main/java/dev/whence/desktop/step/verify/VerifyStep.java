package dev.whence.desktop.step.verify;

import dev.whence.desktop.desk.Desk;
import dev.whence.desktop.desk.Said;
import dev.whence.desktop.step.Actions;
import dev.whence.desktop.step.Page;
import dev.whence.desktop.ui.Guide;
import dev.whence.desktop.ui.Looks;
import dev.whence.desktop.ui.SignBadge;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.Locale;

/// Looks again after the fix, and saves the report.
public final class VerifyStep implements Page {
    private static final Said SAID = Said.by(VerifyStep.class);
    private static final int MOST_NOTES = 20_000;

    private final VerifyModel model;
    private final Actions actions;
    private final SavePlace place;
    private final Button again = new Button(SAID.at("again"));
    private final VBox view = Looks.styled(new VBox(16), "page", "verify");
    private final ReadOnlyObjectWrapper<Guide> guide =
            new ReadOnlyObjectWrapper<>(VerifyModel.guide());

    /// The page over its model.
    ///
    /// @param place asks the user where a file goes
    public VerifyStep(VerifyModel model, Actions actions, SavePlace place) {
        this.model = model;
        this.actions = actions;
        this.place = place;
        view.getChildren()
                .addAll(
                        new VBox(
                                4,
                                Looks.text(SAID.at("title"), "h1"),
                                Looks.text(SAID.at("about"), "muted")),
                        recheck(),
                        report());
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public ObservableValue<Guide> guide() {
        return guide.getReadOnlyProperty();
    }

    @Override
    public void focus() {
        again.requestFocus();
    }

    /// Asks where the report goes and writes it.
    public void save(Desk.Form form) {
        place.ask(form).ifPresent(to -> actions.save(to, form, model.notes().get()));
    }

    private Node recheck() {
        var badge = Looks.styled(new SignBadge(model.result().get().sign()), "round");
        var title = Looks.text("", "strong");
        var sentence = Looks.text("", "muted");
        Looks.named(again, "look-again", SAID.at("again"));
        Looks.styled(again, "plain");
        again.setMinWidth(Button.USE_PREF_SIZE);
        again.setOnAction(_ -> actions.confirm(model.confirming()));
        again.disableProperty()
                .bind(
                        model.ready()
                                .not()
                                .or(
                                        Bindings.createBooleanBinding(
                                                () -> model.result().get().running(),
                                                model.result())));
        model.result()
                .subscribe(
                        result -> {
                            badge.show(result.sign());
                            title.setText(result.title());
                            sentence.setText(result.sentence());
                        });
        var words = Looks.named(new VBox(2, title, sentence), "recheck-result", SAID.at("result"));
        HBox.setHgrow(words, Priority.ALWAYS);
        return Looks.styled(
                new VBox(
                        12,
                        Looks.text(SAID.at("recheck"), "h2"),
                        new HBox(10, badge, words, again)),
                "card");
    }

    private Node report() {
        var notes = Looks.bounded(new TextArea(), MOST_NOTES);
        notes.setPrefRowCount(3);
        notes.setWrapText(true);
        notes.setPromptText(SAID.at("notes-prompt"));
        Looks.named(notes, "notes", SAID.at("notes").replace("_", ""));
        notes.textProperty().bindBidirectional(model.notes());
        var label = Looks.styled(new Label(SAID.at("notes")), "strong");
        label.setMnemonicParsing(true);
        label.setLabelFor(notes);
        var forms = new FlowPane(8, 8);
        for (var form : Desk.Form.values()) {
            forms.getChildren().add(button(form));
        }
        return Looks.styled(
                new VBox(
                        12,
                        new VBox(
                                2,
                                Looks.text(SAID.at("report"), "h2"),
                                Looks.text(SAID.at("report-about"), "muted")),
                        new VBox(4, label, notes),
                        forms),
                "card");
    }

    private Button button(Desk.Form form) {
        var id = form.name().toLowerCase(Locale.ROOT);
        var button = new Button(SAID.at("save-" + id));
        Looks.styled(button, form == Desk.Form.PDF ? "accent" : "plain");
        Looks.named(button, "save-" + id, SAID.at("save-" + id).replace("_", ""));
        button.disableProperty().bind(model.ready().not());
        button.setOnAction(_ -> save(form));
        return button;
    }
}
