package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.TunnelFact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads which units and processes are connectors, and how they are started (facts §E.7).
public final class CloudflaredUnits {
    private static final Pattern EXEC = Pattern.compile("argv\\[\\]=([^;]{1,8000}?)\\s*;");
    private static final Pattern PROPERTY =
            Pattern.compile("^(Id|User|ExecStart)=(.*)$", Pattern.MULTILINE);
    private static final Pattern PROCESS =
            Pattern.compile("\\s*(\\d{1,9})\\s+(\\S+)\\s+(\\S+)\\s+(.*)");
    private static final Pattern CONTAINER =
            Pattern.compile("docker|kubepods|containerd|libpod|garden|lxc|machine\\.slice");
    private static final Set<String> QUESTIONS =
            Set.of("--version", "version", "ingress", "info", "list", "diag", "ready", "update");
    private static final Pattern UNIT = Pattern.compile("/([^/\\s]+\\.service)(?:/|$)");

    private CloudflaredUnits() {}

    /// A unit and how it starts its program.
    public record Unit(SystemctlShow.Unit unit, String user, String commandLine) {}

    /// A process.
    ///
    /// @param unit the service that it belongs to; empty where it is none
    public record Program(String user, String unit, boolean inContainer, String commandLine) {}

    /// The units that keep a connector running, each once: those that start cloudflared, without
    /// the one that updates it.
    public static List<Unit> units(String text) {
        Map<String, String> blocks = new LinkedHashMap<>();
        for (var block : Text.clean(text).split("\n[ \t]*\n", -1)) {
            blocks.putIfAbsent(property(block, "Id"), block);
        }
        List<Unit> units = new ArrayList<>();
        for (var unit : SystemctlShow.units(text)) {
            var block = blocks.getOrDefault(unit.id(), "");
            var exec = EXEC.matcher(property(block, "ExecStart"));
            var line = exec.find() ? exec.group(1) : "";
            if (unit.installed() && keepsRunning(unit.id(), line)) {
                units.add(new Unit(unit, property(block, "User"), line));
            }
        }
        return units;
    }

    private static boolean keepsRunning(String id, String line) {
        return !id.contains("update")
                && (line.contains("cloudflared") || id.startsWith("cloudflared"));
    }

    private static String property(String block, String name) {
        return PROPERTY.matcher(block)
                .results()
                .filter(found -> found.group(1).equals(name))
                .map(found -> found.group(2).strip())
                .findFirst()
                .orElse("");
    }

    /// The connectors among the processes that `ps` lists with number, user, control group and
    /// command line.
    public static List<Program> processes(String text) {
        List<Program> processes = new ArrayList<>();
        for (var line : Text.lines(text)) {
            var process = PROCESS.matcher(line);
            if (process.matches() && carries(process.group(4))) {
                var unit = UNIT.matcher(process.group(3));
                processes.add(
                        new Program(
                                process.group(2),
                                unit.find() ? unit.group(1) : "",
                                CONTAINER.matcher(process.group(3)).find(),
                                process.group(4)));
            }
        }
        return processes;
    }

    /// A cloudflared that only answers a question, such as one of ours, carries nothing.
    private static boolean carries(String commandLine) {
        var words = List.of(commandLine.strip().split("\\s+"));
        return commandLine.contains("cloudflared")
                && (words.contains("run") || words.stream().noneMatch(QUESTIONS::contains));
    }

    /// How a command line starts a connector; empty where it starts something else.
    public static Optional<TunnelFact.Started> started(
            String on, String unit, String user, String commandLine) {
        var words = List.of(commandLine.strip().split("\\s+"));
        if (!words.contains("tunnel") && !words.contains("run")) {
            return Optional.empty();
        }
        var token = option(words, "--token");
        return Optional.of(
                new TunnelFact.Started(
                        on,
                        unit,
                        user,
                        option(words, "--config"),
                        option(words, "--logfile")
                                .or(
                                        () ->
                                                option(words, "--log-directory")
                                                        .map(
                                                                folder ->
                                                                        folder
                                                                                + "/cloudflared.log")),
                        token.flatMap(CloudflaredToken::tunnel).or(() -> named(words)),
                        token.isPresent() || option(words, "--token-file").isPresent()));
    }

    private static Optional<String> named(List<String> words) {
        var last = words.getLast();
        return CloudflaredToken.id(last)
                .or(() -> CloudflaredToken.idIn(option(words, "--credentials-file").orElse("")))
                .or(() -> CloudflaredToken.idIn(option(words, "--cred-file").orElse("")));
    }

    private static Optional<String> option(List<String> words, String name) {
        for (var i = 0; i < words.size(); i++) {
            if (words.get(i).equals(name) && i + 1 < words.size()) {
                return Optional.of(words.get(i + 1));
            }
            if (words.get(i).startsWith(name + "=")) {
                return Optional.of(words.get(i).substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }
}
