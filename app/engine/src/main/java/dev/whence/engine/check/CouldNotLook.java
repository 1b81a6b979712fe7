package dev.whence.engine.check;

/// A check could not look. It carries how the look ended and is no evidence of anything.
public final class CouldNotLook extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    private CouldNotLook(Outcome outcome, String message) {
        super(message, null, false, false);
        this.outcome = outcome;
    }

    /// There was no reason or no way to look.
    public static CouldNotLook skipped(SkipReason why) {
        return new CouldNotLook(new Outcome.Skipped(why), why.id());
    }

    /// Looking failed on our side.
    public static CouldNotLook broke(Trouble trouble) {
        return new CouldNotLook(new Outcome.Broke(trouble), trouble.happened());
    }

    /// How the look ended.
    public Outcome outcome() {
        return outcome;
    }
}
