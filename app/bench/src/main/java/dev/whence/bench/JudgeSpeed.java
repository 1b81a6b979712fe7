package dev.whence.bench;

import dev.whence.engine.model.Facts;
import dev.whence.engine.run.Runner;
import dev.whence.engine.verdict.Judge;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.Judging;
import dev.whence.knowledge.Knowledge;
import dev.whence.lab.Scenarios;
import dev.whence.lab.TapeWorld;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/// How long the judge takes over the facts of a whole run: it is asked again after every check.
///
/// `mvn -q -Pbench -pl app/bench -am verify -DskipTests -Dbench.main=org.openjdk.jmh.Main`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class JudgeSpeed {
    private final Judge judge = Judging.with(Knowledge.CHECKS);
    private Facts facts = Facts.NONE;

    /// Replays one practice incident.
    @Setup
    public void replay() throws InterruptedException {
        var scenario = Scenarios.find("booking-new-port").orElseThrow();
        facts =
                new Runner(
                                Knowledge.CHECKS,
                                new TapeWorld(scenario.tape()),
                                InstantSource.fixed(scenario.at()))
                        .start(
                                scenario.target(Defaults.target(scenario.url())),
                                Duration.ofSeconds(30),
                                _ -> {})
                        .await();
    }

    /// One verdict.
    @Benchmark
    public Verdict verdict() {
        return judge.judge(facts);
    }
}
