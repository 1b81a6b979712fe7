package dev.whence.engine.run;

import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Target;
import dev.whence.engine.verdict.Trail;
import dev.whence.engine.verdict.Verdict;
import dev.whence.engine.world.Exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One incident, whole: what was asked, what was seen, what follows from it, and the tape to replay
/// it.
///
/// @param opened when the run began
/// @param took how long the run was
/// @param notes what people wrote down
public record Incident(
        IncidentId id,
        Instant opened,
        Duration took,
        Target target,
        Facts facts,
        Verdict verdict,
        Trail trail,
        List<String> notes,
        List<Exchange> tape) {
    public Incident {
        notes = List.copyOf(notes);
        tape = List.copyOf(tape);
    }
}
