package dev.whence.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The laboratory, through its shell.
final class Hosts {
    static final String ORIGIN = "10.77.0.11";
    static final String TUNNEL = "10.77.0.12";

    private static final Path LAB = Path.of("lab").toAbsolutePath();
    private static final Path CACHE =
            Path.of(
                    Optional.ofNullable(System.getenv("LAB_CACHE"))
                            .orElse("/var/cache/whence-lab"));
    private static final int PATIENCE_MINUTES = 15;

    private Hosts() {}

    /// What a command said, with what it said on standard error.
    record Done(int exit, String said) {
        Done mustBeWell(String what) {
            if (exit != 0) {
                throw new AssertionError(what + " failed with " + exit + ":\n" + said);
            }
            return this;
        }
    }

    /// Why this machine cannot run the laboratory; empty where it can.
    static Optional<String> unable() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("IT NEEDS LINUX.");
        }
        if (!Files.isExecutable(Whence.SCRIPT)) {
            return Optional.of("THERE IS NO " + Whence.SCRIPT + ".");
        }
        var doctor = lab("doctor");
        return doctor.exit() == 0
                ? Optional.empty()
                : Optional.of(
                        doctor.said()
                                .lines()
                                .filter(line -> line.startsWith("MISSING"))
                                .map(line -> line.toUpperCase(Locale.ROOT))
                                .collect(Collectors.joining("; ")));
    }

    /// Whether somebody has the hosts up.
    static boolean areUp() {
        var status = lab("status").said();
        return Stream.of("origin", "tunnel", "edge")
                .allMatch(host -> status.matches("(?s).*" + host + "\\s+\\S+\\s+pid \\d.*"));
    }

    static void up() {
        lab("up").mustBeWell("lab up");
    }

    static void down() {
        lab("down").mustBeWell("lab down");
    }

    /// Breaks something.
    static void breakBy(String fault) {
        lab("fault", fault).mustBeWell("lab fault " + fault);
    }

    /// Boots the hosts anew that the fault touched.
    static void heal(String fault) {
        lab("heal", fault).mustBeWell("lab heal " + fault);
    }

    /// The names of everything that can be broken.
    static List<String> faults() {
        return lab("faults")
                .mustBeWell("lab faults")
                .said()
                .lines()
                .map(line -> line.replaceFirst("\t.*", ""))
                .toList();
    }

    /// Runs something while a fault is in.
    static <T> T during(String fault, Supplier<T> what) {
        try {
            breakBy(fault);
            return what.get();
        } finally {
            heal(fault);
        }
    }

    /// A command as a host's root.
    static Done on(String host, String command) {
        return lab("exec", host, "bash", "-c", command);
    }

    /// A command in the client's namespace.
    static Done client(String... words) {
        return lab(Stream.concat(Stream.of("client"), Stream.of(words)).toArray(String[]::new));
    }

    /// A file of the laboratory's own authorities and keys.
    static Path key(String name) {
        return CACHE.resolve("pki").resolve(name);
    }

    /// A file with the host keys of both hosts.
    static Path knownHosts(Path folder) {
        var lines =
                Stream.of("origin", "tunnel")
                        .flatMap(
                                host ->
                                        on(host, "cat /etc/ssh/ssh_host_*_key.pub")
                                                .mustBeWell("reading the host keys")
                                                .said()
                                                .lines()
                                                .map(key -> addresses(host) + " " + key))
                        .toList();
        return written(folder.resolve("known_hosts"), lines);
    }

    /// A file with the ranges that stand for Cloudflare's.
    static Path ranges(Path folder) {
        var etc = Path.of("roles", "common", "files", "etc", "lab");
        try {
            List<String> all = new ArrayList<>(Files.readAllLines(etc.resolve("cf-v4.txt")));
            all.addAll(Files.readAllLines(etc.resolve("cf-v6.txt")));
            return written(folder.resolve("ranges.txt"), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String addresses(String host) {
        return host + ".example.test," + (host.equals("origin") ? ORIGIN : TUNNEL);
    }

    private static Path written(Path file, List<String> lines) {
        try {
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The words that run a program in the client's namespace.
    static List<String> fromClient(List<String> words) {
        List<String> all = new ArrayList<>(List.of(LAB.toString(), "client"));
        all.addAll(words);
        return all;
    }

    private static Done lab(String... words) {
        try {
            List<String> all = new ArrayList<>(List.of(LAB.toString()));
            all.addAll(List.of(words));
            var said = Files.createTempFile("lab", ".out");
            var builder =
                    new ProcessBuilder(all)
                            .redirectErrorStream(true)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectOutput(said.toFile());
            builder.environment().putAll(Lane.current().environment());
            var process = builder.start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("lab " + String.join(" ", words) + " did not end.");
            }
            var text = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
            Files.delete(said);
            return new Done(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
