package dev.whence.desktop.terminal;

import dev.whence.engine.model.Hop;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Incident;
import dev.whence.engine.verdict.Hypothesis;
import dev.whence.engine.verdict.Question;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.pasted.Explained;
import dev.whence.knowledge.words.CauseWords;
import dev.whence.knowledge.words.FactWords;
import dev.whence.knowledge.words.Names;
import dev.whence.knowledge.words.Road;
import dev.whence.knowledge.words.Shown;
import dev.whence.knowledge.words.StepState;
import dev.whence.knowledge.words.Tone;
import dev.whence.knowledge.words.Unseen;
import dev.whence.knowledge.words.VerdictWords;
import dev.whence.knowledge.words.Yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells an incident to a person at a terminal: the road, the steps, the verdict, the first fix.
final class Telling {
    private static final Map<String, String> SAY = Yaml.sentences(Telling.class, "Telling.yaml");
    private static final int MOST = 6;

    private final VerdictWords words;
    private final Paint paint;

    Telling(VerdictWords words, Paint paint) {
        this.words = words;
        this.paint = paint;
    }

    /// The whole story, 80 columns wide.
    String of(Incident incident) {
        var out = new StringBuilder();
        out.append(paint.bold(told(incident.target()))).append("\n\n");
        road(incident, out);
        steps(incident, out);
        verdict(incident, out);
        Unseen.of(incident, Knowledge.CHECKS).forEach(unseen -> unseen(unseen, out));
        return out.toString();
    }

    private static String told(Target target) {
        return Explained.isNamed(target) ? target.url().toString() : Names.site(target);
    }

    private void road(Incident incident, StringBuilder out) {
        for (var station :
                Road.of(incident.target(), incident.facts(), Optional.of(incident.verdict()))) {
            var label =
                    "  " + station.tone().sign() + " " + pad(Names.of(station.hop()), longest());
            out.append(paint.in(station.tone(), label));
            var says =
                    station.because()
                            .map(seen -> FactWords.say(seen.fact()))
                            .orElse(
                                    say(
                                            station.tone() == Tone.NOT_APPLICABLE
                                                    ? "road.unused"
                                                    : "road.unknown"));
            out.append("  ").append(hanging(longest() + 6, says)).append('\n');
        }
        out.append('\n');
    }

    private void steps(Incident incident, StringBuilder out) {
        var number = 0;
        for (var state :
                StepState.of(incident.facts(), Optional.of(incident.verdict()), Knowledge.CHECKS)) {
            number++;
            var label =
                    "  "
                            + state.tone().sign()
                            + " "
                            + number
                            + " "
                            + pad(Names.of(state.step()), 20);
            out.append(paint.in(state.tone(), label))
                    .append(paint.faint(String.format("%8s  ", Shown.duration(state.took()))))
                    .append(looks(state))
                    .append('\n');
        }
        out.append('\n');
    }

    private static String looks(StepState state) {
        var saw = state.looks().stream().filter(look -> look.outcome().id().equals("saw")).count();
        return say("steps.looks")
                .replace("{saw}", String.valueOf(saw))
                .replace("{all}", String.valueOf(state.looks().size()));
    }

    private void verdict(Incident incident, StringBuilder out) {
        var verdict = incident.verdict();
        var headline = words.headline(verdict);
        var tone = Tone.of(verdict);
        out.append(paint.in(tone, tone.sign() + " " + headline.word())).append('\n');
        out.append(paint.bold(Wrap.at("  ", headline.title() + "."))).append('\n');
        switch (verdict) {
            case Verdict.Located located -> located(incident, located, out);
            case Verdict.Placed(_, _, var because, var possible, var questions) -> {
                list(
                        out,
                        "verdict.because",
                        because.stream().map(seen -> FactWords.say(seen.fact())));
                open("verdict.possible", possible, questions, out);
            }
            case Verdict.Torn(var rivals, var questions) ->
                    open("verdict.rivals", rivals, questions, out);
            case Verdict.Inconclusive(var possible, var questions) ->
                    open("verdict.possible", possible, questions, out);
            case Verdict.NothingWrongNow(var because, var latent, var soon) -> {
                because.stream().limit(1).forEach(seen -> line(out, FactWords.say(seen.fact())));
                titles(out, "verdict.latent", latent);
                list(out, "verdict.soon", soon.stream().map(seen -> FactWords.say(seen.fact())));
            }
            case Verdict.NotThisFault(var because) -> line(out, FactWords.say(because.fact()));
        }
    }

    private void located(Incident incident, Verdict.Located verdict, StringBuilder out) {
        var root = verdict.root();
        list(
                out,
                "verdict.because",
                root.clues().stream()
                        .filter(clue -> clue.weight().isFor())
                        .map(clue -> words.clue(root.cause(), clue)));
        titles(out, "verdict.chain", verdict.chain());
        titles(out, "verdict.besides", verdict.besides());
        words.fixes(root, incident.target()).stream()
                .findFirst()
                .ifPresent(fix -> fix(incident, fix, out));
    }

    private void titles(StringBuilder out, String key, List<Hypothesis> hypotheses) {
        list(out, key, hypotheses.stream().map(each -> words.title(each.cause()) + "."));
    }

    private void open(
            String key, List<Hypothesis> hypotheses, List<Question> questions, StringBuilder out) {
        list(
                out,
                key,
                hypotheses.stream()
                        .map(
                                each ->
                                        words.title(each.cause())
                                                + " ("
                                                + Names.of(each.standing())
                                                + ")."));
        list(out, "verdict.settle", questions.stream().map(words::question).distinct());
    }

    private void fix(Incident incident, CauseWords.Fix fix, StringBuilder out) {
        out.append('\n')
                .append(paint.bold(Wrap.at("  ", say("fix.title") + " " + fix.title())))
                .append('\n');
        line(
                out,
                Names.of(fix.where(), incident.target())
                        + ". "
                        + say("fix.risk")
                        + " "
                        + Names.of(fix.risk()));
        fix.approval().ifPresent(who -> line(out, say("fix.approval") + " " + who + "."));
        for (var step : fix.steps()) {
            out.append(Wrap.at("  - ", step.say()).replaceAll("\n {2}- ", "\n    ")).append('\n');
            step.run()
                    .ifPresent(run -> out.append("      $ ").append(Wrap.clean(run)).append('\n'));
            step.expect()
                    .ifPresent(
                            expect ->
                                    out.append(Wrap.at("      ", say("fix.expect") + " " + expect))
                                            .append('\n'));
        }
        fix.undo()
                .ifPresent(
                        undo ->
                                out.append(Wrap.at("    ", say("fix.undo") + " " + undo))
                                        .append('\n'));
    }

    private void unseen(Unseen unseen, StringBuilder out) {
        out.append('\n');
        line(
                out,
                say("unseen")
                        .replace("{from}", Names.of(unseen.from()))
                        .replace("{why}", String.join(" ", unseen.why())));
        line(out, say("unseen.do"));
        unseen.commands().stream()
                .limit(MOST)
                .forEach(run -> out.append("      $ ").append(Wrap.clean(run)).append('\n'));
    }

    private void list(StringBuilder out, String key, Stream<String> lines) {
        var shown = lines.limit(MOST).toList();
        if (!shown.isEmpty()) {
            out.append("  ").append(paint.faint(say(key))).append('\n');
            shown.forEach(
                    text ->
                            out.append(Wrap.at("  - ", text).replaceAll("\n {2}- ", "\n    "))
                                    .append('\n'));
        }
    }

    private static void line(StringBuilder out, String text) {
        out.append(Wrap.at("  ", text)).append('\n');
    }

    private static String hanging(int indent, String text) {
        return Wrap.at(" ".repeat(indent), text).strip();
    }

    private static int longest() {
        return Stream.of(Hop.values()).mapToInt(hop -> Names.of(hop).length()).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String say(String key) {
        var text = SAY.get(key);
        if (text == null) {
            throw new IllegalStateException("Telling.yaml has no " + key + ".");
        }
        return text;
    }
}
