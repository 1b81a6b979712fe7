package dev.whence.knowledge.pasted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Odd texts become nothing or something small, in little time, and never an exception.
class PastedFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-20T06:00:00Z");

    @FuzzTest(maxDuration = "20s")
    void texts(FuzzedDataProvider data) {
        var kind = data.pickValue(Pasted.values());
        var said = data.consumeBoolean() ? Optional.of(kind) : Optional.<Pasted>empty();
        var text = data.consumeRemainingAsString();

        assertThat(read(said, text).facts().observed()).hasSizeLessThan(5_000);
    }

    @FuzzTest(maxDuration = "10s")
    void cases(FuzzedDataProvider data) {
        CaseFile.line(data.consumeRemainingAsString())
                .ifPresent(found -> Explained.of(found, text -> text, NOW));
    }

    @ParameterizedTest
    @EnumSource(Pasted.class)
    @Timeout(120)
    void everySampleSurvivesBeingCutRepeatedAndCalledSomethingElse(Pasted kind) throws IOException {
        for (var text : PastedCorpusTest.stories(kind).values()) {
            for (var cut = 1; cut < text.length(); cut += 37 + text.length() / 5) {
                var from = cut;
                assertThatCode(() -> read(Optional.empty(), text.substring(from)))
                        .doesNotThrowAnyException();
                assertThatCode(() -> read(Optional.of(kind), text.substring(0, from)))
                        .doesNotThrowAnyException();
            }
            var first = text.lines().findFirst().orElse("");
            for (var other : Pasted.values()) {
                assertThatCode(() -> read(Optional.of(other), text)).doesNotThrowAnyException();
            }
            assertThatCode(() -> read(Optional.of(kind), first.repeat(400)))
                    .doesNotThrowAnyException();
        }
    }

    private static Explained read(Optional<Pasted> said, String text) {
        return Explained.of(Case.of(List.of(new Piece(said, text))), clean -> clean, NOW);
    }
}
