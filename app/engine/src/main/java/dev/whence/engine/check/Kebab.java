package dev.whence.engine.check;

import java.util.Locale;

/// Public names made from class names.
public final class Kebab {
    private Kebab() {}

    /// `OriginPortOpen` becomes `origin-port-open`, `Http2Origin` becomes `http2-origin`.
    public static String of(Class<?> type) {
        return type.getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}
