package dev.whence.knowledge.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.CauseId;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Facts;
import dev.whence.engine.run.Runner;
import dev.whence.engine.verdict.Judge;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.Judging;
import dev.whence.knowledge.Knowledge;
import dev.whence.lab.Scenario;
import dev.whence.lab.Scenarios;
import dev.whence.lab.TapeWorld;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Replays every practice incident through the real checks and causes. Their tapes are runs in the
/// laboratory (`app/lab-hosts`).
@Timeout(60)
class PracticeTest {
    private static final Judge JUDGE = Judging.with(Knowledge.CHECKS);

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void endsWhereAGoodDiagnosisEnds(Scenario scenario) throws Exception {
        var verdict = JUDGE.judge(replayed(scenario));

        assertThat(verdict.kind()).as(verdict.toString()).isEqualTo(scenario.expected().verdict());
        if (verdict instanceof Verdict.Located(var root, _, _)) {
            assertThat(root.cause()).isEqualTo(scenario.expected().cause().orElseThrow());
            assertThat(root.place()).isEqualTo(scenario.expected().place().orElseThrow());
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void withLessToGoByItNeverNamesAnotherCause(Scenario scenario) throws Exception {
        var facts = replayed(scenario);
        var allowed = accountedFor(scenario);
        facts.observed().stream()
                .map(seen -> seen.fact().getClass())
                .distinct()
                .forEach(
                        masked ->
                                assertThat(located(JUDGE.judge(without(facts, masked))))
                                        .as("without %s", masked.getSimpleName())
                                        .isSubsetOf(allowed));
    }

    private static Facts without(Facts facts, Class<?> masked) {
        return new Facts(
                facts.observed().stream().filter(seen -> !masked.isInstance(seen.fact())).toList(),
                Coverage.NONE);
    }

    private static List<CauseId> located(Verdict verdict) {
        return verdict instanceof Verdict.Located(var root, _, _)
                ? List.of(root.cause())
                : List.of();
    }

    /// The expected cause and whatever it explains.
    private static Set<CauseId> accountedFor(Scenario scenario) {
        Set<CauseId> known = new HashSet<>();
        scenario.expected().cause().ifPresent(known::add);
        for (var before = 0; before < known.size(); ) {
            before = known.size();
            Knowledge.CAUSES.stream()
                    .filter(cause -> known.contains(cause.id()))
                    .map(Cause::explains)
                    .flatMap(Set::stream)
                    .map(CauseId::of)
                    .toList()
                    .forEach(known::add);
        }
        return known;
    }

    private static Facts replayed(Scenario scenario) throws InterruptedException {
        return new Runner(
                        Knowledge.CHECKS,
                        new TapeWorld(scenario.tape()),
                        InstantSource.fixed(scenario.at()))
                .start(
                        scenario.target(Defaults.target(scenario.url())),
                        Duration.ofSeconds(30),
                        _ -> {})
                .await();
    }
}
