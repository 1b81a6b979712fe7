package dev.whence.knowledge.file;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Chain;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.Plan;
import dev.whence.engine.verdict.Hypothesis;
import dev.whence.engine.verdict.Question;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.words.CauseWords;
import dev.whence.knowledge.words.FactWords;
import dev.whence.knowledge.words.Names;
import dev.whence.knowledge.words.StepState;
import dev.whence.knowledge.words.Unseen;
import dev.whence.knowledge.words.VerdictWords;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The result of a run, as programs read it. Its keys and words are public and stable.
public record Result(
        int format,
        String id,
        Site target,
        Judged verdict,
        List<Stepped> steps,
        List<Hidden> unseen,
        List<Known> facts,
        long elapsedMs,
        Waited slowestChain) {
    /// What was looked at.
    public record Site(String url) {}

    /// The verdict.
    ///
    /// @param place null unless it was located, as are cause and standing
    /// @param possible causes that are rivals, that may be it, or that are wrong as well
    /// @param wouldSettle checks that would decide
    public record Judged(
            String kind,
            @Nullable String place,
            @Nullable String cause,
            @Nullable String standing,
            List<String> chain,
            List<String> possible,
            List<String> wouldSettle,
            String title,
            List<String> because,
            List<Mend> fixes) {}

    /// Something to do.
    public record Mend(
            String title, String where, String risk, List<Act> steps, @Nullable String undo) {}

    /// One thing to do.
    public record Act(String say, @Nullable String run, @Nullable String expect) {}

    /// A step of the checklist.
    public record Stepped(String step, String colour, List<Looked> checks) {}

    /// A check, once for each standpoint.
    public record Looked(String id, String from, String outcome, String why, long tookMs) {}

    /// What could not be looked at on a machine, and what to type there to see it.
    public record Hidden(
            String from, List<String> why, List<String> checks, List<String> commands) {}

    /// The checks that waited for each other longest, one after another.
    public record Waited(List<String> checks, long tookMs) {}

    /// A fact.
    public record Known(String check, String from, Instant at, String type, String says) {}

    /// The result of an incident.
    public static Result of(Incident incident, VerdictWords words, List<? extends Probe> checks) {
        return new Result(
                1,
                incident.id().value(),
                new Site(incident.target().withoutQuery().url().toString()),
                judged(incident.verdict(), incident.target(), words),
                StepState.of(incident.facts(), Optional.of(incident.verdict()), checks).stream()
                        .map(Result::stepped)
                        .toList(),
                Unseen.of(incident, checks).stream().map(Result::hidden).toList(),
                incident.facts().observed().stream().map(Result::known).toList(),
                incident.took().toMillis(),
                waited(incident, checks));
    }

    private static Waited waited(Incident incident, List<? extends Probe> checks) {
        var chain = Chain.slowest(Plan.of(checks, incident.target()), incident.facts().coverage());
        return new Waited(
                chain.checks().stream().map(CheckId::value).toList(), chain.took().toMillis());
    }

    /// The result as one line of JSON.
    public String line() {
        return Json.MAPPER.writeValueAsString(this);
    }

    /// The result as JSON for a reader.
    public String pretty() {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }

    private static Judged judged(Verdict verdict, Target target, VerdictWords words) {
        var headline = words.headline(verdict);
        return switch (verdict) {
            case Verdict.Located(var root, var chain, var besides) ->
                    new Judged(
                            verdict.kind(),
                            root.place().id(),
                            root.cause().value(),
                            root.standing().id(),
                            ids(chain),
                            ids(besides),
                            List.of(),
                            headline.title(),
                            because(root, words),
                            fixes(words.fixes(root, target)));
            case Verdict.Placed(
                            var place,
                            var standing,
                            var because,
                            var possible,
                            var questions) ->
                    new Judged(
                            verdict.kind(),
                            place.id(),
                            null,
                            standing.id(),
                            List.of(),
                            ids(possible),
                            settling(questions),
                            headline.title(),
                            because.isEmpty() ? List.of(headline.sentence()) : says(because),
                            List.of());
            case Verdict.Torn(var rivals, var questions) ->
                    open(verdict, headline, rivals, questions);
            case Verdict.Inconclusive(var possible, var questions) ->
                    open(verdict, headline, possible, questions);
            case Verdict.NothingWrongNow(var because, var latent, var soon) ->
                    unlocated(
                            verdict,
                            headline,
                            ids(latent),
                            List.of(),
                            Stream.concat(says(because).stream(), says(soon).stream()).toList());
            case Verdict.NotThisFault(var because) ->
                    unlocated(verdict, headline, List.of(), List.of(), says(List.of(because)));
        };
    }

    private static Judged open(
            Verdict verdict,
            VerdictWords.Headline headline,
            List<Hypothesis> possible,
            List<Question> questions) {
        return unlocated(
                verdict,
                headline,
                ids(possible),
                settling(questions),
                List.of(headline.sentence()));
    }

    private static List<String> settling(List<Question> questions) {
        return questions.stream()
                .flatMap(question -> question.wouldAnswer().stream())
                .map(CheckId::value)
                .distinct()
                .toList();
    }

    private static Judged unlocated(
            Verdict verdict,
            VerdictWords.Headline headline,
            List<String> possible,
            List<String> wouldSettle,
            List<String> because) {
        return new Judged(
                verdict.kind(),
                null,
                null,
                null,
                List.of(),
                possible,
                wouldSettle,
                headline.title(),
                because,
                List.of());
    }

    private static List<String> ids(List<Hypothesis> hypotheses) {
        return hypotheses.stream().map(hypothesis -> hypothesis.cause().value()).toList();
    }

    private static List<String> because(Hypothesis root, VerdictWords words) {
        return root.clues().stream()
                .filter(clue -> clue.weight().isFor())
                .map(clue -> words.clue(root.cause(), clue))
                .toList();
    }

    private static List<String> says(List<Observation> because) {
        return because.stream().map(seen -> FactWords.say(seen.fact())).toList();
    }

    private static List<Mend> fixes(List<CauseWords.Fix> fixes) {
        return fixes.stream()
                .map(
                        fix ->
                                new Mend(
                                        fix.title(),
                                        kebab(fix.where()),
                                        kebab(fix.risk()),
                                        fix.steps().stream()
                                                .map(
                                                        step ->
                                                                new Act(
                                                                        step.say(),
                                                                        step.run().orElse(null),
                                                                        step.expect().orElse(null)))
                                                .toList(),
                                        fix.undo().orElse(null)))
                .toList();
    }

    private static Stepped stepped(StepState state) {
        return new Stepped(
                state.step().id(),
                state.tone().colour(),
                state.looks().stream().map(Result::looked).toList());
    }

    private static Hidden hidden(Unseen unseen) {
        return new Hidden(
                unseen.from().id(),
                unseen.why(),
                unseen.checks().stream().map(CheckId::value).toList(),
                unseen.commands());
    }

    private static Looked looked(Coverage.Entry entry) {
        return new Looked(
                entry.check().value(),
                entry.from().id(),
                entry.outcome().id(),
                why(entry.outcome()),
                entry.took().toMillis());
    }

    private static String why(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Skipped(var reason) -> Names.of(reason);
            case Outcome.Broke(var trouble) ->
                    Stream.of(trouble.happened(), trouble.wayOut())
                            .filter(part -> !part.isEmpty())
                            .reduce((a, b) -> a + " " + b)
                            .orElse("");
            case Outcome.TimedOut _, Outcome.Cancelled _ -> Names.of(outcome);
            case Outcome.Saw _ -> "";
        };
    }

    private static Known known(Observation seen) {
        return new Known(
                seen.check().value(),
                seen.from().id(),
                seen.at(),
                Fact.typeOf(seen.fact().getClass()),
                FactWords.say(seen.fact()));
    }

    private static String kebab(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
