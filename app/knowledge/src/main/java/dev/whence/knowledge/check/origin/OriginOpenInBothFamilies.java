package dev.whence.knowledge.check.origin;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.Resolved;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Origins;
import dev.whence.knowledge.check.Patience;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Together;
import dev.whence.knowledge.fact.TcpFact;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Dials an origin that was given by name at one address of each family: a broken IPv6 address is
/// hidden where a program falls back to IPv4 (facts §J.3 #8).
public final class OriginOpenInBothFamilies implements Probe {
    private static final List<Ask.RecordType> FAMILIES =
            List.of(Ask.RecordType.A, Ask.RecordType.AAAA);

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
        return Set.of(TcpFact.class);
    }

    @Override
    public Stream<TcpFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var named =
                Origins.of(scene.target()).stream().filter(origin -> !origin.isAddress()).toList();
        if (named.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        var addresses = addresses(named, world, by);
        var answers =
                Together.ask(
                        world, addresses.stream().map(Ask.Dial::new).toList(), Patience.within(by));
        return IntStream.range(0, addresses.size())
                .mapToObj(i -> fact(addresses.get(i), answers.get(i)));
    }

    private static List<HostPort> addresses(List<HostPort> named, World world, Deadline by)
            throws InterruptedException {
        var questions =
                named.stream()
                        .flatMap(
                                origin ->
                                        FAMILIES.stream()
                                                .map(
                                                        family ->
                                                                new Ask.Resolve(
                                                                        origin.host(),
                                                                        family,
                                                                        Optional.empty())))
                        .toList();
        var answers = Together.ask(world, questions, Patience.within(by));
        return IntStream.range(0, questions.size())
                .boxed()
                .flatMap(
                        i ->
                                first(answers.get(i)).stream()
                                        .map(
                                                address ->
                                                        new HostPort(
                                                                address,
                                                                named.get(i / FAMILIES.size())
                                                                        .port())))
                .distinct()
                .toList();
    }

    private static Optional<String> first(Resolved answer) {
        return answer instanceof Resolved.Records records
                ? records.values().stream().findFirst()
                : Optional.empty();
    }

    private static TcpFact fact(HostPort address, Dialled dialled) {
        return switch (dialled) {
            case Dialled.Open(var took) -> new TcpFact.Open(address, took);
            case Dialled.Refused() -> new TcpFact.Refused(address);
            case Dialled.TooSlow(var waited) -> new TcpFact.TooSlow(address, waited);
            case Dialled.Unreachable(var why) -> new TcpFact.Unreachable(address, why);
        };
    }
}
