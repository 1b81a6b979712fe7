package dev.whence.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.desktop.desk.FakeDesk;
import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Recheck;
import dev.whence.desktop.desk.Stories;
import dev.whence.desktop.desk.Story;
import dev.whence.desktop.step.StepId;
import dev.whence.desktop.ui.Theme;

import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Walks through the whole wizard with the keyboard alone.
@ExtendWith(ApplicationExtension.class)
@Timeout(60)
class WizardWalkTest {
    private final Semaphore gate = new Semaphore(0);
    private final FakeDesk desk =
            new FakeDesk(Stories.nginxStopped(), Stories.well(), gate::acquire);
    private WhenceWindow window;
    private Stage stage;

    @Start
    void open(Stage stage) {
        Theme.loadFonts();
        this.stage = stage;
        window = new WhenceWindow(stage, desk, Theme.LIGHT, Clock.fixed(Story.NOW, ZoneOffset.UTC));
        stage.show();
    }

    @Test
    void goesFromTheAddressToTheReport(FxRobot robot) throws Exception {
        assertThat(focused()).isEqualTo("url");
        robot.write("shop.example.com/cart");
        robot.press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);
        until(() -> phase() instanceof Phase.Looking);
        assertThat(desk.started().getFirst().url()).hasToString("https://shop.example.com/cart");
        assertThat(page()).isEqualTo(StepId.CLOUDFLARE);

        gate.release(1_000);
        until(() -> phase() instanceof Phase.Finished);
        for (var step : StepId.road().subList(2, 8)) {
            robot.press(KeyCode.ALT).type(KeyCode.RIGHT).release(KeyCode.ALT);
            until(() -> page() == step);
        }
        robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT6).release(KeyCode.CONTROL);
        until(() -> page() == StepId.VERDICT);
        assertThat(node(robot, "#verdict-banner").getAccessibleText()).contains("web server");
        assertThat(focused()).isEqualTo("verdict-tabs");
        robot.type(KeyCode.RIGHT);
        until(() -> tabs(robot).getSelectionModel().getSelectedIndex() == 1);

        robot.press(KeyCode.ALT).type(KeyCode.RIGHT).release(KeyCode.ALT);
        until(() -> "look-again".equals(focused()));
        robot.type(KeyCode.SPACE);
        until(() -> window.model().recheck().get() instanceof Recheck.Done);
        assertThat(labels(robot, "#recheck-result")).contains("The site answers again");
    }

    @Test
    void saysUnderTheFieldWhatIsWrongWithIt(FxRobot robot) throws Exception {
        robot.write("https://user:secret@shop.example.com/");
        until(() -> node(robot, "#url").getAccessibleHelp().contains("user name or password"));
        robot.press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(desk.started()).isEmpty();
        assertThat(focused()).isEqualTo("url");
    }

    @Test
    void asksForTheAddressWhereNoneWasGiven(FxRobot robot) throws Exception {
        robot.press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);
        until(() -> node(robot, "#url").getAccessibleHelp().startsWith("Say which address"));
        assertThat(desk.started()).isEmpty();
    }

    @Test
    void escapeEndsARunAndKeepsWhatWasSeen(FxRobot robot) throws Exception {
        robot.write("shop.example.com").type(KeyCode.ENTER);
        until(() -> phase() instanceof Phase.Looking);
        gate.release(2);
        until(() -> phase() instanceof Phase.Looking(_, var progress, _) && progress.ended() == 2);
        assertThat(node(robot, "#cancel").isVisible()).isTrue();
        robot.type(KeyCode.ESCAPE);
        until(() -> phase() instanceof Phase.Finished(_, _, var cancelled) && cancelled);
        assertThat(phase().reading().facts().observed()).hasSize(2);
    }

    @Test
    void practisesWithTheKeyboardAndFoldsTheRunbook(FxRobot robot) throws Exception {
        robot.interact(() -> node(robot, "#step-practice").requestFocus());
        robot.type(KeyCode.SPACE);
        until(() -> "practise-web-server-stopped".equals(focused()));
        robot.type(KeyCode.SPACE);
        until(() -> phase() instanceof Phase.Looking);
        gate.release(1_000);
        until(() -> phase() instanceof Phase.Finished);
        robot.type(KeyCode.F1);
        until(() -> robot.lookup(".runbook").query().getBoundsInParent().getWidth() < 60);
    }

    @Test
    void everyControlHasANameForPeopleWhoDoNotSeeIt(FxRobot robot) throws Exception {
        gate.release(1_000);
        robot.interact(() -> window.model().start(Stories.nginxStopped().target()));
        until(() -> phase() instanceof Phase.Finished);
        for (var each : StepId.values()) {
            robot.interact(() -> window.model().go(each));
            WaitForAsyncUtils.waitForFxEvents();
            var nameless =
                    robot.lookup(WizardWalkTest::isUsed).queryAll().stream()
                            .filter(node -> node.getId() == null || !says(node))
                            .map(Node::toString)
                            .toList();
            assertThat(nameless).as(each.id()).isEmpty();
        }
    }

    private static boolean isUsed(Node node) {
        return node instanceof Control
                && node.isFocusTraversable()
                && node.isVisible()
                && !(node instanceof ScrollPane
                        || node instanceof ScrollBar
                        || node instanceof Label);
    }

    private static boolean says(Node node) {
        return node.getAccessibleText() != null && !node.getAccessibleText().isBlank();
    }

    private Phase phase() {
        return window.model().phase().get();
    }

    private StepId page() {
        return window.model().page().get();
    }

    private String focused() {
        var owner = stage.getScene().getFocusOwner();
        return owner == null ? "" : owner.getId();
    }

    private static Node node(FxRobot robot, String query) {
        return robot.lookup(query).query();
    }

    private static TabPane tabs(FxRobot robot) {
        return robot.lookup("#verdict-tabs").queryAs(TabPane.class);
    }

    private static String labels(FxRobot robot, String within) {
        return robot.from(node(robot, within)).lookup(".label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList()
                .toString();
    }

    private static void until(Callable<Boolean> done) throws Exception {
        WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(done).get());
        WaitForAsyncUtils.waitForFxEvents();
    }
}
