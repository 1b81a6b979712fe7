package dev.whence.report;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TcpFact;

/// A cause to try the composer with.
final class ServerStopped implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.pointsTo("refused", TcpFact.Refused.class, _ -> true)
                .proves("stopped", HostFact.Unit.class, unit -> !unit.runs())
                .done();
    }
}
