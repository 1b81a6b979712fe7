package dev.whence.desktop;

import dev.whence.desktop.desk.FakeDesk;
import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Stories;
import dev.whence.desktop.desk.Story;
import dev.whence.desktop.shell.WhenceWindow;
import dev.whence.desktop.step.StepId;
import dev.whence.desktop.ui.Theme;
import dev.whence.engine.check.CheckId;

import javafx.application.Platform;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

/// Draws every page of the window in both themes, in several sizes and with several incidents.
/// Usage: `ScreenshotTour FOLDER`.
public final class ScreenshotTour {
    private static final String PASTED =
            """
            × nginx.service - A high performance web server and a reverse proxy server
                 Loaded: loaded (/lib/systemd/system/nginx.service; enabled; preset: enabled)
                 Active: failed (Result: exit-code) since Sun 2026-03-01 09:41:15 UTC; 3min ago

            Mar 01 09:41:15 web-1 nginx[812]: nginx: [emerg] unknown directive "proxy_pas" in /etc/nginx/conf.d/shop.conf:12
            """;

    private final Path folder;

    private ScreenshotTour(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        var folder = Files.createDirectories(Path.of(args[0]));
        var tour = new ScreenshotTour(folder);
        Platform.setImplicitExit(false);
        Platform.startup(Theme::loadFonts);
        for (var theme : Theme.values()) {
            tour.walk("stopped", Stories.nginxStopped(), theme, 1280, 820);
        }
        tour.walk("tunnel", Stories.wrongPort(), Theme.LIGHT, 1280, 820);
        tour.walk("unsure", Stories.notSure(), Theme.DARK, 1280, 820);
        tour.walk("two", Stories.twoFaults(), Theme.DARK, 1280, 820);
        tour.walk("soon", Stories.wellForNow(), Theme.LIGHT, 1280, 820);
        tour.walk("small", Stories.nginxStopped(), Theme.LIGHT, 1000, 700);
        tour.walk("long", Stories.longNames(), Theme.LIGHT, 1000, 700);
        Platform.exit();
    }

    private void walk(String name, Story story, Theme theme, int width, int height)
            throws InterruptedException {
        var gate = new Semaphore(0);
        var desk = new FakeDesk(story, Stories.well(), gate::acquire);
        var walk =
                new Walk(
                        name + "-" + theme.name().toLowerCase(Locale.ROOT),
                        desk,
                        theme,
                        width,
                        height);
        walk.picture("0-describe");
        walk.picture("practice", StepId.PRACTICE);
        walk.turn(StepId.DESCRIBE);
        walk.open();
        walk.picture("0-door");
        walk.paste(PASTED);
        walk.picture("0-pasted");
        walk.picture("6-pasted-alone", StepId.VERDICT);
        walk.picture("4-pasted-alone", StepId.LOGS);
        walk.paste("Dear diary, nothing worked today.");
        walk.picture("2-pasted-unread", StepId.ORIGIN);
        walk.shut();
        walk.start(story);
        gate.release(7);
        Thread.sleep(400);
        walk.picture("running", StepId.CLOUDFLARE);
        walk.picture("forming", StepId.VERDICT);
        gate.release(1000);
        walk.await();
        for (var page : StepId.road()) {
            walk.picture(page.number() + "-" + page.id(), page);
        }
        walk.turn(StepId.VERDICT);
        walk.tab(1);
        walk.picture("6-verdict-others", StepId.VERDICT);
        walk.tab(2);
        walk.picture("6-verdict-timeline", StepId.VERDICT);
        walk.tab(0);
        walk.scroll();
        walk.picture("6-verdict-fixes", StepId.VERDICT);
        walk.confirm();
        walk.picture("7-verified", StepId.VERIFY);
        walk.close();
    }

    /// One window on its way.
    private final class Walk {
        private final String name;
        private final WhenceWindow[] window = new WhenceWindow[1];
        private final Stage[] stage = new Stage[1];

        Walk(String name, FakeDesk desk, Theme theme, int width, int height)
                throws InterruptedException {
            this.name = name;
            onFx(
                    () -> {
                        stage[0] = new Stage();
                        window[0] =
                                new WhenceWindow(
                                        stage[0],
                                        desk,
                                        theme,
                                        Clock.fixed(Story.NOW, ZoneOffset.UTC));
                        stage[0].setWidth(width);
                        stage[0].setHeight(height);
                        stage[0].show();
                    });
        }

        void start(Story story) throws InterruptedException {
            onFx(() -> window[0].model().start(story.target()));
        }

        void await() throws InterruptedException {
            for (var i = 0;
                    i < 100 && !(window[0].model().phase().get() instanceof Phase.Finished);
                    i++) {
                Thread.sleep(50);
            }
        }

        void confirm() throws InterruptedException {
            onFx(() -> window[0].model().confirm(Set.of(new CheckId("edge-answers"))));
            Thread.sleep(400);
        }

        void open() throws InterruptedException {
            onFx(() -> window[0].model().paste().open().set(true));
        }

        void paste(String text) throws InterruptedException {
            onFx(() -> window[0].model().paste().bring(text));
            for (var i = 0; i < 100 && window[0].model().paste().busy(); i++) {
                Thread.sleep(50);
            }
            Thread.sleep(300);
        }

        void shut() throws InterruptedException {
            onFx(() -> window[0].model().paste().clear());
            onFx(() -> window[0].model().paste().open().set(false));
        }

        void tab(int index) throws InterruptedException {
            onFx(
                    () ->
                            ((TabPane) stage[0].getScene().lookup("#verdict-tabs"))
                                    .getSelectionModel()
                                    .select(index));
        }

        void scroll() throws InterruptedException {
            onFx(() -> ((ScrollPane) stage[0].getScene().lookup(".page-scroll")).setVvalue(1));
        }

        void close() throws InterruptedException {
            onFx(() -> stage[0].close());
        }

        void turn(StepId page) throws InterruptedException {
            onFx(() -> window[0].model().go(page));
        }

        void picture(String page, StepId turnTo) throws InterruptedException {
            turn(turnTo);
            picture(page);
        }

        void picture(String page) throws InterruptedException {
            Thread.sleep(250);
            onFx(
                    () ->
                            write(
                                    stage[0].getScene().snapshot(null),
                                    folder.resolve(name + "-" + page + ".png")));
        }
    }

    private static void onFx(Runnable task) throws InterruptedException {
        var done = new CountDownLatch(1);
        Platform.runLater(
                () -> {
                    try {
                        task.run();
                    } finally {
                        done.countDown();
                    }
                });
        if (!done.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The window's thread does not answer.");
        }
    }

    private static void write(WritableImage image, Path file) {
        var width = (int) image.getWidth();
        var height = (int) image.getHeight();
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pixels = image.getPixelReader();
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                picture.setRGB(x, y, pixels.getArgb(x, y));
            }
        }
        try {
            ImageIO.write(picture, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
