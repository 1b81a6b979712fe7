package dev.whence.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/// Every fault of the table, one after another, through the program's own front door; what came out
/// is written to `app/docs/laboratory.md`.
///
/// `-Dlab.faults=nginx-stopped,tunnel-localhost` runs these alone, `-Dlab.lanes=1` one after
/// another.
@OnHosts
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryFaultTest {
    private static final String ALONE = System.getProperty("lab.faults", "");

    private final FaultTable table = new FaultTable();
    private final Lane.Several lanes = Lane.Several.asked();

    static List<Expected> rows() {
        return Expected.all().stream()
                .filter(row -> ALONE.isEmpty() || List.of(ALONE.split(",")).contains(row.fault()))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @Execution(ExecutionMode.CONCURRENT)
    void isFound(Expected row) throws InterruptedException {
        lanes.during(row.fault(), () -> looksAt(row));
    }

    private Whence.Answer looksAt(Expected row) {
        var before = Cost.sinceBoot();
        var answer = Whence.check(row.fault(), row);
        var costs = Cost.since(before);
        table.add(row, answer, costs.values());
        row.holds(answer);
        costs.forEach(
                (host, cost) ->
                        assertThat(cost.commands())
                                .as("commands on " + host)
                                .isLessThan(PolitenessTest.MOST_COMMANDS));
        return answer;
    }

    @Test
    void everyFaultHasARow() {
        assertThat(Expected.all()).extracting(Expected::fault).containsAll(Hosts.faults());
    }

    @AfterAll
    void writeDown() {
        lanes.close();
        table.write();
    }
}
