package dev.whence.knowledge.check.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.model.Symptoms;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class SymptomReportedTest {
    private static final Optional<Instant> SINCE =
            Optional.of(Instant.parse("2026-11-20T09:41:00Z"));

    @Test
    void takesDownTheCodesAndTheTime() throws Exception {
        var site =
                Looking.site()
                        .with(
                                target ->
                                        target.withSeen(
                                                new Symptoms(
                                                        List.of(502),
                                                        SINCE,
                                                        Optional.empty(),
                                                        "")));

        assertThat(Looking.at(site, Tape.EMPTY, new SymptomReported()))
                .containsExactly(new EdgeFact.Reported(List.of(502), SINCE, false));
    }

    @Test
    void saysNothingWhereNothingWasTold() {
        assertThatThrownBy(() -> Looking.at(Looking.site(), Tape.EMPTY, new SymptomReported()))
                .isInstanceOf(CouldNotLook.class);
    }
}
