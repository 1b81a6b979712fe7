package dev.whence.desktop.desk;

import dev.whence.engine.cause.Clue;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Incident;
import dev.whence.engine.verdict.Hypothesis;
import dev.whence.engine.verdict.Question;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Exchange;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.words.CauseWords;
import dev.whence.knowledge.words.CheckWords;
import dev.whence.knowledge.words.FactWords;
import dev.whence.knowledge.words.Fillings;
import dev.whence.knowledge.words.Names;
import dev.whence.knowledge.words.Sentence;
import dev.whence.knowledge.words.VerdictWords;
import dev.whence.knowledge.words.Yaml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words of the knowledge, arranged for the window.
public final class KnownWords implements Words {
    private static final Said SAID = Said.by(KnownWords.class);
    private static final Map<String, String> BRIEFS =
            Yaml.sentences(KnownWords.class, "briefs.yaml");
    private static final int LONG_WORD = 40;

    private final List<Probe> checks;
    private final VerdictWords verdicts;
    private final Map<String, String> glossary;

    /// @param checks everything that can be looked at
    /// @param verdicts tells causes and verdicts
    /// @param glossary term → what it means
    public KnownWords(
            List<? extends Probe> checks, VerdictWords verdicts, Map<String, String> glossary) {
        this.checks = List.copyOf(checks);
        this.verdicts = verdicts;
        this.glossary = Map.copyOf(glossary);
    }

    @Override
    public List<CheckText> checks(Optional<Target> target) {
        return checks.stream().map(check -> text(check, target)).toList();
    }

    @Override
    public String says(Observation seen) {
        return FactWords.say(seen.fact());
    }

    @Override
    public String brief(Observation seen) {
        return briefly(seen).orElseGet(() -> says(seen));
    }

    @Override
    public Source source(Observation seen, List<Exchange> tape) {
        if (seen.from().kind() == Vantage.Kind.PASTED) {
            return new Source(SAID.at("pasted"), "");
        }
        var commands =
                tape.stream()
                        .filter(each -> each.check().equals(seen.check()))
                        .filter(each -> each.from().equals(seen.from()))
                        .flatMap(each -> command(each.asked()))
                        .distinct()
                        .limit(2)
                        .collect(Collectors.joining(", "));
        return new Source(
                Names.of(seen.from()), commands.isEmpty() ? title(seen.check()) : commands);
    }

    @Override
    public Optional<String> station(Hop hop, Facts facts) {
        var here = facts.observed().stream().filter(seen -> seen.fact().hop() == hop).toList();
        return Stream.of(Health.BROKEN, Health.WELL)
                .flatMap(health -> here.stream().filter(seen -> seen.fact().health() == health))
                .flatMap(seen -> briefly(seen).stream())
                .findFirst();
    }

    @Override
    public String skipped(SkipReason why) {
        return Names.of(why);
    }

    @Override
    public Headline headline(Incident incident) {
        var headline = verdicts.headline(incident.verdict());
        return new Headline(headline.word(), headline.title(), headline.sentence());
    }

    @Override
    public String title(Hypothesis hypothesis) {
        return verdicts.title(hypothesis.cause());
    }

    @Override
    public String clue(Hypothesis hypothesis, Clue clue) {
        return verdicts.clue(hypothesis.cause(), clue);
    }

    @Override
    public CauseText cause(Hypothesis hypothesis, Incident incident) {
        return verdicts.words(hypothesis.cause())
                .map(
                        words ->
                                text(
                                        words,
                                        verdicts.fixes(hypothesis, incident.target()),
                                        incident.target()))
                .orElseGet(() -> new CauseText(title(hypothesis), "", List.of(), List.of()));
    }

    @Override
    public String question(Question question) {
        return verdicts.question(question);
    }

    @Override
    public List<Moment> timeline(Incident incident) {
        return Timeline.of(incident);
    }

    @Override
    public Map<String, String> glossary() {
        return glossary;
    }

    private String title(CheckId check) {
        return verdicts.title(check);
    }

    private static Optional<String> briefly(Observation seen) {
        return seen.fact() instanceof Fact fact
                ? Stream.of(
                                fact.type() + "." + fact.health().name().toLowerCase(Locale.ROOT),
                                fact.type())
                        .flatMap(key -> Optional.ofNullable(BRIEFS.get(key)).stream())
                        .findFirst()
                        .map(template -> Sentence.fill(template, List.of(fact)))
                : Optional.empty();
    }

    private static Stream<String> command(Ask<?> asked) {
        return asked instanceof Ask.Run(var command)
                ? Stream.of(
                        String.join(" ", command.words().stream().map(KnownWords::cut).toList()))
                : Stream.empty();
    }

    private static String cut(String word) {
        return word.length() > LONG_WORD ? "…" : word;
    }

    private static CheckText text(Probe check, Optional<Target> target) {
        var words = CheckWords.of(check);
        return new CheckText(
                check.id(),
                check.step(),
                check.from(),
                words.title(),
                words.looks(),
                words.why(),
                words.good(),
                words.byHand().stream()
                        .map(command -> Fillings.fill(command, target, check.from()))
                        .toList());
    }

    private static CauseText text(CauseWords words, List<CauseWords.Fix> fixes, Target target) {
        return new CauseText(
                words.title(),
                words.meaning(),
                fixes.stream().map(fix -> text(fix, target)).toList(),
                words.prevent());
    }

    private static FixText text(CauseWords.Fix fix, Target target) {
        return new FixText(
                fix.title(),
                Names.of(fix.where(), target),
                fix.approval()
                        .map(who -> SAID.at("approval", "risk", Names.of(fix.risk()), "who", who))
                        .orElseGet(() -> Names.of(fix.risk())),
                fix.risk().compareTo(CauseWords.Risk.RESTART) >= 0,
                fix.undo(),
                fix.steps().stream().map(KnownWords::text).toList(),
                fix.confirmedBy().stream().map(CheckId::new).collect(Collectors.toSet()));
    }

    private static StepText text(CauseWords.FixStep step) {
        return new StepText(step.say(), step.run(), step.expect());
    }
}
