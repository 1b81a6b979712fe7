package dev.whence.desktop.step.verdict;

import dev.whence.desktop.desk.Said;
import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.desk.Times;
import dev.whence.desktop.desk.Words;
import dev.whence.desktop.step.Actions;
import dev.whence.desktop.step.Page;
import dev.whence.desktop.ui.EmptyState;
import dev.whence.desktop.ui.Finding;
import dev.whence.desktop.ui.FixCard;
import dev.whence.desktop.ui.Guide;
import dev.whence.desktop.ui.Looks;
import dev.whence.desktop.ui.Prose;
import dev.whence.desktop.ui.SignBadge;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Says where it comes from, why, and what to do.
public final class VerdictStep implements Page {
    private static final Said SAID = Said.by(VerdictStep.class);

    private final VerdictModel model;
    private final Actions actions;
    private final Prose prose;
    private final VBox view = Looks.styled(new VBox(16), "page", "verdict-page");

    /// The page over its model.
    public VerdictStep(VerdictModel model, Actions actions, Prose prose) {
        this.model = model;
        this.actions = actions;
        this.prose = prose;
        view.getStylesheets().add(Looks.sheet(VerdictStep.class, "VerdictStep.css"));
        model.view().subscribe(this::show);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public ObservableValue<Guide> guide() {
        return model.guide();
    }

    @Override
    public void focus() {
        var tabs = view.lookup("#verdict-tabs");
        if (tabs != null) {
            tabs.requestFocus();
        }
    }

    private void show(VerdictView shown) {
        view.getChildren()
                .setAll(
                        switch (shown) {
                            case VerdictView.Nothing() ->
                                    List.of(
                                            new EmptyState(
                                                    MaterialDesignS.SCALE_BALANCE,
                                                    SAID.at("nothing"),
                                                    SAID.at("nothing-about")));
                            case VerdictView.Forming forming -> List.of(forming(forming));
                            case VerdictView.Known known -> known(known);
                        });
    }

    private static Node forming(VerdictView.Forming forming) {
        var bar = new ProgressBar(forming.all() == 0 ? 0 : (double) forming.done() / forming.all());
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(SAID.at("forming"));
        return Looks.styled(
                new VBox(
                        10,
                        Looks.text(SAID.at("forming"), "h1"),
                        Looks.text(
                                SAID.at("forming-of", "done", forming.done(), "all", forming.all()),
                                "muted"),
                        bar,
                        Looks.text(forming.soFar())),
                "card");
    }

    private List<Node> known(VerdictView.Known known) {
        List<Node> parts = new ArrayList<>();
        parts.add(banner(known));
        if (!known.decide().isEmpty()) {
            parts.add(decide(known.decide()));
        }
        parts.add(tabs(known));
        for (var i = 0; i < known.fixes().size(); i++) {
            parts.add(new FixCard(i + 1, known.fixes().get(i), prose));
        }
        return parts;
    }

    private Node banner(VerdictView.Known known) {
        var word =
                Looks.styled(
                        new HBox(
                                6,
                                Looks.styled(new SignBadge(known.sign()), "bare"),
                                Looks.text(known.headline().word(), "banner-word")),
                        "banner-head");
        var banner =
                Looks.styled(
                        new VBox(4, word, Looks.text(known.headline().title(), "banner-title")),
                        "banner");
        Looks.named(
                banner,
                "verdict-banner",
                known.headline().word() + ". " + known.headline().title());
        banner.setFocusTraversable(true);
        if (!known.headline().sentence().isEmpty()) {
            banner.getChildren().add(prose.of(known.headline().sentence()));
        }
        if (known.cancelled()) {
            banner.getChildren().add(Looks.text(SAID.at("cancelled"), "muted"));
        }
        Looks.mark(banner, known.sign());
        return banner;
    }

    private static Node decide(List<String> questions) {
        var card =
                Looks.styled(
                        new VBox(6, Looks.text(SAID.at("decide"), "h2")), "card", "decide-card");
        questions.forEach(
                question -> card.getChildren().add(line(Sign.UNKNOWN, Looks.text(question))));
        return card;
    }

    private static HBox line(Sign sign, Label text) {
        HBox.setHgrow(text, Priority.ALWAYS);
        return new HBox(10, new SignBadge(sign), text);
    }

    private Node tabs(VerdictView.Known known) {
        var shown = new VBox();
        var tabs =
                new TabPane(
                        tab("why", reasons(known.why()), shown),
                        tab("others", others(known.others()), shown),
                        tab("timeline", timeline(known.timeline()), shown));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        return new VBox(Looks.named(tabs, "verdict-tabs", SAID.at("tabs")), shown);
    }

    /// A tab without content of its own: a pane of tabs is too low for sentences that wrap.
    private static Tab tab(String id, Node content, VBox shown) {
        var tab = new Tab(SAID.at(id));
        tab.setId("tab-" + id);
        tab.selectedProperty()
                .subscribe(
                        chosen -> {
                            if (chosen) {
                                shown.getChildren().setAll(content);
                            }
                        });
        return tab;
    }

    private Node reasons(List<VerdictView.Reason> reasons) {
        var list = new VBox();
        for (var i = 0; i < reasons.size(); i++) {
            list.getChildren().add(finding("why-" + (i + 1), reasons.get(i)));
        }
        if (reasons.isEmpty()) {
            list.getChildren()
                    .add(Looks.styled(Looks.text(SAID.at("no-reasons"), "muted"), "none"));
        }
        return list;
    }

    private Finding finding(String id, VerdictView.Reason reason) {
        return new Finding(
                id,
                reason.sign(),
                reason.says(),
                reason.source(),
                () ->
                        reason.seen().stream()
                                .map(actions::raw)
                                .distinct()
                                .collect(Collectors.joining("\n\n")));
    }

    private Node others(List<VerdictView.Other> others) {
        var list = new VBox();
        if (others.isEmpty()) {
            list.getChildren().add(Looks.styled(Looks.text(SAID.at("no-others"), "muted"), "none"));
        }
        others.forEach(other -> list.getChildren().add(other(other)));
        return list;
    }

    private static Node other(VerdictView.Other other) {
        var standing = Looks.text(other.standing(), "pill");
        var title = Looks.text(other.title(), "strong");
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        var card =
                Looks.styled(
                        new VBox(4, new HBox(10, new SignBadge(other.sign()), title, standing)),
                        "finding");
        other.reasons().stream()
                .limit(4)
                .forEach(
                        reason ->
                                card.getChildren()
                                        .add(
                                                Looks.styled(
                                                        Looks.text(
                                                                SAID.at(
                                                                        reason.sign() == Sign.WELL
                                                                                ? "against"
                                                                                : "for",
                                                                        "says",
                                                                        reason.says()),
                                                                "muted"),
                                                        "because")));
        return card;
    }

    private static Node timeline(List<Words.Moment> moments) {
        var list = new VBox();
        for (var moment : moments) {
            var at = Looks.styled(new Label(Times.day(moment.at())), "moment");
            at.setMinWidth(Label.USE_PREF_SIZE);
            var says = Looks.text(moment.says());
            HBox.setHgrow(says, Priority.ALWAYS);
            list.getChildren()
                    .add(
                            Looks.styled(
                                    new HBox(10, new SignBadge(moment.sign()), at, says),
                                    "finding"));
        }
        return list;
    }
}
