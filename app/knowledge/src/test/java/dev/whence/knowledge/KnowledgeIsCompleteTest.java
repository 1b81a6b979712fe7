package dev.whence.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Rule;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.check.Check;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Plan;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.words.CauseWords;
import dev.whence.knowledge.words.CheckWords;
import dev.whence.knowledge.words.FactWords;
import dev.whence.knowledge.words.Sentence;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What tells a newcomer that something is missing, by the name of the file.
class KnowledgeIsCompleteTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/whence/knowledge");

    static Stream<Cause> causes() {
        return Knowledge.CAUSES.stream();
    }

    static Stream<Probe> checks() {
        return Knowledge.CHECKS.stream();
    }

    static Stream<Class<?>> facts() {
        return leaves(Fact.class);
    }

    @Test
    void everyCauseStandsInTheTableOfContents() throws IOException {
        assertThat(names(Knowledge.CAUSES))
                .containsExactlyElementsOf(implementors("cause", "implements Cause"));
    }

    @Test
    void everyCheckStandsInTheTableOfContents() throws IOException {
        assertThat(names(Knowledge.CHECKS))
                .containsExactlyElementsOf(implementors("check", "implements Probe"));
    }

    @Test
    void noCheckWaitsForItself() {
        assertThat(Plan.of(Knowledge.CHECKS, Defaults.target(Target.url("example.com"))).looks())
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("causes")
    void everyClueHasASentenceThatItsFactsCanFill(Cause cause) {
        var sentences = CauseWords.of(cause).clues();

        assertThat(rules(cause).stream().map(Rule::key))
                .containsExactlyInAnyOrderElementsOf(sentences.keySet());
        for (var rule : rules(cause)) {
            assertThat(fillings(rule))
                    .as(
                            "%s.yaml, clue %s: \"%s\"",
                            cause.getClass().getSimpleName(), rule.key(), sentences.get(rule.key()))
                    .containsAll(Sentence.holes(String.valueOf(sentences.get(rule.key()))));
        }
    }

    @ParameterizedTest
    @MethodSource("causes")
    void everyCauseSaysWhatItMeansAndWhatToDo(Cause cause) {
        var words = CauseWords.of(cause);
        var file = cause.getClass().getSimpleName() + ".yaml";

        assertThat(words.title()).as(file).isNotBlank().doesNotEndWith(".");
        assertThat(words.meaning()).as(file).isNotBlank();
        assertThat(words.fixes()).as(file).isNotEmpty();
        assertThat(words.prevent()).as(file).isNotEmpty();
        assertThat(words.fixes())
                .allSatisfy(
                        fix -> {
                            assertThat(fix.steps()).as("%s: %s", file, fix.title()).isNotEmpty();
                            assertThat(fix.confirmedBy())
                                    .as("%s: %s", file, fix.title())
                                    .isNotEmpty();
                        });
    }

    @ParameterizedTest
    @MethodSource("causes")
    void everyFixIsConfirmedByAChecksName(Cause cause) {
        var ids =
                Knowledge.CHECKS.stream()
                        .map(check -> check.id().value())
                        .collect(Collectors.toSet());

        assertThat(CauseWords.of(cause).fixes())
                .allSatisfy(
                        fix ->
                                assertThat(ids)
                                        .as(
                                                "%s.yaml: %s",
                                                cause.getClass().getSimpleName(), fix.title())
                                        .containsAll(fix.confirmedBy()));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void everyCauseIsOrdinary(Cause cause) {
        assertThat(cause.weigh(new Weighing(Facts.NONE)).found()).isEmpty();
        assertThat(rules(cause)).as("clues for").anyMatch(rule -> rule.weight().isFor());
        assertThat(cause.place(Facts.NONE)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void everyCheckHasItsWords(Check check) {
        var words = CheckWords.of(check);

        assertThat(List.of(words.title(), words.looks(), words.why(), words.good()))
                .as(check.getClass().getSimpleName() + ".yaml")
                .noneMatch(String::isBlank);
    }

    @ParameterizedTest
    @MethodSource("facts")
    void everyFactHasASentenceThatItCanFill(Class<? extends Evidence> kind) {
        var sentence = FactWords.template(kind);

        assertThat(Sentence.fillings(kind))
                .as("facts.yaml, %s", Fact.typeOf(kind))
                .containsAll(Sentence.holes(sentence));
    }

    private static List<Rule> rules(Cause cause) {
        var weighing = new Weighing(Facts.NONE);
        cause.weigh(weighing);
        return weighing.rules();
    }

    private static List<String> fillings(Rule rule) {
        return rule.kinds().stream().flatMap(kind -> Sentence.fillings(kind).stream()).toList();
    }

    private static List<String> names(List<?> entries) {
        return entries.stream().map(entry -> entry.getClass().getSimpleName()).toList();
    }

    private static List<String> implementors(String folder, String marker) throws IOException {
        List<String> found = new ArrayList<>();
        try (var files = Files.walk(SOURCES.resolve(folder))) {
            for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (Files.readString(file).contains(marker)) {
                    found.add(file.getFileName().toString().replace(".java", ""));
                }
            }
        }
        return found.stream().sorted().toList();
    }

    private static Stream<Class<?>> leaves(Class<?> kind) {
        return kind.isSealed()
                ? Arrays.stream(kind.getPermittedSubclasses())
                        .flatMap(KnowledgeIsCompleteTest::leaves)
                : Stream.of(kind);
    }
}
