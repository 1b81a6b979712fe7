package dev.whence.desktop.ui;

import dev.whence.desktop.desk.Said;
import dev.whence.desktop.desk.Sign;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The road from the visitor to the database, station by station. It lights up as facts arrive; a
/// station that nobody asked is dotted.
public final class Road extends HBox {
    private static final Said SAID = Said.by(Road.class);
    private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("tight");
    private static final double ROOM = 160;

    private final Map<Station.Kind, Stop> stops = new EnumMap<>(Station.Kind.class);
    private List<Station.Kind> shown = List.of();

    /// A road of which nothing is known.
    public Road() {
        getStyleClass().add("road");
        getStylesheets().add(Looks.sheet(Road.class, "Road.css"));
        setId("road");
        widthProperty().subscribe(this::fit);
    }

    /// Shows the stations; those that are there already are changed in place.
    public void show(List<Station> stations) {
        var kinds = stations.stream().map(Station::kind).toList();
        if (!kinds.equals(shown)) {
            lay(kinds);
        }
        for (var i = 0; i < stations.size(); i++) {
            stop(stations.get(i).kind()).show(stations.get(i));
        }
        setAccessibleText(
                stations.stream()
                        .map(station -> name(station.kind()) + ": " + word(station))
                        .collect(Collectors.joining(", ")));
    }

    private void fit() {
        pseudoClassStateChanged(TIGHT, getWidth() > 0 && getWidth() < ROOM * shown.size());
    }

    private void lay(List<Station.Kind> kinds) {
        shown = kinds;
        fit();
        getChildren().clear();
        for (var kind : kinds) {
            var stop = stop(kind);
            if (!getChildren().isEmpty()) {
                getChildren().add(stop.way);
            }
            HBox.setHgrow(stop, Priority.ALWAYS);
            getChildren().add(stop);
        }
    }

    private Stop stop(Station.Kind kind) {
        return stops.computeIfAbsent(kind, Stop::new);
    }

    private static String name(Station.Kind kind) {
        return SAID.at(kind.id());
    }

    private static String word(Station station) {
        if (!station.says().isEmpty()) {
            return station.says();
        }
        return station.sign() == Sign.UNKNOWN ? SAID.at("not-asked") : station.sign().word();
    }

    /// One station and the way that leads to it.
    private static final class Stop extends VBox {
        private final SignBadge badge = Looks.styled(new SignBadge(Sign.UNKNOWN), "bare");
        private final Label says = Looks.text("", "says");
        private final Tooltip details = new Tooltip();
        private final Line line = Looks.styled(new Line(0, 0, 1, 0), "way-line");
        private final StackPane way = Looks.styled(new StackPane(line), "way");

        Stop(Station.Kind kind) {
            super(3);
            getStyleClass().add("stop");
            setId("stop-" + kind.id());
            setFocusTraversable(true);
            var name = Looks.styled(new Label(name(kind)), "strong");
            var head = Looks.styled(new HBox(5, badge, name), "head");
            says.setMaxHeight(34);
            says.setMinHeight(Region.USE_COMPUTED_SIZE);
            details.setWrapText(true);
            details.setMaxWidth(360);
            line.endXProperty().bind(way.widthProperty());
            line.setManaged(false);
            line.layoutYProperty().bind(way.heightProperty().divide(2));
            getChildren().addAll(head, says);
            Tooltip.install(this, details);
        }

        void show(Station station) {
            badge.show(station.sign());
            Looks.mark(this, station.sign());
            Looks.mark(line, station.sign());
            says.setText(word(station));
            details.setText(
                    station.details().isEmpty()
                            ? SAID.at("nobody-looked")
                            : String.join("\n", station.details()));
            setAccessibleText(
                    name(station.kind()) + ", " + station.sign().word() + ", " + word(station));
        }
    }
}
