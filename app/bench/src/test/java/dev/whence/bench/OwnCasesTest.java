package dev.whence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.Place;
import dev.whence.engine.verdict.Judge;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.Judging;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.pasted.CaseFile;
import dev.whence.knowledge.pasted.Explained;
import dev.whence.lab.Redactor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Evidence as people bring it, in the words of many programs, written without a look at the rules:
/// an open verdict is always allowed, a wrong place never.
///
/// `mvn -q -Pscore -Dscore.file=app/bench/src/test/cases.jsonl` prints how many causes are found.
class OwnCasesTest {
    private static final Judge JUDGE = Judging.with(Knowledge.CHECKS);
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    static List<String> cases() throws IOException {
        return Files.readAllLines(Path.of("src/test/cases.jsonl"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void namesNoPlaceThatTheEvidenceDoesNotCarry(String line) {
        var brought = CaseFile.line(line).orElseThrow();
        var read = Explained.of(brought, Redactor.STRICT::clean, NOON);
        var right = JsonMapper.shared().readTree(line).at("/expect/places").valueStream();

        assertThat(place(JUDGE.judge(read.facts())).map(Place::id))
                .as(brought.id())
                .satisfiesAnyOf(
                        named -> assertThat(named).isEmpty(),
                        named ->
                                assertThat(right.map(JsonNode::asString))
                                        .contains(named.orElseThrow()));
    }

    private static Optional<Place> place(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Located(var root, _, _) -> Optional.of(root.place());
            case Verdict.Placed(var place, _, _, _, _) -> Optional.of(place);
            case Verdict.Torn _,
                    Verdict.Inconclusive _,
                    Verdict.NothingWrongNow _,
                    Verdict.NotThisFault _ ->
                    Optional.empty();
        };
    }
}
