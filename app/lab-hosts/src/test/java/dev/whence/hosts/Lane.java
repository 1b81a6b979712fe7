package dev.whence.hosts;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
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

    /// Several lanes. Each but the first, which is up, comes up when it is first needed, and goes
    /// down when this is closed.
    static final class Several implements AutoCloseable {
        private final BlockingQueue<Lane> free = new LinkedBlockingQueue<>();
        private final Set<Lane> ours = ConcurrentHashMap.newKeySet();

        private Several(int count) {
            free.add(FIRST);
            IntStream.rangeClosed(2, count)
                    .mapToObj(number -> new Lane(FIRST.prefix + number, FIRST.state + number))
                    .forEach(free::add);
        }

        /// As many as `-Dlab.lanes` says, else three.
        static Several asked() {
            return new Several(Integer.getInteger("lab.lanes", 3));
        }

        /// Breaks something in a free lane, as soon as there is one, and does something meanwhile.
        <T> T during(String fault, Supplier<T> what) throws InterruptedException {
            var lane = free.take();
            try {
                return ScopedValue.where(CURRENT, lane).call(() -> during(lane, fault, what));
            } finally {
                free.add(lane);
            }
        }

        private <T> T during(Lane lane, String fault, Supplier<T> what) {
            bringUp(lane);
            return Hosts.during(fault, what);
        }

        /// One after another: together they would make the machine too slow to boot in time.
        private synchronized void bringUp(Lane lane) {
            if (lane.equals(FIRST) || ours.contains(lane)) {
                return;
            }
            try {
                Hosts.up();
                ours.add(lane);
            } catch (AssertionError e) {
                Hosts.down();
                throw e;
            }
        }

        @Override
        public void close() {
            ours.forEach(lane -> ScopedValue.where(CURRENT, lane).run(Hosts::down));
        }
    }
}
