package dev.whence.hosts;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// One bring-up of the hosts. Several stand side by side, so that several faults can be in at once,
/// each in its own.
///
/// @param prefix the first part of the names of its namespaces
/// @param state where it keeps what belongs to it
record Lane(String prefix, String state) {
    /// The one that the machine's environment names.
    static final Lane FIRST =
            new Lane(environment("LAB_PREFIX", "lab"), environment("LAB_STATE", "/run/whence-lab"));

    private static final ScopedValue<Lane> CURRENT = ScopedValue.newInstance();

    private static String environment(String name, String otherwise) {
        return Optional.ofNullable(System.getenv(name)).orElse(otherwise);
    }

    /// The one in which the caller works.
    static Lane current() {
        return CURRENT.orElse(FIRST);
    }

    /// What the laboratory's shell reads from its environment.
    Map<String, String> environment() {
        return Map.of("LAB_PREFIX", prefix, "LAB_STATE", state);
    }

    private <T> T inIt(Supplier<T> what) {
        return ScopedValue.where(CURRENT, this).call(what::get);
    }

    /// Several lanes, up for as long as this is open.
    static final class Several implements AutoCloseable {
        private final BlockingQueue<Lane> free = new LinkedBlockingQueue<>();
        private final BlockingQueue<Lane> ours = new LinkedBlockingQueue<>();

        /// Brings up all but the first, which is up.
        Several(int count) {
            free.add(FIRST);
            IntStream.rangeClosed(2, count)
                    .mapToObj(number -> new Lane(FIRST.prefix + number, FIRST.state + number))
                    .forEach(
                            lane -> {
                                ours.add(lane);
                                ScopedValue.where(CURRENT, lane).run(Hosts::up);
                                free.add(lane);
                            });
        }

        /// Does something in a free lane, as soon as there is one.
        <T> T inOne(Supplier<T> what) throws InterruptedException {
            var lane = free.take();
            try {
                return lane.inIt(what);
            } finally {
                free.add(lane);
            }
        }

        @Override
        public void close() {
            ours.forEach(lane -> ScopedValue.where(CURRENT, lane).run(Hosts::down));
        }
    }
}
