package dev.whence.desktop.desk;

import dev.whence.engine.cause.Clue;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Hop;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Incident;
import dev.whence.engine.verdict.Hypothesis;
import dev.whence.engine.verdict.Question;
import dev.whence.engine.world.Exchange;
import dev.whence.knowledge.Step;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything that the house says about an incident, ready to be shown.
public interface Words {
    /// The checks in the order in which they are shown.
    ///
    /// @param target fills in the commands to type by hand; without one they keep their
    ///   placeholders
    List<CheckText> checks(Optional<Target> target);

    /// One fact as one sentence.
    String says(Observation seen);

    /// One fact in a few words, for where there is little room.
    String brief(Observation seen);

    /// Who looked and how.
    ///
    /// @param tape the questions that were asked, as far as they are kept
    Source source(Observation seen, List<Exchange> tape);

    /// A few words under a station of the road; empty where nothing worth saying is known.
    Optional<String> station(Hop hop, Facts facts);

    /// Why a check did not look, as one sentence.
    String skipped(SkipReason why);

    /// The verdict in one title and a sentence or two.
    Headline headline(Incident incident);

    /// What a cause is called.
    String title(Hypothesis hypothesis);

    /// What a clue says.
    String clue(Hypothesis hypothesis, Clue clue);

    /// What a cause means and what to do about it.
    CauseText cause(Hypothesis hypothesis, Incident incident);

    /// What would settle an open verdict, as one sentence.
    String question(Question question);

    /// What happened when, earliest first.
    List<Moment> timeline(Incident incident);

    /// Terms that somebody in their first month may not know, with what they mean.
    Map<String, String> glossary();

    /// What a check is about.
    ///
    /// @param byHand commands that show the same, each alone
    record CheckText(
            CheckId id,
            Step step,
            Vantage.Kind from,
            String title,
            String looks,
            String why,
            String good,
            List<String> byHand) {
        public CheckText {
            byHand = List.copyOf(byHand);
        }
    }

    /// Where a finding comes from: `from web-1 over SSH`, `systemctl show nginx`.
    ///
    /// @param how may be empty
    record Source(String from, String how) {}

    /// The verdict in short.
    ///
    /// @param word where and how sure: `Origin · proven by two observations`
    record Headline(String word, String title, String sentence) {}

    /// A cause in words.
    record CauseText(String title, String meaning, List<FixText> fixes, List<String> prevent) {
        public CauseText {
            fixes = List.copyOf(fixes);
            prevent = List.copyOf(prevent);
        }
    }

    /// A fix to try.
    ///
    /// @param where the machine it runs on
    /// @param risk what it does to visitors while it is done
    /// @param careful the risk deserves a second look
    /// @param confirmedBy the checks that show whether it worked
    record FixText(
            String title,
            String where,
            String risk,
            boolean careful,
            Optional<String> undo,
            List<StepText> steps,
            Set<CheckId> confirmedBy) {
        public FixText {
            steps = List.copyOf(steps);
            confirmedBy = Set.copyOf(confirmedBy);
        }
    }

    /// One action.
    record StepText(String say, Optional<String> run, Optional<String> expect) {}

    /// Something that happened.
    record Moment(Instant at, String says, Sign sign) {}
}
