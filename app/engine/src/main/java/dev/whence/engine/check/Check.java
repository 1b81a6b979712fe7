package dev.whence.engine.check;

import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/// One thing to look at. It asks the world and reports typed facts; it never judges.
///
/// Its name says what is true when all is well.
public interface Check {
    /// The public name, from the class name.
    default CheckId id() {
        return CheckId.of(getClass());
    }

    /// Where it must stand. A check of a host kind runs once on each host of that role.
    Vantage.Kind from();

    /// Facts without which it cannot look; a kind may name a whole family.
    default Set<Class<? extends Evidence>> needs() {
        return Set.of();
    }

    /// Facts that it waits for, if anybody looks for them, and can do without.
    default Set<Class<? extends Evidence>> likes() {
        return Set.of();
    }

    /// The kinds of fact that it can report.
    Set<Class<? extends Evidence>> yields();

    /// Whether it may see facts of a kind; a family that it reports stands for each of its members.
    default boolean couldSee(Class<? extends Evidence> kind) {
        return yields().stream()
                .anyMatch(seen -> kind.isAssignableFrom(seen) || seen.isAssignableFrom(kind));
    }

    /// How long it may look.
    default Duration budget() {
        return Duration.ofSeconds(8);
    }

    /// Looks, and reports what it saw.
    ///
    /// @throws CouldNotLook where it could not look at all: that is about us, never about the
    ///   target
    Stream<? extends Evidence> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook;
}
