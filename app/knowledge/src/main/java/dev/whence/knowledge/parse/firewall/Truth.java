package dev.whence.knowledge.parse.firewall;

/// Whether a condition holds for a packet, where not everything about the packet is known.
public enum Truth {
    YES,
    NO,
    MAYBE;

    /// Yes or no.
    public static Truth of(boolean holds) {
        return holds ? YES : NO;
    }

    /// What is true if this is not.
    public Truth not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case MAYBE -> MAYBE;
        };
    }

    /// The opposite, if asked for.
    Truth notIf(boolean inverted) {
        return inverted ? not() : this;
    }

    /// Whether both hold.
    public Truth and(Truth other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES && other == YES ? YES : MAYBE;
    }

    /// Whether one of them holds.
    public Truth or(Truth other) {
        return not().and(other.not()).not();
    }
}
