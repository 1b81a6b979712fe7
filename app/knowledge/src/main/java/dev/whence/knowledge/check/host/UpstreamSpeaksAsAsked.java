package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.Hosts;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.parse.BothSchemes;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Lets the origin's host ask the service behind its web server in plain HTTP and over TLS, where
/// something says that the two do not understand each other. The address is the one of the web
/// server's configuration; a log only chooses among several.
public final class UpstreamSpeaksAsAsked extends OnHost implements Probe {
    private static final Set<WebLine> MISUNDERSTOOD =
            Set.of(
                    WebLine.UPSTREAM_CLOSED_EARLY,
                    WebLine.UPSTREAM_RESET,
                    WebLine.UPSTREAM_INVALID,
                    WebLine.UPSTREAM_TLS_TIMED_OUT);

    @Override
    public Set<Class<? extends Evidence>> needs() {
        return Set.of(HostFact.WebConfig.class);
    }

    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(HostFact.WebLog.class, HostFact.LocalAnswer.class, HttpFact.NoAnswer.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.UpstreamTried.class);
    }

    @Override
    public Stream<HostFact.UpstreamTried> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var service =
                service(scene)
                        .orElseThrow(() -> CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM));
        var at =
                address(service)
                        .orElseThrow(() -> CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM));
        var command = new ServiceCommand.UpstreamRequests(host, at, scene.target().host());
        var done = Shell.done(world, command, by);
        if (Shell.notInstalled(done)) {
            throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
        }
        return BothSchemes.read(done.out(), done.err()).stream()
                .map(
                        both ->
                                new HostFact.UpstreamTried(
                                        host.name(),
                                        service,
                                        both.plain(),
                                        both.speaksTls(),
                                        both.secure()));
    }

    /// The service with which something is amiss; empty where nothing says so.
    private static Optional<String> service(Scene scene) {
        var told =
                known(scene, HostFact.WebLog.class)
                        .filter(log -> log.recent() && !log.upstream().isEmpty())
                        .toList();
        if (told.isEmpty()) {
            return services(scene)
                    .filter(each -> answeredSo(scene, each) || relayed(scene, each))
                    .findFirst();
        }
        var amiss = told.stream().filter(log -> MISUNDERSTOOD.contains(log.says())).toList();
        return amiss.isEmpty()
                ? Optional.empty()
                : services(scene)
                        .filter(each -> amiss.stream().anyMatch(log -> mayBe(log, each)))
                        .findFirst();
    }

    /// What a web server answers that was not understood: a server without TLS may also wait on for
    /// a request that it can read.
    private static boolean answeredSo(Scene scene, String service) {
        var other = service.startsWith("https:") ? 504 : 400;
        return known(scene, HostFact.LocalAnswer.class)
                .anyMatch(own -> own.status() == 502 || own.status() == other);
    }

    /// nginx passes on what is no HTTP, a TLS alert among it.
    private static boolean relayed(Scene scene, String service) {
        return service.startsWith("http:")
                && scene.known()
                        .all(HttpFact.NoAnswer.class)
                        .anyMatch(HttpFact.NoAnswer::malformed);
    }

    /// A log names the address that was asked where a configuration may name a host.
    private static boolean mayBe(HostFact.WebLog log, String service) {
        return service.endsWith("://" + log.upstream())
                || Hosts.of(service).equals(log.upstream())
                || !Hosts.isAddress(service);
    }

    private static Stream<String> services(Scene scene) {
        return known(scene, HostFact.WebConfig.class).flatMap(web -> web.services().stream());
    }

    private static Optional<HostPort> address(String service) {
        try {
            return Optional.of(HostPort.parse(service.replaceFirst("^https?://", ""), 0))
                    .filter(at -> at.port() > 0);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
