package dev.whence.knowledge.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.IncidentId;
import dev.whence.engine.verdict.Trail;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TcpFact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class IncidentFileTest {
    private static final Instant THEN = Instant.parse("2026-11-20T09:41:00Z");
    private static final CheckId CHECK = new CheckId("origin-port-open");

    @TempDir private Path folder;

    @Test
    void readsAFactOfAVersionThatKnewLessOfIt() {
        var written =
                """
                {"type":"host.web-config","on":"web-1","program":"nginx","listens":[443],"upstreams":["127.0.0.1:8000"]}
                """;

        assertThat(Json.MAPPER.readValue(written, Fact.class))
                .isEqualTo(
                        new HostFact.WebConfig(
                                "web-1",
                                "nginx",
                                List.of(443),
                                List.of("127.0.0.1:8000"),
                                List.of()));
    }

    @Test
    void keepsEverythingButTheQuery() throws IOException {
        var file = folder.resolve("shop.whence");
        var incident = incident();

        IncidentFile.write(incident, Json.MAPPER.createArrayNode(), file);
        var read = IncidentFile.read(file);

        assertThat(read.facts()).isEqualTo(incident.facts());
        assertThat(read.target().url()).hasToString("https://shop.example.com/reset");
        assertThat(read.verdict().kind()).isEqualTo("inconclusive");
        assertThat(Files.readString(file)).doesNotContain("hunter2");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"format\": 1}",
                "{\"format\": 1, \"id\": 5, \"observed\": \"none\"}",
                "null"
            })
    void saysThatAFileIsNoIncident(String text) throws IOException {
        var file = Files.writeString(folder.resolve("odd.whence"), text);

        assertThatThrownBy(() -> IncidentFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("odd.whence");
    }

    private static Incident incident() {
        var seen =
                new Observation(
                        CHECK,
                        Vantage.HERE,
                        THEN,
                        new TcpFact.Refused(new HostPort("203.0.113.10", 443)));
        var facts =
                new Facts(
                        List.of(seen),
                        new Coverage(
                                List.of(
                                        new Coverage.Entry(
                                                CHECK,
                                                Vantage.HERE,
                                                new Outcome.Saw(List.of(seen)),
                                                Duration.ofMillis(12)),
                                        new Coverage.Entry(
                                                new CheckId("units-running"),
                                                new Vantage(Vantage.Kind.ON_ORIGIN, "web-1"),
                                                new Outcome.Skipped(SkipReason.NO_SSH),
                                                Duration.ZERO),
                                        new Coverage.Entry(
                                                new CheckId("edge-trace"),
                                                Vantage.HERE,
                                                new Outcome.Broke(
                                                        new Trouble("It broke.", "Try again.")),
                                                Duration.ofMillis(3)))));
        return new Incident(
                new IncidentId("20261120-094100-shop"),
                THEN,
                Duration.ofSeconds(2),
                Defaults.target(Target.url("https://shop.example.com/reset?token=hunter2")),
                facts,
                new Verdict.Inconclusive(List.of(), List.of()),
                Trail.walk(facts),
                List.of("called the provider"),
                List.of());
    }
}
