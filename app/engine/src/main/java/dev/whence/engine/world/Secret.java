package dev.whence.engine.world;

/// A password, passphrase or token: held in memory, shown to nobody.
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /// The secret itself, for the one call that needs it.
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "•••";
    }
}
