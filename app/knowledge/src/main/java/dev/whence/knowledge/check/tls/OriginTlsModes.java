package dev.whence.knowledge.check.tls;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Greeted;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Origins;
import dev.whence.knowledge.check.Patience;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.check.Together;
import dev.whence.knowledge.fact.TlsFact;
import dev.whence.knowledge.parse.PageMaker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Tries each origin in the ways of Cloudflare's SSL modes: plain HTTP as Flexible does, TLS as
/// Full does, and with the certificate checked as Full (strict) does (facts §A.1, §I.3).
public final class OriginTlsModes implements Probe {
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
        return Set.of(TlsFact.Modes.class);
    }

    @Override
    public Stream<TlsFact.Modes> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var target = scene.target();
        var origins = Origins.of(target);
        List<Ask<? extends Answer>> questions = new ArrayList<>();
        for (var origin : origins) {
            questions.add(plain(target, origin));
            questions.add(secure(target, origin));
        }
        List<Answer> answers = Together.ask(world, questions, Patience.within(by));
        List<TlsFact.Modes> seen = new ArrayList<>();
        for (int i = 0; i < origins.size(); i++) {
            modes(target, origins.get(i), answers.get(2 * i), answers.get(2 * i + 1), scene.at())
                    .ifPresent(seen::add);
        }
        return seen.stream();
    }

    /// As Flexible asks: on port 80, or on the plain port that the visitor used.
    private static Ask.Fetch plain(Target target, HostPort origin) {
        var visitors = target.secure() ? 80 : target.port();
        var port = target.originScheme().equals("http") ? origin.port() : visitors;
        var at = new HostPort(origin.host(), port);
        return Requests.toOrigin(target, at, "http", "GET", target.path());
    }

    private static Ask.Greet secure(Target target, HostPort origin) {
        var port = target.originScheme().equals("https") ? origin.port() : 443;
        return new Ask.Greet(
                new HostPort(origin.host(), port), OriginCertificateValid.sni(target.host()));
    }

    /// Nothing where this desk reached neither port: perhaps only Cloudflare may enter.
    private static Optional<TlsFact.Modes> modes(
            Target target, HostPort origin, Answer plain, Answer secure, Instant now) {
        var shut =
                plain instanceof Fetched.NoAnswer(var phase, _, _, _)
                        && phase.compareTo(Fetched.Phase.CONNECT) <= 0
                        && secure instanceof Greeted.NotOpen;
        var served =
                secure instanceof Greeted.Agreed(var session, _)
                        ? Certificates.served(origin, target.host(), "", session, now)
                        : Optional.<TlsFact.Served>empty();
        return shut
                ? Optional.empty()
                : Optional.of(
                        new TlsFact.Modes(
                                origin,
                                plain instanceof Fetched.Answered answer && serves(target, answer),
                                secure instanceof Greeted.Agreed,
                                served.filter(TlsFact.Served::strictAccepts).isPresent()));
    }

    /// Whether Flexible would work: a redirect to https runs in a circle there (facts §J.3 #50).
    private static boolean serves(Target target, Fetched.Answered answer) {
        var circle =
                answer.status() / 100 == 3
                        && answer.headers()
                                .first("location")
                                .filter(to -> leadsBack(to, target))
                                .isPresent();
        return !circle && !PageMaker.wantsTls(answer.status(), answer.body());
    }

    private static boolean leadsBack(String location, Target target) {
        return location.toLowerCase(Locale.ROOT).startsWith("https://" + target.host());
    }
}
