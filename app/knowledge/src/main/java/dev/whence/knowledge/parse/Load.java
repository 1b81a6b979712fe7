package dev.whence.knowledge.parse;

import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the load and the memory as the kernel shows them in `/proc`.
///
/// @param load1 the one-minute load average
/// @param availableBytes memory that programs can still get
public record Load(double load1, long availableBytes, long totalBytes) {
    private static final Pattern LOAD =
            Pattern.compile(
                    "(?m)^(\\d{1,6}\\.\\d\\d) \\d{1,6}\\.\\d\\d \\d{1,6}\\.\\d\\d \\d+/\\d+ \\d+$");

    /// The load; empty where the text has none.
    public static Optional<Load> read(String proc) {
        var text = Text.clean(proc);
        var load = LOAD.matcher(text);
        if (!load.find()) {
            return Optional.empty();
        }
        return Optional.of(
                new Load(
                        Double.parseDouble(load.group(1)),
                        available(text),
                        memory(text, "MemTotal").orElse(0L)));
    }

    /// Old kernels do not say what is available: then it is what is free or can be freed.
    private static long available(String text) {
        return memory(text, "MemAvailable")
                .orElseGet(
                        () ->
                                memory(text, "MemFree").orElse(0L)
                                        + memory(text, "Buffers").orElse(0L)
                                        + memory(text, "Cached").orElse(0L));
    }

    private static Optional<Long> memory(String text, String name) {
        var value = Pattern.compile("(?m)^" + name + ":\\s+(\\d{1,15}) kB").matcher(text);
        return value.find() ? Optional.of(Text.large(value.group(1)) * 1024) : Optional.empty();
    }
}
