package dev.whence.knowledge.parse;

import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the load and the memory as the kernel shows them in `/proc`.
///
/// @param load1 the one-minute load average
/// @param processors those that are in use, at least one
/// @param availableBytes memory that programs can still get
public record Load(double load1, int processors, long availableBytes, long totalBytes) {
    private static final Pattern LOAD =
            Pattern.compile(
                    "(?m)^(\\d{1,6}\\.\\d\\d) \\d{1,6}\\.\\d\\d \\d{1,6}\\.\\d\\d \\d+/\\d+ \\d+$");

    /// The processors in use, as in `0-3,6`.
    private static final String PROCESSORS = "/sys/devices/system/cpu/online";

    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

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
                        processors(TailFiles.files(text).getOrDefault(PROCESSORS, "")),
                        available(text),
                        memory(text, "MemTotal").orElse(0L)));
    }

    private static int processors(String ranges) {
        var count =
                RANGE.matcher(ranges)
                        .results()
                        .mapToInt(
                                range ->
                                        range.group(2) == null
                                                ? 1
                                                : Text.number(range.group(2))
                                                        - Text.number(range.group(1))
                                                        + 1)
                        .sum();
        return Math.max(1, count);
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
