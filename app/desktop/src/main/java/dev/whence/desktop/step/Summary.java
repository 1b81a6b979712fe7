package dev.whence.desktop.step;

import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Row;
import dev.whence.desktop.desk.Said;
import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.desk.Signs;
import dev.whence.desktop.desk.Words;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Progress;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.pasted.Explained;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A page in one line, as the list of steps shows it.
///
/// @param took how long its longest check looked; zero where nothing was timed
public record Summary(Sign sign, String line, Duration took) {
    private static final Said SAID = Said.by(Summary.class);

    /// The line for a page at one moment.
    public static Summary of(StepId page, Phase phase, Words words) {
        return page.step()
                .map(step -> ofStep(step, phase, words))
                .orElseGet(() -> ofPage(page, phase, words));
    }

    private static Summary ofPage(StepId page, Phase phase, Words words) {
        return switch (page) {
            case DESCRIBE -> describe(phase);
            case VERDICT -> verdict(phase, words);
            default -> new Summary(Sign.WAITING, SAID.at(page.id()), Duration.ZERO);
        };
    }

    private static Summary describe(Phase phase) {
        return phase.target()
                .filter(Explained::isNamed)
                .map(target -> new Summary(Sign.WELL, target.host(), Duration.ZERO))
                .orElseGet(() -> new Summary(Sign.WAITING, SAID.at("describe"), Duration.ZERO));
    }

    private static Summary verdict(Phase phase, Words words) {
        return switch (phase) {
            case Phase.Describing _ -> new Summary(Sign.WAITING, SAID.at("later"), Duration.ZERO);
            case Phase.Looking _ -> new Summary(Sign.LOOKING, SAID.at("forming"), Duration.ZERO);
            case Phase.Finished(var incident, _, _) ->
                    new Summary(
                            sign(incident.verdict()),
                            words.headline(incident).word(),
                            Duration.ZERO);
        };
    }

    /// The sign of a verdict.
    public static Sign sign(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Located _, Verdict.Placed _ -> Sign.BROKEN;
            case Verdict.Torn _, Verdict.NotThisFault _ -> Sign.LOOK;
            case Verdict.Inconclusive _ -> Sign.UNKNOWN;
            case Verdict.NothingWrongNow _ -> Sign.WELL;
        };
    }

    /// The checks of one step, in the order of the plan.
    public static List<Row> rows(Step step, Phase phase, Words words) {
        Set<CheckId> ours =
                words.checks(phase.target()).stream()
                        .filter(check -> check.step() == step)
                        .map(Words.CheckText::id)
                        .collect(Collectors.toSet());
        return phase.rows().stream().filter(row -> ours.contains(row.check())).toList();
    }

    private static Summary ofStep(Step step, Phase phase, Words words) {
        var rows = rows(step, phase, words);
        if (rows.isEmpty()) {
            return new Summary(Sign.WAITING, SAID.at("not-started"), Duration.ZERO);
        }
        var looked = rows.stream().filter(row -> !row.skipped()).toList();
        var telling = looked.isEmpty() ? rows : looked;
        var sign = Signs.worst(telling.stream().map(row -> row.sign(phase.reading())));
        var took =
                rows.stream().map(Row::took).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        return new Summary(sign, line(sign, rows, phase, words), took);
    }

    private static String line(Sign sign, List<Row> rows, Phase phase, Words words) {
        return switch (sign) {
            case BROKEN, LOOK ->
                    first(sign, rows, phase).map(seen -> brief(seen, words)).orElse(sign.word());
            case LOOKING, WAITING -> SAID.at("some-done", "done", ended(rows), "all", rows.size());
            case NOT_HERE -> skipped(rows).map(words::skipped).orElse(sign.word());
            case UNKNOWN -> unknown(sign, rows, words);
            case WELL, NOTED -> SAID.at(sign.id());
        };
    }

    private static String brief(Observation seen, Words words) {
        return seen.isAboutToFail() ? SAID.at("soon") : words.brief(seen);
    }

    private static String unknown(Sign sign, List<Row> rows, Words words) {
        var failed = rows.stream().filter(Summary::couldNotLook).toList();
        if (failed.isEmpty()) {
            return skipped(rows).map(words::skipped).orElse(sign.word());
        }
        var unread = failed.stream().allMatch(row -> row.from().kind() == Vantage.Kind.PASTED);
        return SAID.counted(unread ? "unread" : "unknown", failed.size());
    }

    private static Optional<Observation> first(Sign sign, List<Row> rows, Phase phase) {
        return rows.stream()
                .flatMap(row -> row.seen().stream())
                .filter(seen -> phase.reading().sign(seen) == sign)
                .findFirst();
    }

    private static Optional<SkipReason> skipped(List<Row> rows) {
        return rows.stream()
                .map(Row::state)
                .filter(Progress.State.Ended.class::isInstance)
                .map(Progress.State.Ended.class::cast)
                .map(Progress.State.Ended::outcome)
                .filter(Outcome.Skipped.class::isInstance)
                .map(outcome -> ((Outcome.Skipped) outcome).why())
                .findFirst();
    }

    private static long ended(List<Row> rows) {
        return rows.stream().filter(row -> row.state() instanceof Progress.State.Ended).count();
    }

    private static boolean couldNotLook(Row row) {
        return row.state() instanceof Progress.State.Ended(var outcome, _)
                && !(outcome instanceof Outcome.Saw)
                && !(outcome instanceof Outcome.Skipped);
    }
}
