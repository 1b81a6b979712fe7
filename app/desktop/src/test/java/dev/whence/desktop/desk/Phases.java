package dev.whence.desktop.desk;

import java.util.concurrent.CompletableFuture;

/// The end of a story, without a window.
public final class Phases {
    private Phases() {}

    /// What is known when the story has been told.
    public static Phase.Finished finished(Story story) {
        var desk = FakeDesk.quick(story);
        var over = new CompletableFuture<Boolean>();
        var run =
                desk.start(
                        story.target(),
                        (_, _) -> false,
                        progress -> {
                            if (progress.finished()) {
                                over.complete(true);
                            }
                        });
        over.join();
        var incident = run.incident();
        return new Phase.Finished(
                incident, Reading.of(incident.facts(), incident.verdict(), desk), false);
    }
}
