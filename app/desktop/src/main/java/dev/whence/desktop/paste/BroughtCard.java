package dev.whence.desktop.paste;

import dev.whence.desktop.desk.Reading;
import dev.whence.desktop.desk.Said;
import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.desk.Signs;
import dev.whence.desktop.desk.Words;
import dev.whence.desktop.ui.Finding;
import dev.whence.desktop.ui.Looks;
import dev.whence.desktop.ui.SignBadge;
import dev.whence.knowledge.pasted.Intake;
import dev.whence.knowledge.pasted.Pasted;

import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One thing that was brought: what it was taken for, and what it tells.
final class BroughtCard extends VBox {
    private static final Said SAID = Said.by(BroughtCard.class);
    private static final int MOST_SHOWN = 6;
    private static final long SMALL = 8L << 20;

    private final PasteModel model;
    private final Words words;
    private final int id;
    private final String name;
    private final SignBadge badge = Looks.styled(new SignBadge(Sign.LOOKING), "round");
    private final Label about = Looks.text("", "source");
    private final ProgressBar bar = new ProgressBar(-1);
    private final ComboBox<Optional<Pasted>> kind = new ComboBox<>();
    private final Button away = Looks.styled(new Button(), "plain", "small");
    private final VBox body = new VBox();
    private Optional<Brought> shown = Optional.empty();
    private Reading light = Reading.NOTHING;

    BroughtCard(Brought brought, PasteModel model, Words words) {
        super(6);
        this.model = model;
        this.words = words;
        this.id = brought.id();
        this.name =
                brought.name().isEmpty() ? SAID.at("text", "number", brought.id()) : brought.name();
        getStyleClass().addAll("card", "brought-card");
        setId("brought-" + id);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(SAID.at("reading"));
        var names = new VBox(2, Looks.text(name, "strong"), about);
        HBox.setHgrow(names, Priority.ALWAYS);
        getChildren()
                .addAll(Looks.styled(new HBox(10, badge, names, kind(), away), "head"), bar, body);
        away.setMinWidth(Button.USE_PREF_SIZE);
        away.setOnAction(_ -> model.takeAway(id));
    }

    /// Shows it as it stands; what has not changed stays as it is.
    ///
    /// @param reading the light in which the findings stand
    void show(Brought now, Reading reading) {
        var known = shown.filter(now::equals).isPresent();
        if (known && light.suspicious().equals(reading.suspicious())) {
            return;
        }
        light = reading;
        shown = Optional.of(now);
        var coming = now.state() instanceof Brought.State.Coming;
        Looks.show(bar, coming);
        Looks.show(kind, now.text().isPresent());
        away.setText(SAID.at(coming ? "cancel" : "take-away"));
        Looks.named(
                away,
                "take-away-" + id,
                SAID.at(coming ? "cancel-accessible" : "take-away-accessible", "name", name));
        if (!now.said().equals(kind.getValue())) {
            kind.setValue(now.said());
        }
        body.getChildren().clear();
        switch (now.state()) {
            case Brought.State.Coming(var read, var of) -> showComing(read, of);
            case Brought.State.Reading _ -> tell(Sign.LOOKING, SAID.at("reading"));
            case Brought.State.Failed(var why) -> {
                tell(Sign.UNKNOWN, "");
                add(Looks.text(why, "muted"));
            }
            case Brought.State.Read read -> showRead(now, read);
        }
    }

    private void showComing(long read, long of) {
        bar.setProgress(of < SMALL ? -1 : (double) read / of);
        tell(
                Sign.LOOKING,
                of < SMALL
                        ? SAID.at("coming-small")
                        : SAID.at(
                                "coming",
                                "share",
                                Math.min(100, read * 100 / of),
                                "read",
                                read >> 20,
                                "size",
                                of >> 20));
    }

    private void showRead(Brought now, Brought.State.Read read) {
        tell(
                read.seen().isEmpty()
                        ? Sign.UNKNOWN
                        : Signs.worst(read.seen().stream().map(light::sign)),
                read.kinds().isEmpty()
                        ? SAID.at("taken-for-nothing")
                        : SAID.at("taken-for", "kinds", names(read.kinds())));
        if (now.said().filter(said -> !read.kinds().contains(said)).isPresent()
                && !read.kinds().isEmpty()) {
            add(Looks.text(SAID.at("all-the-same", "kinds", names(read.kinds())), "muted"));
        }
        counted(read.text()).ifPresent(text -> add(Looks.text(text, "source")));
        if (read.seen().isEmpty()) {
            add(Looks.text(SAID.at("nothing"), "muted"));
        }
        addFindings(read);
    }

    private static Optional<String> counted(Intake text) {
        return switch (text.form()) {
            case CONDENSED -> Optional.of(counted("lines", text));
            case CONDENSED_IN_PART -> Optional.of(counted("lines-in-part", text));
            case WHOLE, TOO_LARGE, NO_TEXT -> Optional.empty();
        };
    }

    private static String counted(String key, Intake text) {
        return SAID.at(
                key,
                "lines",
                String.format(Locale.ROOT, "%,d", text.lines()).replace(',', '\u202f'),
                "size",
                Math.max(1, text.bytes() >> 20));
    }

    private void addFindings(Brought.State.Read read) {
        for (var i = 0; i < Math.min(MOST_SHOWN, read.seen().size()); i++) {
            var seen = read.seen().get(i);
            add(
                    new Finding(
                            "brought-" + id + "-" + (i + 1),
                            light.sign(seen),
                            words.says(seen),
                            words.source(seen, List.of()),
                            () -> model.raw(seen)));
        }
        if (read.seen().size() > MOST_SHOWN) {
            add(Looks.text(SAID.at("more", "count", read.seen().size() - MOST_SHOWN), "source"));
        }
        Looks.styled(body.getChildren().getLast(), "last");
    }

    private void tell(Sign sign, String says) {
        badge.show(sign);
        Looks.mark(this, sign);
        about.setText(says);
        Looks.show(about, !says.isEmpty());
    }

    private void add(javafx.scene.Node node) {
        body.getChildren().add(node);
    }

    private ComboBox<Optional<Pasted>> kind() {
        kind.getItems()
                .setAll(
                        Stream.concat(
                                        Stream.of(Optional.<Pasted>empty()),
                                        Arrays.stream(Pasted.values()).map(Optional::of))
                                .toList());
        kind.setButtonCell(new KindCell());
        kind.setCellFactory(_ -> new KindCell());
        kind.setVisibleRowCount(12);
        kind.setMinWidth(ComboBox.USE_PREF_SIZE);
        kind.setValue(Optional.empty());
        Looks.named(kind, "kind-" + id, SAID.at("kind-accessible", "name", name));
        kind.valueProperty()
                .subscribe(
                        said -> {
                            if (shown.filter(now -> !now.said().equals(said)).isPresent()) {
                                model.say(id, said);
                            }
                        });
        return kind;
    }

    private static String names(List<Pasted> kinds) {
        return kinds.stream().map(each -> SAID.at(each.id())).collect(Collectors.joining(", "));
    }

    /// Names a kind.
    private static final class KindCell extends ListCell<Optional<Pasted>> {
        @Override
        protected void updateItem(Optional<Pasted> item, boolean empty) {
            super.updateItem(item, empty);
            setText(
                    empty || item == null
                            ? ""
                            : item.map(each -> SAID.at(each.id())).orElse(SAID.at("own")));
        }
    }
}
