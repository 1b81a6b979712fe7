package dev.whence.knowledge.pasted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.file.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is read from texts of every kind, in several forms each: `src/test/pasted/<kind>.txt`
/// beside the approved facts. `-Dapprove` writes them anew.
class PastedCorpusTest {
    private static final Path TEXTS = Path.of("src/test/pasted");
    private static final Instant NOW = Instant.parse("2026-11-20T06:00:00Z");
    private static final int FEWEST = 5;
    private static final JsonMapper JSON =
            Json.MAPPER.rebuild().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    @ParameterizedTest
    @EnumSource(Pasted.class)
    void isReadAsApproved(Pasted kind) throws IOException {
        var told = new StringBuilder();
        var stories = stories(kind);
        stories.forEach((story, text) -> told.append(read(story, text)));
        var approved = TEXTS.resolve(kind.id() + ".facts");
        if (System.getProperty("approve") != null) {
            Files.writeString(approved, told);
        }

        assertThat(stories).as(kind.id()).hasSizeGreaterThanOrEqualTo(FEWEST);
        assertThat(told.toString()).isEqualTo(Files.readString(approved));
    }

    @Test
    void aTextThatIsUnmistakableIsNotWhatItsLabelSays() {
        var text =
                "2026/01/05 09:12:44 [error] 29#29: *11 connect() failed (111: Connection refused)"
                        + " while connecting to upstream, upstream: \"http://127.0.0.1:8000/\"";

        var read =
                Explained.of(
                        Case.of(List.of(new Piece(java.util.Optional.of(Pasted.DNS), text))),
                        clean -> clean,
                        NOW);

        assertThat(read.kept()).singleElement().asString().startsWith("Pasted (nginx-error-log)");
    }

    @Test
    void secretsAreTakenOutBeforeAnybodyReads() {
        var read =
                Explained.of(
                        Case.of(List.of(Piece.of("token is hunter2"))),
                        text -> text.replace("hunter2", "(removed)"),
                        NOW);

        assertThat(read.toString()).doesNotContain("hunter2");
    }

    private static String read(String story, String text) {
        var read = Explained.of(Case.of(List.of(Piece.of(text))), clean -> clean, NOW);
        var facts =
                read.facts().observed().stream()
                        .map(
                                seen ->
                                        "  "
                                                + seen.from().id()
                                                + ": "
                                                + JSON.writeValueAsString(seen.fact())
                                                + "\n")
                        .collect(Collectors.joining());
        var kind = read.kept().getFirst().lines().findFirst().orElse("");
        return "=== "
                + story
                + "\n"
                + kind
                + read.site().map(site -> " " + site).orElse("")
                + "\n"
                + facts;
    }

    static Map<String, String> stories(Pasted kind) throws IOException {
        Map<String, String> stories = new LinkedHashMap<>();
        var parts = Files.readString(TEXTS.resolve(kind.id() + ".txt")).split("(?m)^=== ", -1);
        Stream.of(parts)
                .skip(1)
                .forEach(
                        part -> {
                            var end = part.indexOf('\n');
                            stories.put(part.substring(0, end), part.substring(end + 1));
                        });
        return stories;
    }
}
