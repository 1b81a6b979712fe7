package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.CurlTry;

import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;

/// Lets the origin's host ask itself for the failing address, past every network and firewall.
public final class LocalAnswer extends OnHost implements Probe {
    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(HostFact.Listening.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.LocalAnswer.class);
    }

    @Override
    public Stream<HostFact.LocalAnswer> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var target = scene.target();
        var port = port(scene);
        var url =
                URI.create(
                        target.originScheme()
                                + "://"
                                + target.url().getHost()
                                + ":"
                                + port
                                + target.path());
        var address =
                known(scene, HostFact.Listening.class)
                        .map(listening -> address(listening, port))
                        .findFirst()
                        .orElse("127.0.0.1");
        var asked = Shell.done(world, new ServiceCommand.SelfRequest(host, url, address), by);
        if (Shell.notInstalled(asked)) {
            throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
        }
        var tried = CurlTry.read(asked.exit(), asked.out(), asked.err());
        return Stream.of(
                new HostFact.LocalAnswer(
                        host.name(), url.toString(), tried.status(), tried.said(), tried.took()));
    }

    /// The address of this host on which the port is served: loopback where that will do.
    private static String address(HostFact.Listening listening, int port) {
        var addresses =
                listening.sockets().stream()
                        .filter(socket -> socket.port() == port)
                        .map(HostFact.Socket::address)
                        .toList();
        if (addresses.isEmpty()
                || addresses.stream().anyMatch(Set.of("0.0.0.0", "*", "127.0.0.1")::contains)) {
            return "127.0.0.1";
        }
        return addresses.stream().anyMatch(Set.of("::", "::1")::contains)
                ? "::1"
                : addresses.getFirst();
    }
}
