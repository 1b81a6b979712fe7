package dev.whence.knowledge.words;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.CauseId;
import dev.whence.engine.model.Place;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What is told about a cause; it stands in a file of the cause's name beside it.
///
/// @param title what is wrong, as a sentence without its full stop
/// @param meaning for somebody in their first month
/// @param clues clue key → sentence, with the components of the clue's facts in braces
/// @param fixes in the order in which to try them
/// @param prevent how it does not happen again
/// @param more pages to read
public record CauseWords(
        String title,
        String meaning,
        Map<String, String> clues,
        List<Fix> fixes,
        List<String> prevent,
        List<Link> more) {
    private static final Map<CauseId, CauseWords> READ = new ConcurrentHashMap<>();

    public CauseWords {
        clues = Map.copyOf(clues);
        fixes = List.copyOf(fixes);
        prevent = List.copyOf(prevent);
        more = more == null ? List.of() : List.copyOf(more);
    }

    /// The words of a cause.
    public static CauseWords of(Cause cause) {
        return READ.computeIfAbsent(
                cause.id(), _ -> Yaml.beside(cause.getClass(), CauseWords.class));
    }

    /// Something to do about a cause.
    ///
    /// @param approval who must agree first; empty where nobody must
    /// @param undo how to go back; empty where there is nothing to undo
    /// @param confirmedBy the checks that show that it helped
    public record Fix(
            String title,
            Where where,
            Risk risk,
            Optional<String> approval,
            List<FixStep> steps,
            Optional<String> undo,
            List<String> confirmedBy) {
        public Fix {
            approval = approval == null ? Optional.empty() : approval;
            steps = List.copyOf(steps);
            undo = undo == null ? Optional.empty() : undo;
            confirmedBy = List.copyOf(confirmedBy);
        }

        /// The same with the target's own names in its commands.
        Fix filled(Target target) {
            var filled =
                    steps.stream()
                            .map(
                                    step ->
                                            new FixStep(
                                                    step.say(),
                                                    step.run().map(run -> fill(run, target)),
                                                    step.expect()))
                            .toList();
            return new Fix(title, where, risk, approval, filled, undo, confirmedBy);
        }

        private static String fill(String command, Target target) {
            return Fillings.fill(command, Optional.of(target), Vantage.Kind.HERE);
        }
    }

    /// One thing to do.
    ///
    /// @param say what and why, one sentence or two
    /// @param run the command, where there is one
    /// @param expect what one should see then
    public record FixStep(String say, Optional<String> run, Optional<String> expect) {
        public FixStep {
            run = run == null ? Optional.empty() : run;
            expect = expect == null ? Optional.empty() : expect;
        }
    }

    /// Where a fix is made.
    public enum Where {
        ON_ORIGIN,
        ON_TUNNEL_HOST,
        ON_DATABASE_HOST,
        IN_CLOUDFLARE,
        AT_PROVIDER,
        HERE;

        /// Whether it is on a host of another place than the fault.
        boolean isAwayFrom(Place place) {
            return (this == ON_ORIGIN && place != Place.ORIGIN)
                    || (this == ON_TUNNEL_HOST && place != Place.TUNNEL);
        }
    }

    /// What a fix can do to a running site.
    public enum Risk {
        NONE,
        RELOAD,
        RESTART,
        CONFIGURATION,
        SECURITY
    }

    /// A page of the vendor.
    public record Link(String title, URI url) {}
}
