package dev.whence.report;

import static dev.whence.report.ReportComposer.TOLD;

import dev.whence.engine.cause.Clue;
import dev.whence.engine.model.Health;
import dev.whence.engine.model.Observation;
import dev.whence.engine.verdict.Hypothesis;
import dev.whence.engine.verdict.Question;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.words.FactWords;
import dev.whence.knowledge.words.Names;
import dev.whence.knowledge.words.Tone;
import dev.whence.knowledge.words.VerdictWords;
import dev.whence.report.Block.Finding;
import dev.whence.report.Block.Findings;
import dev.whence.report.Block.Heading;
import dev.whence.report.Block.Note;
import dev.whence.report.Block.Paragraph;
import dev.whence.report.Block.Steps;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Why the verdict is what it is, and what would decide where it is open.
final class Reasons {
    private final VerdictWords words;
    private final Sources sources;

    Reasons(VerdictWords words, Sources sources) {
        this.words = words;
        this.sources = sources;
    }

    Stream<Block> of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Located(var root, var chain, var besides) ->
                    Stream.concat(
                            titled(
                                    "reasons",
                                    Stream.concat(
                                            Stream.of(clues(root)),
                                            chain.stream().map(this::link))),
                            rivals("reasons.besides", besides));
            case Verdict.Placed(_, _, var because, var possible, var questions) ->
                    Stream.of(
                                    because.isEmpty()
                                            ? Stream.<Block>empty()
                                            : titled("reasons", Stream.of(facts(because))),
                                    rivals("reasons.possible", possible),
                                    deciding(questions))
                            .flatMap(part -> part);
            case Verdict.Torn(var rivals, var questions) ->
                    Stream.concat(
                            titled("reasons", rivals.stream().flatMap(this::rival)),
                            deciding(questions));
            case Verdict.Inconclusive(var possible, var questions) ->
                    Stream.concat(
                            possible.isEmpty()
                                    ? titled(
                                            "reasons",
                                            Stream.of(new Paragraph(TOLD.say("reasons.none"))))
                                    : rivals("reasons.possible", possible),
                            deciding(questions));
            case Verdict.NothingWrongNow(var because, var latent, var soon) ->
                    Stream.of(
                                    titled("reasons", Stream.of(facts(because))),
                                    soon.isEmpty()
                                            ? Stream.<Block>empty()
                                            : titled("reasons.soon", Stream.of(facts(soon))),
                                    rivals("reasons.latent", latent))
                            .flatMap(part -> part);
            case Verdict.NotThisFault(var because) ->
                    titled("reasons", Stream.of(facts(List.of(because))));
        };
    }

    private static Stream<Block> titled(String key, Stream<? extends Block> blocks) {
        return Stream.concat(Stream.of(new Heading(1, TOLD.say(key))), blocks);
    }

    private Stream<Block> rivals(String key, List<Hypothesis> rivals) {
        return rivals.isEmpty()
                ? Stream.empty()
                : titled(key, rivals.stream().flatMap(this::rival));
    }

    private Stream<Block> rival(Hypothesis rival) {
        var title =
                TOLD.say(
                        "reasons.for",
                        Map.of(
                                "cause",
                                words.title(rival.cause()),
                                "standing",
                                Names.of(rival.standing())));
        return Stream.of(new Heading(2, title), clues(rival));
    }

    private Block link(Hypothesis symptom) {
        return new Note(TOLD.say("reasons.accounts-for", "cause", words.title(symptom.cause())));
    }

    private Findings clues(Hypothesis hypothesis) {
        return new Findings(
                hypothesis.clues().stream().map(clue -> finding(hypothesis, clue)).toList());
    }

    private Finding finding(Hypothesis hypothesis, Clue clue) {
        var says = words.clue(hypothesis.cause(), clue);
        var source =
                clue.because().stream()
                        .map(sources::of)
                        .distinct()
                        .collect(Collectors.joining("; "));
        return clue.weight().isFor()
                ? new Finding(Tone.BROKEN, says, source)
                : new Finding(Tone.LOOK, TOLD.say("reasons.against", "clue", says), source);
    }

    private Findings facts(List<Observation> because) {
        return new Findings(
                because.stream()
                        .map(
                                seen ->
                                        new Finding(
                                                seen.fact().health() == Health.WELL
                                                        ? Tone.WELL
                                                        : Tone.LOOK,
                                                FactWords.say(seen.fact()),
                                                sources.of(seen)))
                        .toList());
    }

    private Stream<Block> deciding(List<Question> questions) {
        return questions.isEmpty()
                ? Stream.empty()
                : titled(
                        "deciding",
                        Stream.of(
                                new Steps(
                                        questions.stream()
                                                .map(words::question)
                                                .distinct()
                                                .toList())));
    }
}
