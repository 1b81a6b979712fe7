package dev.whence.knowledge.check;

import dev.whence.engine.check.Check;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Defaults;
import dev.whence.lab.Tape;
import dev.whence.lab.TapeWorld;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Lets one check look at a taped world.
public final class Looking {
    /// The moment at which every look begins.
    public static final Instant NOW = Instant.parse("2026-03-20T22:28:40Z");

    private Looking() {}

    /// A site to look at: https://shop.example.com/ without origin, tunnel or host.
    public static Site site() {
        return new Site(
                Defaults.target(Target.url("https://shop.example.com/")), List.of(), Vantage.HERE);
    }

    /// What a check reports about a site.
    public static List<Evidence> at(Site site, Tape tape, Check check)
            throws InterruptedException, CouldNotLook {
        return at(site, new TapeWorld(tape), check);
    }

    /// What a check reports about a site in a world of the test's own.
    public static List<Evidence> at(Site site, World world, Check check)
            throws InterruptedException, CouldNotLook {
        var facts = new Facts(site.known(), Coverage.NONE);
        var scene = new Scene(site.target(), facts, site.from(), NOW);
        return List.copyOf(check.look(scene, world, Deadline.in(Duration.ofSeconds(5))).toList());
    }

    /// A target with what is already known about it, and where the check stands.
    public record Site(Target target, List<Observation> known, Vantage from) {
        /// The same with one more origin.
        public Site origin(HostPort origin) {
            return with(target -> target.withOrigins(plus(target.origins(), origin)));
        }

        /// The same, standing on one more host.
        public Site on(SshHost host) {
            var site = with(target -> target.withHosts(plus(target.hosts(), host)));
            return new Site(site.target, known, Vantage.on(host));
        }

        /// The same with a target changed in any other way.
        public Site with(UnaryOperator<Target> change) {
            return new Site(change.apply(target), known, from);
        }

        /// The same with one more fact known.
        public Site knowing(Evidence fact) {
            return new Site(
                    target,
                    plus(known, new Observation(new CheckId("test"), from, Instant.EPOCH, fact)),
                    from);
        }

        private static <T> List<T> plus(List<T> list, T more) {
            var longer = new ArrayList<>(list);
            longer.add(more);
            return longer;
        }
    }
}
