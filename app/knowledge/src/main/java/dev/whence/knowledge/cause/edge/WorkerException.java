package dev.whence.knowledge.cause.edge;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;

/// A Worker on this route throws, or exceeds its limits.
public final class WorkerException implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.EDGE;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "code",
                        EdgeFact.ErrorPage.class,
                        page -> page.code() == 1101 || page.code() == 1102)
                .fits(
                        "unsigned",
                        EdgeFact.PassedOn.class,
                        page -> page.status() == 500 && page.maker().isEmpty())
                .done();
    }
}
