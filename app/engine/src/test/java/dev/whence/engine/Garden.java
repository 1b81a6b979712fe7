package dev.whence.engine;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.CauseId;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Symptom;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.cause.Weight;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Place;
import dev.whence.engine.model.Sources;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Symptoms;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A world small enough to think through: the grass is wet, and it rained, or the sprinkler ran.
public final class Garden {
    private Garden() {}

    /// The facts of the garden.
    public sealed interface Toy extends Evidence {
        @Override
        default Hop hop() {
            return Hop.APP;
        }

        @Override
        default Health health() {
            return Health.SAYS_NOTHING;
        }
    }

    public record Rain(boolean falling) implements Toy {}

    public record Sprinkler(boolean on) implements Toy {}

    public record Grass(boolean wet) implements Toy {}

    /// A fact that says of itself which cause it speaks for or against, and how loudly.
    public record Hint(CauseId cause, Weight weight) implements Toy {}

    /// A fact that lets a cause be, and will fail before long.
    public record Crack(CauseId cause) implements Toy {
        @Override
        public boolean isAboutToFail(Instant now) {
            return true;
        }
    }

    /// A fact that says how a station of the road is.
    public record Sign(Hop hop, Health health) implements Toy {}

    /// A cause that lists what hints say about it.
    public abstract static class Hinted implements Cause {
        @Override
        public Place place(Facts facts) {
            return Place.ORIGIN;
        }

        @Override
        public Clues weigh(Weighing facts) {
            return facts.proves("proof", Hint.class, hint -> says(hint, Weight.PROVES))
                    .pointsTo("pointer", Hint.class, hint -> says(hint, Weight.POINTS_TO))
                    .fits("fit", Hint.class, hint -> says(hint, Weight.FITS))
                    .fits("crack", Crack.class, crack -> crack.cause().equals(id()))
                    .speaksAgainst("frown", Hint.class, hint -> says(hint, Weight.SPEAKS_AGAINST))
                    .rulesOut("out", Hint.class, hint -> says(hint, Weight.RULES_OUT))
                    .done();
        }

        private boolean says(Hint hint, Weight weight) {
            return hint.cause().equals(id()) && hint.weight() == weight;
        }
    }

    /// What everybody notices.
    public static final class GrassIsWet extends Hinted {}

    /// Explains the wet grass.
    public static final class ItRained extends Hinted {
        @Override
        public Set<Class<? extends Cause>> explains() {
            return Set.of(GrassIsWet.class);
        }
    }

    /// Explains the wet grass as well.
    public static final class SprinklerRan extends Hinted {
        @Override
        public Set<Class<? extends Cause>> explains() {
            return Set.of(GrassIsWet.class);
        }
    }

    /// Explains the sprinkler, and through it the grass.
    public static final class TimerIsStuck extends Hinted {
        @Override
        public Set<Class<? extends Cause>> explains() {
            return Set.of(SprinklerRan.class);
        }
    }

    /// Sits somewhere else.
    public static final class NeighbourComplains extends Hinted {
        @Override
        public Place place(Facts facts) {
            return Place.CLIENT;
        }
    }

    /// Goes by itself.
    public static final class DewFell extends Hinted {
        @Override
        public boolean passes() {
            return true;
        }
    }

    /// Explains the egg, which explains it.
    public static final class Hen extends Hinted {
        @Override
        public Set<Class<? extends Cause>> explains() {
            return Set.of(Egg.class);
        }
    }

    /// Explains the hen, which explains it.
    public static final class Egg extends Hinted {
        @Override
        public Set<Class<? extends Cause>> explains() {
            return Set.of(Hen.class);
        }
    }

    public static final List<Cause> CAUSES =
            List.of(
                    new GrassIsWet(),
                    new ItRained(),
                    new SprinklerRan(),
                    new TimerIsStuck(),
                    new NeighbourComplains(),
                    new DewFell(),
                    new Hen(),
                    new Egg());

    /// Wet grass is the fault, dry grass is its end, and a sign of the client is another matter.
    public static final Symptom WET_GRASS =
            facts ->
                    facts.observations(Sign.class)
                            .filter(seen -> seen.fact().equals(new Sign(Hop.CLIENT, Health.BROKEN)))
                            .findFirst()
                            .<Symptom.Reading>map(Symptom.Reading.Other::new)
                            .orElseGet(() -> grass(facts));

    private static Symptom.Reading grass(Facts facts) {
        var seen = facts.observations(Grass.class).toList();
        return facts.latest(Grass.class)
                .<Symptom.Reading>map(
                        grass ->
                                grass.wet()
                                        ? new Symptom.Reading.Present(seen)
                                        : new Symptom.Reading.Gone(seen))
                .orElseGet(Symptom.Reading.Unknown::new);
    }

    public static Hint hint(Class<? extends Cause> cause, Weight weight) {
        return new Hint(CauseId.of(cause), weight);
    }

    public static Observation seen(Evidence fact) {
        return new Observation(new CheckId("look"), Vantage.HERE, Instant.EPOCH, fact);
    }

    public static Facts facts(Evidence... facts) {
        return new Facts(Arrays.stream(facts).map(Garden::seen).toList(), Coverage.NONE);
    }

    public static Target target(SshHost... hosts) {
        var here = URI.create("https://garden.example.com/");
        return new Target(
                here,
                "GET",
                List.of(),
                List.of(),
                "https",
                Optional.empty(),
                List.of(hosts),
                List.of(),
                Optional.empty(),
                false,
                Symptoms.NONE,
                new Sources(List.of(), here, here, Optional.empty(), List.of()));
    }
}
