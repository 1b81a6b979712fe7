package dev.whence.knowledge.command;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a systemd unit, with its suffix.
public record UnitName(String value) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9:_.\\\\@-]{1,240}\\.[a-z]{3,9}");

    public UnitName {
        if (value.startsWith("-") || !NAME.matcher(value).matches()) {
            throw new IllegalArgumentException("That is not the name of a systemd unit.");
        }
    }

    /// Completes a name as systemctl does: `nginx` is `nginx.service`.
    ///
    /// @throws IllegalArgumentException where it cannot be the name of a unit
    public static UnitName of(String name) {
        return new UnitName(
                name.matches(".*\\.(service|socket|timer|target|slice|mount)")
                        ? name
                        : name + ".service");
    }

    /// The same; empty where it cannot be the name of a unit.
    public static Optional<UnitName> maybe(String name) {
        try {
            return Optional.of(of(name));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
