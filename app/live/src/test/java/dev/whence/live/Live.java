package dev.whence.live;

import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;

import java.nio.file.Path;
import java.time.Duration;

/// Asks a live world in tests; nothing of the machine's user is touched.
final class Live {
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private Live() {}

    static LiveWorld world() {
        return new LiveWorld(nobody());
    }

    static LiveSettings nobody() {
        var nowhere = Path.of("target", "no-such-home");
        return LiveSettings.users()
                .withHome(nowhere)
                .withKnownHosts(nowhere.resolve("known_hosts"))
                .withConfig(nowhere.resolve("config"));
    }

    static <R extends Answer> R ask(Ask<R> question) {
        return ask(question, PATIENCE);
    }

    static <R extends Answer> R ask(Ask<R> question, Duration patience) {
        try (var world = world()) {
            return world.ask(question, Deadline.in(patience));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
