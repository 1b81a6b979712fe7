package dev.whence.knowledge.check.origin;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Origins;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Together;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TcpFact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Where an origin is silent on its web port, dials its other doors: the SSH port that was given,
/// the usual one, and both web ports. A host that answers at one of them is up.
public final class HostReachable implements Probe {
    private static final int SSH = 22;

    /// The host has kept silent for longer before; a packet that is lost twice is sent again by
    /// then.
    private static final Duration SOON = Duration.ofSeconds(4);

    @Override
    public Step step() {
        return Step.ORIGIN;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.HERE;
    }

    @Override
    public Set<Class<? extends Evidence>> needs() {
        return Set.of(TcpFact.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.Doors.class);
    }

    @Override
    public Stream<HostFact.Doors> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        List<HostFact.Doors> seen = new ArrayList<>();
        for (var address : silent(scene)) {
            seen.add(doors(scene.target(), address, world, by));
        }
        return seen.stream();
    }

    /// The addresses of which no port is known to be open or closed.
    private static List<String> silent(Scene scene) throws CouldNotLook {
        return Origins.of(scene.target()).stream()
                .map(HostPort::host)
                .distinct()
                .filter(
                        address ->
                                scene.known()
                                        .all(TcpFact.class)
                                        .filter(dial -> dial.to().host().equals(address))
                                        .noneMatch(HostReachable::answered))
                .toList();
    }

    private static boolean answered(TcpFact dial) {
        return dial instanceof TcpFact.Open || dial instanceof TcpFact.Refused;
    }

    private static HostFact.Doors doors(Target target, String address, World world, Deadline by)
            throws InterruptedException {
        var login = login(target, address);
        var ports =
                Stream.of(login.flatMap(SshHost::port).orElse(SSH), SSH, 80, 443)
                        .distinct()
                        .sorted()
                        .toList();
        var answers =
                Together.ask(
                        world,
                        ports.stream()
                                .map(port -> new Ask.Dial(new HostPort(address, port)))
                                .toList(),
                        by.orIn(SOON));
        Map<Integer, HostFact.Door> doors = new TreeMap<>();
        for (int i = 0; i < ports.size(); i++) {
            doors.put(ports.get(i), door(answers.get(i)));
        }
        return new HostFact.Doors(login.map(SshHost::name).orElse(address), address, doors);
    }

    private static Optional<SshHost> login(Target target, String address) {
        return target.hosts().stream().filter(host -> host.host().equals(address)).findFirst();
    }

    private static HostFact.Door door(Dialled dialled) {
        return switch (dialled) {
            case Dialled.Open _ -> HostFact.Door.OPEN;
            case Dialled.Refused _ -> HostFact.Door.REFUSED;
            case Dialled.TooSlow _ -> HostFact.Door.SILENT;
            case Dialled.Unreachable _ -> HostFact.Door.NO_WAY;
        };
    }
}
