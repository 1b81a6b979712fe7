package dev.whence.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.desktop.desk.FakeDesk;
import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Stories;
import dev.whence.desktop.desk.Story;
import dev.whence.desktop.step.StepId;
import dev.whence.desktop.ui.Theme;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
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
import java.util.concurrent.TimeUnit;

/// Brings evidence through the door, with the keyboard alone.
@ExtendWith(ApplicationExtension.class)
@Timeout(60)
class PasteWalkTest {
    private static final String LINE =
            "2026/03/01 09:50:00 [error] 29#29: *7 connect() failed (111: Connection refused) while"
                    + " connecting to upstream, client: 203.0.113.7, server: shop.example.com,"
                    + " request: \"GET /cart HTTP/1.1\", upstream: \"http://127.0.0.1:8000/cart\","
                    + " host: \"shop.example.com\"\n";

    private final FakeDesk desk = FakeDesk.quick(Stories.nginxStopped());
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
    void leadsFromThePastedTextToTheVerdictAndBack(FxRobot robot) throws Exception {
        paste(robot, LINE);
        until(() -> window.model().phase().get() instanceof Phase.Finished);

        assertThat(labels(robot, "#brought-1")).contains("error log of nginx", ", pasted]");
        assertThat(text(robot, "#paste-summary")).isEqualTo("1 text, 1 finding");
        assertThat(robot.lookup("#paste-area").queryAs(TextInputControl.class).getText()).isEmpty();
        assertThat(robot.lookup("#url").queryAs(TextInputControl.class).getText())
                .isEqualTo("https://shop.example.com/");

        robot.interact(() -> node(robot, "#paste-see").requestFocus());
        robot.type(KeyCode.SPACE);
        until(() -> window.model().page().get() == StepId.VERDICT);
        assertThat(node(robot, "#verdict-banner").isVisible()).isTrue();

        robot.interact(() -> node(robot, "#take-away-1").requestFocus());
        robot.type(KeyCode.SPACE);
        until(() -> window.model().phase().get() instanceof Phase.Describing);
        assertThat(robot.lookup("#brought-1").queryAll()).isEmpty();
    }

    @Test
    void stillAnswersWhileMillionsOfLinesArePasted(FxRobot robot) throws Exception {
        paste(robot, LINE.repeat(150_000));
        assertThat(robot.lookup("#brought-1").queryAll()).hasSize(1);
        until(() -> window.model().phase().get() instanceof Phase.Finished);
        assertThat(labels(robot, "#brought-1")).contains("150\u202f000 lines");
    }

    @Test
    void takesOnlyTheBeginningOfAHugeTextIntoAField(FxRobot robot) {
        copy(robot, "x".repeat(20_000_000));
        robot.interact(() -> node(robot, "#url").requestFocus());
        robot.press(KeyCode.CONTROL).type(KeyCode.V).release(KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#url").queryAs(TextInputControl.class).getText())
                .hasSizeLessThan(10_000);
    }

    @Test
    void letsThePersonSayWhatATextIs(FxRobot robot) throws Exception {
        paste(robot, "dial tcp 127.0.0.1:8000: connect: connection refused");
        until(() -> !window.model().paste().busy());
        robot.interact(() -> node(robot, "#kind-1").requestFocus());
        robot.type(KeyCode.DOWN);
        until(() -> window.model().paste().brought().get().getFirst().said().isPresent());
        assertThat(robot.lookup("#kind-1").queryAs(ComboBox.class).getValue()).isNotNull();
        assertThat(node(robot, "#kind-1").getAccessibleText()).isEqualTo("What Pasted text 1 is");
    }

    @Test
    void standsUnderEveryPage(FxRobot robot) throws Exception {
        for (var page : StepId.values()) {
            robot.interact(() -> window.model().go(page));
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(node(robot, "#paste-door").isVisible()).as(page.id()).isTrue();
        }
        robot.interact(() -> node(robot, "#paste-door").requestFocus());
        robot.type(KeyCode.SPACE);
        until(() -> "paste-area".equals(stage.getScene().getFocusOwner().getId()));
        robot.write("Dear diary");
        robot.interact(() -> node(robot, "#paste-read").requestFocus());
        robot.type(KeyCode.SPACE);
        until(() -> labels(robot, "#brought-1").contains("Nothing was read from it"));
    }

    private static void paste(FxRobot robot, String text) {
        copy(robot, text);
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT).type(KeyCode.V);
        robot.release(KeyCode.SHIFT, KeyCode.CONTROL);
        robot.press(KeyCode.CONTROL).type(KeyCode.V).release(KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void copy(FxRobot robot, String text) {
        var content = new ClipboardContent();
        content.putString(text);
        robot.interact(() -> Clipboard.getSystemClipboard().setContent(content));
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    private static Node node(FxRobot robot, String query) {
        return robot.lookup(query).query();
    }

    private static String labels(FxRobot robot, String within) {
        return robot.from(node(robot, within)).lookup(".label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList()
                .toString();
    }

    private static void until(Callable<Boolean> done) throws Exception {
        WaitForAsyncUtils.waitFor(
                20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(done).get());
        WaitForAsyncUtils.waitForFxEvents();
    }
}
