package dev.whence.knowledge.parse;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the kernel's pressure files, each under a heading that names it (facts §F.8).
///
/// @param cpu percent of the last ten seconds in which some program waited for a processor
/// @param memory the same in which every program waited for memory
/// @param disk the same in which every program waited for a disk
public record PressureFiles(double cpu, double memory, double disk) {
    private static final Pattern HEADING = Pattern.compile("^==.{0,40}/(cpu|memory|io)(?: <==)?$");
    private static final Pattern FIGURE =
            Pattern.compile("^(some|full) avg10=(\\d{1,3}\\.\\d\\d) ");

    /// The figures; empty where the text has none.
    public static Optional<PressureFiles> read(String printed) {
        Map<String, Double> figures = new HashMap<>();
        var about = "";
        for (var line : Text.lines(printed)) {
            var heading = HEADING.matcher(line);
            about = heading.matches() ? heading.group(1) : about;
            var figure = FIGURE.matcher(line);
            if (figure.find()) {
                figures.put(about + " " + figure.group(1), Double.valueOf(figure.group(2)));
            }
        }
        return figures.containsKey("cpu some")
                ? Optional.of(
                        new PressureFiles(
                                figures.getOrDefault("cpu some", 0.0),
                                figures.getOrDefault("memory full", 0.0),
                                figures.getOrDefault("io full", 0.0)))
                : Optional.empty();
    }
}
