package dev.whence.knowledge.check.tunnel;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.CurlTry;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Sends the failing request from the connector's host to the very service that its rule names,
/// with the Host header, the SNI and the trust that the rule says (facts §J.2, step 6).
public final class ServiceAnswers implements Probe {
    @Override
    public Step step() {
        return Step.TUNNEL;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.ON_TUNNEL_HOST;
    }

    @Override
    public Set<Class<? extends Evidence>> needs() {
        return Set.of(TunnelFact.RuleMatched.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(TunnelFact.ServiceTried.class, TunnelFact.TlsTried.class);
    }

    @Override
    public Duration budget() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Stream<TunnelFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = OnHost.host(scene);
        var matched = OnHost.needed(scene, TunnelFact.RuleMatched.class);
        var command =
                ServiceRequest.of(host, scene.target(), matched.rule())
                        .orElseThrow(() -> CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM));
        var tried = tried(command, world, by);
        var fact =
                new TunnelFact.ServiceTried(
                        host.name(),
                        matched.rule().service(),
                        tried.status(),
                        tried.trouble(),
                        tried.said(),
                        tried.took());
        return Stream.concat(
                Stream.of(fact),
                hungUp(fact) ? overTls(scene, fact, matched.rule(), world, by) : Stream.empty());
    }

    private static boolean hungUp(TunnelFact.ServiceTried tried) {
        return tried.service().startsWith("http://")
                && (tried.trouble() == TunnelFact.ServiceTried.Trouble.EMPTY
                        || tried.trouble() == TunnelFact.ServiceTried.Trouble.RESET);
    }

    /// A program that speaks TLS only hangs up on whoever does not: whether this is one shows when
    /// it is asked so.
    private static Stream<TunnelFact> overTls(
            Scene scene,
            TunnelFact.ServiceTried plain,
            TunnelFact.Rule rule,
            World world,
            Deadline by)
            throws InterruptedException, CouldNotLook {
        var secure = ServiceRequest.overTls(OnHost.host(scene), scene.target(), rule);
        if (secure.isEmpty()) {
            return Stream.empty();
        }
        return again(secure.get(), world, by)
                .map(done -> CurlTry.read(done.exit(), done.out(), done.err()))
                .map(
                        tried ->
                                new TunnelFact.TlsTried(
                                        plain.on(), plain.service(), speaksTls(tried)))
                .stream()
                .map(TunnelFact.class::cast);
    }

    /// Before both have agreed on TLS, curl ends with another error.
    private static boolean speaksTls(CurlTry tried) {
        return tried.status() > 0
                || tried.trouble() == TunnelFact.ServiceTried.Trouble.EMPTY
                || tried.trouble() == TunnelFact.ServiceTried.Trouble.RESET;
    }

    /// A host that does not let us in a second time has answered the first question all the same.
    private static Optional<Ran.Done> again(
            TunnelCommand.TryService command, World world, Deadline by)
            throws InterruptedException {
        try {
            return Shell.tried(world, command, by);
        } catch (CouldNotLook _) {
            return Optional.empty();
        }
    }

    private static CurlTry tried(TunnelCommand.TryService command, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var done = Shell.done(world, command, by);
        if (Shell.notInstalled(done)) {
            throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
        }
        var tried = CurlTry.read(done.exit(), done.out(), done.err());
        if (tried.trouble() == TunnelFact.ServiceTried.Trouble.CERT_REFUSED) {
            return trusted(command, tried, world, by);
        }
        if (!tried.leavesOpen()) {
            return tried;
        }
        var told = Shell.tried(world, command.talking(), by);
        return told.map(again -> CurlTry.read(again.exit(), again.out(), again.err()))
                .orElse(tried);
    }

    /// Connectors trust certificates of Cloudflare's Origin CA, which curl does not know.
    private static CurlTry trusted(
            TunnelCommand.TryService command, CurlTry refused, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        return Shell.tried(world, command.trusting().talking(), by)
                .filter(again -> CurlTry.isOriginCa(again.err()))
                .map(again -> CurlTry.read(again.exit(), again.out(), again.err()))
                .orElse(refused);
    }
}
