package dev.whence.live;

import dev.whence.engine.world.Deadline;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Keeps every wait open to interruption.
final class Interrupts {
    private Interrupts() {}

    /// Turns the exception that an interrupted socket throws back into an interruption.
    static void check() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /// Works on a virtual thread, where an interrupt closes a blocked socket.
    static <T> T onVirtualThread(Callable<T> work) throws InterruptedException {
        if (Thread.currentThread().isVirtual()) {
            return called(work);
        }
        var task = new FutureTask<>(work);
        var thread = Thread.ofVirtual().name("question").start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    /// Waits for a result; empty where it did not come in time.
    static <T> Optional<T> await(Future<T> coming, Deadline by) throws InterruptedException {
        try {
            return Optional.of(coming.get(by.left().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    /// Works on a thread of its own that may be left behind, for native calls that hear no
    /// interrupt.
    static <T> CompletableFuture<T> apart(String name, Callable<T> work) {
        var result = new CompletableFuture<T>();
        Thread.ofPlatform()
                .daemon()
                .name(name)
                .start(
                        () -> {
                            try {
                                result.complete(work.call());
                            } catch (Throwable e) {
                                result.completeExceptionally(e);
                            }
                        });
        return result;
    }

    private static <T> T called(Callable<T> work) throws InterruptedException {
        try {
            return work.call();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable e) throws InterruptedException {
        return switch (e) {
            case InterruptedException _ -> throw new InterruptedException();
            case RuntimeException bug -> bug;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(e);
        };
    }
}
