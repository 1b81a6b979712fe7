package dev.whence.desktop.desk;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.Progress;
import dev.whence.engine.verdict.Hypothesis;
import dev.whence.engine.verdict.Verdict;
import dev.whence.engine.world.Exchange;
import dev.whence.knowledge.pasted.Explained;
import dev.whence.knowledge.pasted.Piece;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The window's only door to the house behind it: it starts runs, judges, words and saves.
///
/// Listeners are called on threads of the run.
public interface Desk {
    /// What the house says about checks, facts, causes and fixes.
    Words words();

    /// Starts every check for a target and returns at once.
    Running start(Target target, HostKeyAsker asker, Consumer<Progress> listener);

    /// Starts the named checks and those that they build on, to see whether a fix worked.
    Running confirm(
            Target target, Set<CheckId> only, HostKeyAsker asker, Consumer<Progress> listener);

    /// Incidents to practise on, easiest first.
    List<Scenario> scenarios();

    /// Replays a practice incident as if it were a run; opens no connection.
    Running practise(Scenario scenario, Consumer<Progress> listener);

    /// An incident without a run: it rests on what is brought to it alone.
    Running rest(Target target);

    /// An incident that was opened, to which more can be brought.
    Running rest(Incident opened);

    /// Reads what a person brought; takes a while, and opens no connection.
    ///
    /// @param target what fails; empty where only the texts may name it
    Explained explain(Optional<Target> target, List<Piece> brought);

    /// What the facts carry. Quick enough to be asked for each new picture of a run.
    Verdict judge(Facts facts);

    /// Every cause with any clue, best first.
    List<Hypothesis> hypotheses(Facts facts);

    /// The raw text behind an observation: questions with their answers; empty where none is kept.
    String raw(Observation seen, List<Exchange> tape);

    /// Reads a saved incident and judges it anew.
    ///
    /// @throws IOException with a sentence for the user
    Incident open(Path file) throws IOException;

    /// Writes an incident, whole or not at all.
    ///
    /// @throws IOException with a sentence for the user
    void save(Incident incident, Path to, Form form) throws IOException;

    /// What an incident is written as.
    enum Form {
        PDF(".pdf"),
        MARKDOWN(".md"),
        INCIDENT(".whence");

        private final String ending;

        Form(String ending) {
            this.ending = ending;
        }

        /// How such a file's name ends, with the dot.
        public String ending() {
            return ending;
        }
    }
}
