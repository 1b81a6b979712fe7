package dev.whence.engine.run;

import dev.whence.engine.check.Check;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A check made to measure.
public record Gardener(
        CheckId id,
        Vantage.Kind from,
        Set<Class<? extends Evidence>> needs,
        Set<Class<? extends Evidence>> likes,
        Set<Class<? extends Evidence>> yields,
        Duration budget,
        Doing doing)
        implements Check {
    /// What it does when it looks.
    public interface Doing {
        Stream<? extends Evidence> look(Scene scene, World world, Deadline by)
                throws InterruptedException, CouldNotLook;
    }

    public static Gardener called(String name) {
        return new Gardener(
                new CheckId(name),
                Vantage.Kind.HERE,
                Set.of(),
                Set.of(),
                Set.of(),
                Duration.ofSeconds(8),
                (_, _, _) -> Stream.empty());
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // kinds are only read
    public final Gardener needs(Class<? extends Evidence>... kinds) {
        return new Gardener(id, from, set(kinds), likes, yields, budget, doing);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // kinds are only read
    public final Gardener likes(Class<? extends Evidence>... kinds) {
        return new Gardener(id, from, needs, set(kinds), yields, budget, doing);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // kinds are only read
    public final Gardener yields(Class<? extends Evidence>... kinds) {
        return new Gardener(id, from, needs, likes, set(kinds), budget, doing);
    }

    public Gardener from(Vantage.Kind kind) {
        return new Gardener(id, kind, needs, likes, yields, budget, doing);
    }

    public Gardener within(Duration time) {
        return new Gardener(id, from, needs, likes, yields, time, doing);
    }

    public Gardener doing(Doing work) {
        return new Gardener(id, from, needs, likes, yields, budget, work);
    }

    /// It sees these at once.
    public Gardener seeing(Evidence... facts) {
        return doing((_, _, _) -> List.of(facts).stream());
    }

    @Override
    public Stream<? extends Evidence> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        return doing.look(scene, world, by);
    }

    private static Set<Class<? extends Evidence>> set(Class<? extends Evidence>[] kinds) {
        return Set.copyOf(Arrays.stream(kinds).toList());
    }
}
