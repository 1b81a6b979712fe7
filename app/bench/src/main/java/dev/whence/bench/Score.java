package dev.whence.bench;

import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.Judging;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.pasted.CaseFile;
import dev.whence.knowledge.pasted.Explained;
import dev.whence.lab.Redactor;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Judges real incidents by the evidence that people brought, and prints how often the verdict is
/// right, by what that evidence suffices for.
///
/// `mvn -q -Pscore` reads `../shared/incidents/incidents.jsonl`; `-Dscore.file=FILE` another one.
public final class Score {
    private static final List<String> SUFFICIENT = List.of("cause", "place", "none");

    private final PrintStream out;
    private final List<Scored> all = new ArrayList<>();

    private Score(PrintStream out) {
        this.out = out;
    }

    /// Judges the incidents of a file and prints the table.
    ///
    /// @param words the file with the incidents
    public static void main(String[] words) throws IOException {
        var file = Path.of(words[0]).normalize();
        if (!Files.isReadable(file)) {
            System.out.println("There are no incidents to judge: " + file + " is missing.");
            return;
        }
        var score = new Score(System.out);
        for (var line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                score.judge(line);
            }
        }
        score.print();
    }

    private void judge(String line) {
        var expected = Expected.of(JsonMapper.shared().readTree(line).path("expect"));
        var brought =
                CaseFile.line(line)
                        .orElseThrow(() -> new IllegalArgumentException("no case: " + line));
        var read = Explained.of(brought, Redactor.STRICT::clean, Instant.now());
        var verdict = Judging.with(Knowledge.CHECKS).judge(read.facts());
        all.add(new Scored(brought.id(), expected, verdict));
    }

    private void print() {
        out.println(
                "| evidence suffices for | cases | cause right | place right | open | wrong and"
                        + " sure | else |");
        out.println("|---|---|---|---|---|---|---|");
        for (var kind : SUFFICIENT) {
            var of = all.stream().filter(each -> each.expected().suffices().equals(kind)).toList();
            out.println(row(kind, of));
        }
        out.println();
        all.stream().filter(Scored::misses).map(Scored::line).forEach(out::println);
    }

    private static String row(String kind, List<Scored> of) {
        return "| "
                + List.of(
                                kind,
                                String.valueOf(of.size()),
                                count(of, Outcome.CAUSE_RIGHT),
                                count(of, Outcome.PLACE_RIGHT, Outcome.CAUSE_RIGHT),
                                count(of, Outcome.OPEN),
                                count(of, Outcome.WRONG_AND_SURE),
                                count(of, Outcome.ELSE))
                        .stream()
                        .collect(Collectors.joining(" | "))
                + " |";
    }

    private static String count(List<Scored> of, Outcome... outcomes) {
        var wanted = Set.of(outcomes);
        return String.valueOf(of.stream().filter(each -> wanted.contains(each.outcome())).count());
    }

    /// What an incident really was, and what its evidence suffices for.
    private record Expected(String suffices, List<String> places, List<String> causes) {
        static Expected of(JsonNode expect) {
            return new Expected(
                    expect.path("sufficient_for").asString("none"),
                    texts(expect.path("places")),
                    texts(expect.path("causes")));
        }

        private static List<String> texts(JsonNode all) {
            return all.valueStream().map(JsonNode::asString).toList();
        }
    }

    /// How a verdict did.
    private enum Outcome {
        CAUSE_RIGHT,
        PLACE_RIGHT,
        OPEN,
        WRONG_AND_SURE,
        ELSE
    }

    /// One incident with its verdict.
    private record Scored(String id, Expected expected, Verdict verdict) {
        Outcome outcome() {
            return switch (verdict) {
                case Verdict.Located located ->
                        placed(located.root().place().id(), causes(located));
                case Verdict.Placed placed -> placed(placed.place().id(), List.of());
                case Verdict.Torn _, Verdict.Inconclusive _ -> Outcome.OPEN;
                case Verdict.NothingWrongNow _, Verdict.NotThisFault _ -> Outcome.ELSE;
            };
        }

        private Outcome placed(String place, List<String> causes) {
            if (!expected.places().contains(place)) {
                return Outcome.WRONG_AND_SURE;
            }
            return causes.stream().anyMatch(expected.causes()::contains)
                    ? Outcome.CAUSE_RIGHT
                    : Outcome.PLACE_RIGHT;
        }

        private static List<String> causes(Verdict.Located located) {
            List<String> causes = new ArrayList<>();
            causes.add(located.root().cause().value());
            located.chain().forEach(below -> causes.add(below.cause().value()));
            return causes;
        }

        boolean misses() {
            return switch (expected.suffices()) {
                case "cause" -> outcome() != Outcome.CAUSE_RIGHT;
                case "place" ->
                        outcome() != Outcome.CAUSE_RIGHT && outcome() != Outcome.PLACE_RIGHT;
                default -> outcome() == Outcome.WRONG_AND_SURE || outcome() == Outcome.ELSE;
            };
        }

        String line() {
            return id
                    + ": "
                    + expected.suffices()
                    + ", really "
                    + String.join(" or ", expected.causes())
                    + " at "
                    + String.join(" or ", expected.places())
                    + "; said "
                    + said();
        }

        private String said() {
            return switch (verdict) {
                case Verdict.Located(var root, var _, _) ->
                        root.cause() + " at " + root.place().id() + ", " + root.standing().id();
                case Verdict.Placed placed ->
                        placed.place().id() + ", perhaps " + names(placed.possible());
                case Verdict.Torn(var rivals, _) -> "torn between " + names(rivals);
                case Verdict.Inconclusive(var possible, _) -> "open, perhaps " + names(possible);
                case Verdict.NothingWrongNow _, Verdict.NotThisFault _ -> verdict.kind();
            };
        }

        private static String names(List<dev.whence.engine.verdict.Hypothesis> all) {
            return all.isEmpty()
                    ? "anything"
                    : all.stream()
                            .map(each -> each.cause() + " (" + each.place().id() + ")")
                            .collect(Collectors.joining(", "));
        }
    }
}
