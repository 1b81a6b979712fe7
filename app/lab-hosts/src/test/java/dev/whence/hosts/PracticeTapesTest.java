package dev.whence.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.run.Runner;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.Judging;
import dev.whence.knowledge.Knowledge;
import dev.whence.lab.Scenario;
import dev.whence.lab.Scenarios;
import dev.whence.lab.Tape;
import dev.whence.lab.TapeFile;
import dev.whence.lab.TapeWorld;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Every practice incident is a run in the laboratory: recorded, made neutral, replayed, it ends
/// where the run itself ended. `-Dapprove` keeps the recordings as the incidents' tapes.
@OnHosts
class PracticeTapesTest {
    private static final Path KEPT = Path.of("../lab/src/main/resources/dev/whence/lab/scenarios");
    private static final boolean APPROVE = System.getProperty("approve") != null;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "shop-after-updates, nginx-disabled",
        "wiki-after-reboot, tunnel-disabled",
        "office-monday, desk-cut-off",
        "tickets-behind-wall, two-wall-app",
        "booking-new-port, tunnel-app-moved",
        "news-at-noon, edge-incident",
    })
    void replaysToTheSameEnd(String name, String fault) throws Exception {
        var scenario = Scenarios.find(name).orElseThrow();
        var answer =
                Hosts.during(
                        fault,
                        () -> Whence.check(name, Expected.of(fault).ask(), access(scenario)));
        var tape = new Neutral(scenario).tape(answer.saved());
        var at = Instant.parse(answer.incident().path("opened").asString());
        assertThat(Neutral.leftOver(TapeFile.lines(tape))).isEmpty();

        var verdict = replayed(tape, scenario, at);

        assertThat(verdict.kind()).as(answer.told()).isEqualTo(scenario.expected().verdict());
        assertThat(verdict).isInstanceOf(Verdict.Located.class);
        var root = ((Verdict.Located) verdict).root();
        assertThat(root.cause()).isEqualTo(scenario.expected().cause().orElseThrow());
        assertThat(root.cause().value()).isEqualTo(answer.verdict("cause"));
        if (APPROVE) {
            keep(scenario, tape, at);
        }
    }

    /// The doors that the trainee of an incident has.
    private static Whence.Access access(Scenario scenario) {
        List<String> options = new ArrayList<>();
        scenario.site().origins().forEach(_ -> options.addAll(List.of("--origin", Hosts.ORIGIN)));
        scenario.site().originSsh().forEach(login -> options.addAll(ssh("origin", login)));
        scenario.site().tunnelSsh().forEach(login -> options.addAll(ssh("tunnel", login)));
        return new Whence.Access("practice", "ops", options);
    }

    private static List<String> ssh(String role, String login) {
        return List.of("--" + role + "-ssh", "ops@" + Neutral.host(login));
    }

    private static Verdict replayed(Tape tape, Scenario scenario, Instant at)
            throws InterruptedException {
        var target = scenario.target(Defaults.target(scenario.url()));
        var facts =
                new Runner(Knowledge.CHECKS, new TapeWorld(tape), InstantSource.fixed(at))
                        .start(target, Duration.ofSeconds(30), _ -> {})
                        .await();
        return Judging.with(Knowledge.CHECKS).judge(facts);
    }

    private static void keep(Scenario scenario, Tape tape, Instant at) throws IOException {
        Files.writeString(KEPT.resolve(scenario.id() + ".tape.jsonl"), TapeFile.lines(tape));
        var story = KEPT.resolve(scenario.id() + ".yaml");
        var clock = "at: " + at.truncatedTo(ChronoUnit.SECONDS);
        Files.writeString(story, Files.readString(story).replaceFirst("(?m)^at: .*$", clock));
    }
}
