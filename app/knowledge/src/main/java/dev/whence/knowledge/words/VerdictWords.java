package dev.whence.knowledge.words;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.CauseId;
import dev.whence.engine.cause.Clue;
import dev.whence.engine.check.Check;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Place;
import dev.whence.engine.model.Target;
import dev.whence.engine.verdict.Hypothesis;
import dev.whence.engine.verdict.Question;
import dev.whence.engine.verdict.Standing;
import dev.whence.engine.verdict.Verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Tells verdicts, causes, clues and open questions; the frame of each sentence stands in
/// `verdicts.yaml`, the rest beside causes and checks.
///
/// An incident that another version of the program saved may name causes and checks that this one
/// does not know: their ids stand in for their names.
public final class VerdictWords {
    private static final Map<String, String> SENTENCES =
            Yaml.sentences(VerdictWords.class, "verdicts.yaml");

    private final Map<CauseId, Cause> causes;
    private final Map<CheckId, Check> checks;

    /// @param causes everything that can be wrong
    /// @param checks everything that can be looked at
    public VerdictWords(List<? extends Cause> causes, List<? extends Check> checks) {
        this.causes = causes.stream().collect(Collectors.toMap(Cause::id, Function.identity()));
        this.checks = checks.stream().collect(Collectors.toMap(Check::id, Function.identity()));
    }

    /// A verdict in short.
    ///
    /// @param word where and how sure: `At the origin · proven`
    /// @param title what is wrong, without a full stop
    /// @param sentence the strongest reason, or what would decide
    public record Headline(String word, String title, String sentence) {}

    /// The verdict in short.
    public Headline headline(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Located(var root, _, _) ->
                    new Headline(
                            located(root.place(), root.standing()),
                            title(root.cause()),
                            strongest(root));
            case Verdict.Placed(var place, var standing, _, _, var questions) ->
                    new Headline(
                            located(place, standing), sentence("placed.title"), firstOf(questions));
            case Verdict.Torn(var rivals, var questions) ->
                    new Headline(
                            sentence("torn.word"),
                            rivals.size() == 1
                                    ? title(rivals.getFirst().cause())
                                    : sentence("torn.title")
                                            .replace("{count}", String.valueOf(rivals.size())),
                            rivals.size() == 1 ? sentence("torn.disagree") : firstOf(questions));
            case Verdict.Inconclusive(_, var questions) ->
                    new Headline(
                            sentence("inconclusive.word"),
                            sentence("inconclusive.title"),
                            firstOf(questions));
            case Verdict.NothingWrongNow(var because, _, _) ->
                    new Headline(
                            sentence("nothing-wrong-now.word"),
                            sentence("nothing-wrong-now.title"),
                            because.isEmpty()
                                    ? sentence("nothing-wrong-now.nothing")
                                    : FactWords.say(because.getFirst().fact()));
            case Verdict.NotThisFault(var because) ->
                    new Headline(
                            sentence("not-this-fault.word"),
                            sentence("not-this-fault.title"),
                            FactWords.say(because.fact()));
        };
    }

    /// What a cause is called.
    public String title(CauseId cause) {
        return words(cause).map(CauseWords::title).orElse(cause.value());
    }

    /// Everything that is told about a cause; empty where this version does not know it.
    public Optional<CauseWords> words(CauseId cause) {
        return Optional.ofNullable(causes.get(cause)).map(CauseWords::of);
    }

    /// What to do about a cause that was found: first what is done where the fault is, and with the
    /// target's own names in the commands.
    public List<CauseWords.Fix> fixes(Hypothesis root, Target target) {
        return words(root.cause()).map(CauseWords::fixes).orElse(List.of()).stream()
                .sorted(Comparator.comparing(fix -> fix.where().isAwayFrom(root.place())))
                .map(fix -> fix.filled(target))
                .toList();
    }

    /// What a check is called.
    public String title(CheckId check) {
        return words(check).map(CheckWords::title).orElse(check.value());
    }

    /// Everything that is told about a check; empty where this version does not know it.
    public Optional<CheckWords> words(CheckId check) {
        return Optional.ofNullable(checks.get(check)).map(CheckWords::of);
    }

    /// What a clue says about its cause, as one sentence.
    public String clue(CauseId cause, Clue clue) {
        var facts = clue.because().stream().map(Observation::fact).toList();
        return words(cause)
                .flatMap(words -> Optional.ofNullable(words.clues().get(clue.key())))
                .map(template -> Sentence.fill(template, facts))
                .orElseGet(
                        () -> facts.stream().map(FactWords::say).collect(Collectors.joining(" ")));
    }

    /// What would decide, and what stands in the way of it.
    public String question(Question question) {
        var check =
                question.wouldAnswer().stream()
                        .findFirst()
                        .map(id -> words(id).map(CheckWords::looks).orElse(id.value()))
                        .orElse(question.unknown().getSimpleName());
        return question.blockedBy().isEmpty()
                ? sentence("question.open").replace("{check}", check)
                : sentence("question.blocked")
                        .replace("{check}", check)
                        .replace("{why}", Names.of(question.blockedBy().getFirst()));
    }

    private static String located(Place place, Standing standing) {
        return sentence("located.word")
                .replace("{place}", Names.of(place))
                .replace("{standing}", Names.of(standing));
    }

    private String strongest(Hypothesis root) {
        return root.clues().stream()
                .filter(clue -> clue.weight().isFor())
                .min(Comparator.comparing(Clue::weight))
                .map(clue -> clue(root.cause(), clue))
                .orElse("");
    }

    private String firstOf(List<Question> questions) {
        return questions.isEmpty()
                ? sentence("inconclusive.nothing")
                : sentence("question.first").replace("{question}", question(questions.getFirst()));
    }

    private static String sentence(String key) {
        var sentence = SENTENCES.get(key);
        if (sentence == null) {
            throw new IllegalStateException("verdicts.yaml has no " + key + ".");
        }
        return sentence;
    }
}
