package dev.whence.engine.run;

/// The name of one incident, short enough to be read out.
public record IncidentId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
