package dev.whence.knowledge.check.tls;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Greeted;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Origins;
import dev.whence.knowledge.check.Patience;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Together;
import dev.whence.knowledge.fact.TlsFact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Greets each origin over TLS with the site's name, as Cloudflare does, and reads the certificate
/// that it serves.
public final class OriginCertificateValid implements Probe {
    @Override
    public Step step() {
        return Step.ORIGIN;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.HERE;
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(
                TlsFact.Alerted.class,
                TlsFact.HungUp.class,
                TlsFact.NotTls.class,
                TlsFact.Served.class,
                TlsFact.Stalled.class);
    }

    @Override
    public Stream<TlsFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var target = scene.target();
        var origins = Origins.of(target);
        if (!target.originScheme().equals("https")) {
            throw CouldNotLook.skipped(SkipReason.NOT_ASKED);
        }
        var sni = sni(target.host());
        var questions = origins.stream().map(origin -> new Ask.Greet(origin, sni)).toList();
        var answers = Together.ask(world, questions, Patience.within(by));
        List<TlsFact> seen = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            fact(questions.get(i).to(), target.host(), sni, answers.get(i), scene.at())
                    .ifPresent(seen::add);
        }
        return seen.stream();
    }

    /// The name to ask for; none for an address, which TLS does not allow there.
    static String sni(String host) {
        return new HostPort(host, 0).isAddress() ? "" : host;
    }

    /// A port that did not open is another check's finding.
    private static Optional<TlsFact> fact(
            HostPort at, String host, String sni, Greeted greeted, Instant now) {
        return switch (greeted) {
            case Greeted.Agreed(var session, _) ->
                    Certificates.served(at, host, sni, session, now).map(TlsFact.class::cast);
            case Greeted.NotOpen _ -> Optional.empty();
            case Greeted.NotTls(var said) -> Optional.of(new TlsFact.NotTls(at, said));
            case Greeted.Alerted(var alert) -> Optional.of(new TlsFact.Alerted(at, sni, alert));
            case Greeted.HungUp(var reset) -> Optional.of(new TlsFact.HungUp(at, sni, reset));
            case Greeted.Stalled(var waited) -> Optional.of(new TlsFact.Stalled(at, sni, waited));
        };
    }
}
