package dev.whence.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.verdict.Judge;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One folder, one situation: `incident.yaml` says what is seen, `verdict.txt` what must follow,
/// and nothing else.
///
/// `-Dapprove` writes each `verdict.txt` anew; the difference is for a reviewer to read.
class GoldenIncidentsTest {
    private static final Path INCIDENTS = Path.of("src/test/incidents");
    private static final Judge JUDGE = Judging.with(Knowledge.CHECKS);

    static List<Path> situations() throws IOException {
        try (var files = Files.find(INCIDENTS, 3, (path, _) -> path.endsWith("incident.yaml"))) {
            return files.map(Path::getParent).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("situations")
    void followsFromWhatIsSeen(Path situation) throws IOException {
        var facts = Situation.read(situation.resolve("incident.yaml"));
        var approved = situation.resolve("verdict.txt");
        var reasoning = Reasoning.of(facts, JUDGE, situation.getParent().getFileName().toString());
        if (System.getProperty("approve") != null) {
            Files.writeString(approved, reasoning);
        }

        assertThat(reasoning).isEqualTo(Files.readString(approved));
    }

    @Test
    @Tag("all-situations")
    void everyCauseHasASituationThatProvesItAndOneInWhichItLoses() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (var cause : Knowledge.CAUSES) {
            var folder = INCIDENTS.resolve(cause.id().value());
            if (situations().stream()
                    .noneMatch(
                            path -> path.startsWith(folder) && located(path, cause.id().value()))) {
                missing.add(cause.id() + ": no situation locates it");
            }
            if (situations().stream()
                    .noneMatch(
                            path ->
                                    !located(path, cause.id().value())
                                            && mentions(path, cause.id().value()))) {
                missing.add(
                        cause.id() + ": no look-alike, in which it has a clue and does not win");
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    @Tag("all-situations")
    void everyClueIsShownByASituation() throws IOException {
        Set<String> shown = new HashSet<>();
        for (var situation : situations()) {
            var facts = Situation.read(situation.resolve("incident.yaml"));
            JUDGE.hypotheses(facts)
                    .forEach(
                            each ->
                                    each.clues()
                                            .forEach(
                                                    clue ->
                                                            shown.add(
                                                                    each.cause()
                                                                            + " "
                                                                            + clue.key())));
        }
        Set<String> missing = new TreeSet<>();
        for (var cause : Knowledge.CAUSES) {
            var weighing = new Weighing(Facts.NONE);
            cause.weigh(weighing);
            weighing.rules().stream()
                    .map(rule -> cause.id() + " " + rule.key())
                    .filter(clue -> !shown.contains(clue))
                    .forEach(missing::add);
        }
        assertThat(missing).as("clues that no incident shows").isEmpty();
    }

    private static boolean located(Path situation, String cause) {
        return text(situation).startsWith("located " + cause + " ");
    }

    private static boolean mentions(Path situation, String cause) {
        return text(situation).contains("\n" + cause + " ");
    }

    private static String text(Path situation) {
        try {
            return Files.readString(situation.resolve("verdict.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
