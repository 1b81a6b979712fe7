package dev.whence.knowledge.check.origin;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Origins;
import dev.whence.knowledge.check.Patience;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Together;
import dev.whence.knowledge.fact.TcpFact;

import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Dials each origin directly, around Cloudflare, on the port that Cloudflare uses.
public final class OriginPortOpen implements Probe {
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
        var origins = Origins.of(scene.target());
        var answers =
                Together.ask(
                        world, origins.stream().map(Ask.Dial::new).toList(), Patience.within(by));
        return IntStream.range(0, origins.size())
                .mapToObj(i -> fact(origins.get(i), answers.get(i)));
    }

    private static TcpFact fact(HostPort origin, Dialled dialled) {
        return switch (dialled) {
            case Dialled.Open(var took) -> new TcpFact.Open(origin, took);
            case Dialled.Refused() -> new TcpFact.Refused(origin);
            case Dialled.TooSlow(var waited) -> new TcpFact.TooSlow(origin, waited);
            case Dialled.Unreachable(var why) -> new TcpFact.Unreachable(origin, why);
        };
    }
}
