package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.HostFact;

import java.util.Optional;
import java.util.Set;

/// Another program holds the port, so the web server or the application cannot start (facts §F.1,
/// §F.5).
public final class PortConflict implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(
                AppCrashed.class,
                AppStopped.class,
                HttpsToHttpPort.class,
                OriginNotListening.class,
                WebServerConfigError.class,
                WebServerStopped.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "held",
                        HostFact.WebLog.class,
                        HostFact.Listening.class,
                        (log, host) ->
                                taken(log)
                                        && log.recent()
                                        && log.on().equals(host.on())
                                        && heldByAnother(log.wantedPort(), host))
                .proves(
                        "held-from-app",
                        HostFact.AppLog.class,
                        HostFact.Listening.class,
                        (log, host) ->
                                taken(log)
                                        && log.on().equals(host.on())
                                        && log.wantedPort().filter(host::has).isPresent())
                .pointsTo("logged", HostFact.WebLog.class, log -> taken(log) && log.recent())
                .pointsTo("app-logged", HostFact.AppLog.class, PortConflict::taken)
                .fits("logged-before", HostFact.WebLog.class, log -> taken(log) && !log.recent())
                .speaksAgainst(
                        "held-by-itself",
                        HostFact.WebLog.class,
                        HostFact.Listening.class,
                        (log, host) ->
                                taken(log)
                                        && log.on().equals(host.on())
                                        && log.wantedPort().filter(host::has).isPresent()
                                        && !heldByAnother(log.wantedPort(), host))
                .speaksAgainst(
                        "free",
                        HostFact.WebLog.class,
                        HostFact.Listening.class,
                        (log, host) ->
                                taken(log)
                                        && log.on().equals(host.on())
                                        && log.wantedPort()
                                                .filter(port -> !host.has(port))
                                                .isPresent())
                .done();
    }

    private static boolean taken(HostFact.WebLog log) {
        return log.says() == HostFact.WebLog.WebLine.ADDRESS_IN_USE;
    }

    private static boolean taken(HostFact.AppLog log) {
        return log.recent() && log.says() == HostFact.AppLog.AppLine.ADDRESS_IN_USE;
    }

    /// A web server that is started twice is in its own way: that harms nothing.
    private static boolean heldByAnother(Optional<Integer> wanted, HostFact.Listening host) {
        return host.sockets().stream()
                .filter(socket -> wanted.filter(port -> port == socket.port()).isPresent())
                .map(HostFact.Socket::process)
                .anyMatch(
                        process ->
                                !process.isEmpty()
                                        && !process.matches(
                                                "nginx|openresty|angie|apache2|httpd|caddy"
                                                        + "|haproxy|traefik"));
    }
}
