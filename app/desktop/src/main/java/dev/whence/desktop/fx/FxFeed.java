package dev.whence.desktop.fx;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Carries the newest of many values to the window, at most once per turn of its thread. What is
/// overtaken by something newer is not shown.
public final class FxFeed<T> implements Consumer<T> {
    private final AtomicReference<@Nullable T> newest = new AtomicReference<>();
    private final Executor fx;
    private final Consumer<T> shown;

    /// @param fx runs on the window's thread; `Runnable::run` in tests
    /// @param shown receives each value that is still the newest when its turn comes
    public FxFeed(Executor fx, Consumer<T> shown) {
        this.fx = fx;
        this.shown = shown;
    }

    /// Takes a value from any thread and returns at once.
    @Override
    public void accept(T value) {
        if (newest.getAndSet(value) == null) {
            fx.execute(this::show);
        }
    }

    private void show() {
        var value = newest.getAndSet(null);
        if (value != null) {
            shown.accept(value);
        }
    }
}
