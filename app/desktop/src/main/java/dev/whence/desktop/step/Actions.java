package dev.whence.desktop.step;

import dev.whence.desktop.desk.Desk;
import dev.whence.desktop.desk.Scenario;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;

import java.nio.file.Path;
import java.util.Set;

/// What a page can ask the wizard to do.
public interface Actions {
    /// Looks at a target; a run under way is ended first.
    void start(Target target);

    /// Replays a practice incident.
    void practise(Scenario scenario);

    /// Looks again at what shows whether a fix worked.
    void confirm(Set<CheckId> only);

    /// Writes the incident with the notes that were taken.
    void save(Path to, Desk.Form form, String notes);

    /// Turns to a page.
    void go(StepId page);

    /// The raw text behind an observation.
    String raw(Observation seen);
}
