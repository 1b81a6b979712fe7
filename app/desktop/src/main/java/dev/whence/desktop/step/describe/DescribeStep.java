package dev.whence.desktop.step.describe;

import dev.whence.desktop.desk.Said;
import dev.whence.desktop.step.Actions;
import dev.whence.desktop.step.Page;
import dev.whence.desktop.ui.Guide;
import dev.whence.desktop.ui.Looks;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.controlsfx.validation.Severity;
import org.controlsfx.validation.ValidationResult;
import org.controlsfx.validation.ValidationSupport;
import org.controlsfx.validation.Validator;
import org.controlsfx.validation.decoration.StyleClassValidationDecoration;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Asks what is failing and where one may look.
public final class DescribeStep implements Page {
    private static final Said SAID = Said.by(DescribeStep.class);
    private static final int MOST_TYPED = 5_000;

    private final DescribeModel model;
    private final Actions actions;
    private final ValidationSupport validation = new ValidationSupport();
    private final Map<Field, TextInputControl> inputs = new EnumMap<>(Field.class);
    private final VBox view = Looks.styled(new VBox(16), "page", "describe");
    private final ReadOnlyObjectWrapper<Guide> guide = new ReadOnlyObjectWrapper<>(guideOfPage());

    /// The page over its model.
    public DescribeStep(DescribeModel model, Actions actions) {
        this.model = model;
        this.actions = actions;
        validation.setValidationDecorator(
                new StyleClassValidationDecoration("invalid", "doubtful"));
        validation.setErrorDecorationEnabled(true);
        view.getStylesheets().add(Looks.sheet(DescribeStep.class, "DescribeStep.css"));
        view.getChildren()
                .addAll(
                        new VBox(
                                4,
                                Looks.text(SAID.at("title"), "h1"),
                                Looks.text(SAID.at("about"), "muted")),
                        symptoms(),
                        access(),
                        more());
        model.submitted().subscribe(() -> validation.revalidate());
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
        input(Field.URL).requestFocus();
    }

    /// Starts the run, or shows what stands in its way.
    public void submit() {
        model.submit()
                .ifPresentOrElse(
                        actions::start,
                        () -> model.firstProblem().ifPresent(each -> input(each).requestFocus()));
    }

    private Node symptoms() {
        var grid = grid();
        grid.add(field(Field.URL), 0, 0, 2, 1);
        grid.add(field(Field.CODES), 0, 1);
        grid.add(field(Field.RAY), 1, 1);
        grid.add(since(), 0, 2);
        grid.add(method(), 1, 2);
        grid.add(field(Field.CHANGED), 0, 3, 2, 1);
        return card("symptoms", grid);
    }

    private Node access() {
        var grid = grid();
        grid.add(field(Field.ORIGINS), 0, 0);
        grid.add(scheme(), 1, 0);
        grid.add(field(Field.ORIGIN_HOSTS), 0, 1);
        grid.add(field(Field.TUNNEL_HOSTS), 1, 1);
        grid.add(field(Field.TUNNEL), 0, 2);
        grid.add(field(Field.UNITS), 1, 2);
        return card("access", grid);
    }

    private Node more() {
        var consent = new CheckBox(SAID.at("may-post"));
        Looks.named(consent, "may-post", SAID.at("may-post"));
        consent.setWrapText(true);
        consent.selectedProperty().bindBidirectional(model.mayPost());
        var paths = field(Field.PATHS);
        return card("more", new VBox(12, paths, consent, Looks.text(SAID.at("consent"), "source")));
    }

    private VBox field(Field field) {
        var input = Looks.bounded(field == Field.CHANGED ? area() : new TextField(), MOST_TYPED);
        input.setPromptText(SAID.at(field.id() + "-prompt"));
        input.textProperty().bindBidirectional(model.text(field));
        var label = label(field.id(), input);
        inputs.put(field, input);
        return new VBox(4, label, input, trouble(field, input));
    }

    private static TextArea area() {
        var area = new TextArea();
        area.setPrefRowCount(2);
        area.setWrapText(true);
        return area;
    }

    /// The sentence under a field: what is wrong with it, or what it is good for.
    private Label trouble(Field field, TextInputControl input) {
        var sentence = Looks.text(SAID.at(field.id() + "-help"), "source");
        validation.registerValidator(
                input,
                false,
                (Validator<String>)
                        (control, _) ->
                                model.problem(field)
                                        .map(text -> error(control, text))
                                        .orElseGet(ValidationResult::new));
        validation
                .validationResultProperty()
                .subscribe(
                        _ -> {
                            var problem = model.problem(field);
                            sentence.setText(
                                    problem.orElseGet(() -> SAID.at(field.id() + "-help")));
                            sentence.getStyleClass()
                                    .setAll("label", problem.isPresent() ? "error" : "source");
                            input.setAccessibleHelp(sentence.getText());
                        });
        return sentence;
    }

    private static ValidationResult error(Control control, String text) {
        return ValidationResult.fromMessageIf(control, text, Severity.ERROR, true);
    }

    private Node since() {
        var zones = new ComboBox<ZoneId>();
        zones.getItems().setAll(zones());
        zones.valueProperty().bindBidirectional(model.zone());
        zones.setVisibleRowCount(12);
        zones.setPrefWidth(130);
        zones.setMinWidth(110);
        Looks.named(zones, "zone", SAID.at("zone"));
        zones.valueProperty().subscribe(() -> validation.revalidate());
        var since = field(Field.SINCE);
        var input = input(Field.SINCE);
        HBox.setHgrow(input, Priority.ALWAYS);
        since.getChildren().remove(input);
        since.getChildren().add(1, new HBox(8, input, zones));
        return since;
    }

    private Node method() {
        var methods = new ComboBox<String>();
        methods.getItems().setAll("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
        methods.valueProperty().bindBidirectional(model.method());
        return choice("method", methods);
    }

    private Node scheme() {
        var schemes = new ComboBox<String>();
        schemes.getItems().setAll("", "https", "http");
        schemes.setButtonCell(new SchemeCell());
        schemes.setCellFactory(_ -> new SchemeCell());
        schemes.valueProperty().bindBidirectional(model.scheme());
        return choice("scheme", schemes);
    }

    private static Node choice(String id, ComboBox<?> box) {
        box.setMaxWidth(Double.MAX_VALUE);
        var label = label(id, box);
        return new VBox(4, label, box, Looks.text(SAID.at(id + "-help"), "source"));
    }

    private static Label label(String id, Control input) {
        var label = Looks.styled(new Label(SAID.at(id)), "strong");
        label.setMnemonicParsing(true);
        label.setLabelFor(input);
        Looks.named(input, id, SAID.at(id).replace("_", ""));
        return label;
    }

    private static GridPane grid() {
        var grid = new GridPane(16, 12);
        var half = new ColumnConstraints();
        half.setPercentWidth(50);
        grid.getColumnConstraints().setAll(half, half);
        return grid;
    }

    private static VBox card(String id, Node content) {
        return Looks.styled(
                new VBox(
                        12,
                        new VBox(
                                2,
                                Looks.text(SAID.at(id + "-title"), "h2"),
                                Looks.text(SAID.at(id + "-about"), "muted")),
                        content),
                "card");
    }

    private TextInputControl input(Field field) {
        return Optional.ofNullable(inputs.get(field)).orElseThrow();
    }

    private List<ZoneId> zones() {
        return Stream.concat(
                        Stream.of(model.zone().get(), ZoneId.of("UTC")),
                        ZoneId.getAvailableZoneIds().stream()
                                .filter(id -> id.contains("/") && !id.startsWith("Etc/"))
                                .sorted()
                                .map(ZoneId::of))
                .distinct()
                .toList();
    }

    private static Guide guideOfPage() {
        return new Guide(
                List.of(
                        Guide.Section.of(SAID.at("guide-what-title"), SAID.at("guide-what")),
                        Guide.Section.of(SAID.at("guide-ray-title"), SAID.at("guide-ray")),
                        new Guide.Section(
                                SAID.at("guide-ssh-title"),
                                SAID.at("guide-ssh"),
                                List.of(SAID.at("guide-ssh-command"))),
                        Guide.Section.of(SAID.at("guide-have-title"), SAID.at("guide-have")),
                        Guide.Section.of(SAID.at("guide-safe-title"), SAID.at("guide-safe"))));
    }

    /// Says what an empty scheme means.
    private static final class SchemeCell extends ListCell<String> {
        @Override
        protected void updateItem(String item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : item.isEmpty() ? SAID.at("scheme-same") : item);
        }
    }
}
