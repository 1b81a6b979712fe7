package dev.whence.knowledge.cause.tunnel;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.origin.OriginNotListening;
import dev.whence.knowledge.fact.ContainerFact.Container;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.Set;

/// The connector's container uses the network of the application's container, which was made anew:
/// the connector is left in the network of the one that is gone.
public final class ConnectorNetnsStale implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.TUNNEL;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginNotListening.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.pointsTo(
                        "both-run",
                        ServiceFailure.class,
                        Container.class,
                        (failure, app) ->
                                itself(failure)
                                        && !app.isConnector()
                                        && app.runs()
                                        && isPartner(app, facts.facts()))
                .fits(
                        "shares-and-refused",
                        ServiceFailure.class,
                        Container.class,
                        (failure, connector) -> itself(failure) && shares(connector))
                .speaksAgainst(
                        "app-does-not-run",
                        Container.class,
                        app ->
                                !app.isConnector()
                                        && (app.loops() || app.stopped())
                                        && isPartner(app, facts.facts()))
                .speaksAgainst(
                        "answers-itself",
                        TunnelFact.ServiceTried.class,
                        TunnelFact.ServiceTried::answered)
                .rulesOut(
                        "network-of-its-own",
                        Container.class,
                        connector ->
                                connector.isConnector()
                                        && !connector.networkMode().isEmpty()
                                        && !connector.sharesNetwork())
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, WayToEdge::anotherLeg)
                .done();
    }

    private static boolean itself(ServiceFailure failure) {
        return failure.kind() == Fault.REFUSED && failure.toItself();
    }

    private static boolean shares(Container container) {
        return container.isConnector() && container.runs() && container.sharesNetwork();
    }

    /// Whether a connector uses the network of this container. Where the engine names it by its id,
    /// the only other container must be it.
    private static boolean isPartner(Container app, Facts facts) {
        var others =
                facts.all(Container.class).filter(container -> !container.isConnector()).count();
        return facts.all(Container.class)
                .filter(ConnectorNetnsStale::shares)
                .map(connector -> connector.networkMode().replaceFirst("^\\w+:", ""))
                .anyMatch(
                        with ->
                                app.answersTo(with)
                                        || (with.matches("[0-9a-f]{12,64}") && others == 1));
    }
}
