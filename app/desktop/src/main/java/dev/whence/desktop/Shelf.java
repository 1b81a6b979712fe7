package dev.whence.desktop;

import dev.whence.engine.run.Incident;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Where an incident of the window saves itself, so that a killed program loses nothing.
final class Shelf {
    private static final System.Logger LOG = System.getLogger(Shelf.class.getName());

    private final Wiring wiring;
    private final Optional<Path> folder;
    private final AtomicReference<Optional<Instant>> saved =
            new AtomicReference<>(Optional.empty());

    /// @param folder empty where nothing is saved
    Shelf(Wiring wiring, Optional<Path> folder) {
        this.wiring = wiring;
        this.folder = folder;
    }

    /// Writes the incident as it stands when its turn comes; what fails is logged.
    synchronized void save(Supplier<Incident> asItStands) {
        if (folder.isEmpty()) {
            return;
        }
        var incident = asItStands.get();
        try {
            Files.createDirectories(folder.get());
            wiring.writer().save(incident, folder.get().resolve(incident.id() + ".whence"));
            saved.set(Optional.of(wiring.now()));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The incident could not be saved", e);
        }
    }

    /// When it was last written; empty where it was not.
    Optional<Instant> saved() {
        return saved.get();
    }
}
