package dev.whence.engine.cause;

import dev.whence.engine.check.Kebab;

/// The public name of a cause, in kebab case. It is for ever: saved incidents carry it.
public record CauseId(String value) implements Comparable<CauseId> {
    /// `OriginPortClosed` becomes `origin-port-closed`.
    public static CauseId of(Class<? extends Cause> cause) {
        return new CauseId(Kebab.of(cause));
    }

    @Override
    public int compareTo(CauseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
