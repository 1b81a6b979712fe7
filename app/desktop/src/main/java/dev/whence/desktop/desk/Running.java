package dev.whence.desktop.desk;

import dev.whence.engine.model.Target;
import dev.whence.engine.run.Incident;
import dev.whence.engine.world.Exchange;
import dev.whence.knowledge.pasted.Explained;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One run under way, or just over.
public interface Running {
    /// What is looked at.
    Target target();

    /// Takes what a person brought, in place of what was brought before, and saves it; takes a
    /// while.
    void bring(Optional<Explained> evidence);

    /// Ends the run; what was seen is kept.
    void cancel();

    /// The incident as it stands now. Whole once the progress says that the run is finished.
    Incident incident();

    /// The questions that were asked so far, with their answers. Quick.
    List<Exchange> tape();

    /// When the incident was last written to disk; empty where it was not.
    Optional<Instant> saved();
}
