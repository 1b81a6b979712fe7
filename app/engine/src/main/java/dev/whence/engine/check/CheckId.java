package dev.whence.engine.check;

/// The public name of a check, in kebab case. It is for ever: saved incidents carry it.
public record CheckId(String value) implements Comparable<CheckId> {
    /// `OriginPortOpen` becomes `origin-port-open`.
    public static CheckId of(Class<? extends Check> check) {
        return new CheckId(Kebab.of(check));
    }

    @Override
    public int compareTo(CheckId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
