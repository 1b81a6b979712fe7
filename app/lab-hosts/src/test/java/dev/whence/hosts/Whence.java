package dev.whence.hosts;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The packaged program, started through its own script in the client's namespace.
final class Whence {
    /// The start script that `mvn package` leaves in the module that builds the program.
    static final Path SCRIPT =
            Path.of("..", "desktop", "target", "whence", "bin", "whence")
                    .toAbsolutePath()
                    .normalize();

    private static final Path WORK = Path.of("target", "laboratory").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final JsonMapper JSON = new JsonMapper();

    /// Who looks, and through which doors.
    ///
    /// @param options the options that name hosts and logins
    record Access(String name, String user, List<String> options) {
        Access {
            options = List.copyOf(options);
        }

        /// The login `user` on the hosts that a site needs.
        static Access as(String user, Site site) {
            return new Access(user, user, site.hosts(user));
        }
    }

    /// The two sites of the laboratory.
    enum Site {
        DIRECT("https://app.example.test"),
        TUNNELLED("https://shop.example.test");

        private final String url;

        Site(String url) {
            this.url = url;
        }

        /// The site that an address of the table belongs to: a bare path is the direct one's.
        static Site of(String ask) {
            return ask.startsWith(TUNNELLED.url) ? TUNNELLED : DIRECT;
        }

        String url(String ask) {
            return ask.startsWith("/") ? url + ask : ask;
        }

        private List<String> hosts(String user) {
            var origin = List.of("--origin-ssh", user + "@" + Hosts.ORIGIN);
            return switch (this) {
                case DIRECT -> concat(List.of("--origin", Hosts.ORIGIN), origin);
                case TUNNELLED ->
                        concat(List.of("--tunnel-ssh", user + "@" + Hosts.TUNNEL), origin);
            };
        }
    }

    private Whence() {}

    /// Runs `check` on a row's address with a login that may do everything.
    static Answer check(String name, Expected row) {
        return check(name, row.ask(), Access.as("ops", Site.of(row.ask())));
    }

    /// Runs `check` on an address and writes everything that can be written.
    static Answer check(String name, String ask, Access access) {
        return checked(name, ask, access, List.of("--pdf", "report.pdf"));
    }

    /// The same without the report on paper, which nobody writes who asks by hand.
    static Answer checkWithoutPaper(String name, String ask, Access access) {
        return checked(name, ask, access, List.of());
    }

    private static Answer checked(String name, String ask, Access access, List<String> further) {
        var folder = folder(name + "-" + access.name());
        List<String> words =
                new ArrayList<>(
                        List.of(
                                SCRIPT.toString(),
                                "check",
                                Site.of(ask).url(ask),
                                "--ssh-key",
                                Hosts.key("ssh_" + access.user()).toString(),
                                "--known-hosts",
                                Hosts.knownHosts(folder).toString(),
                                "--ranges",
                                Hosts.ranges(folder).toString(),
                                "--ca",
                                Hosts.key("edge-ca.crt").toString(),
                                "--ca",
                                Hosts.key("ca.crt").toString(),
                                "--json",
                                "answer.json",
                                "--save",
                                "saved.whence"));
        words.addAll(further);
        words.addAll(access.options());
        return run(folder, Hosts.fromClient(words));
    }

    /// Runs `explain` on a text and writes everything that can be written.
    static Answer explain(String name, String text) {
        var folder = folder(name + "-explained");
        try {
            Files.writeString(folder.resolve("evidence.txt"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return run(
                folder,
                List.of(
                        SCRIPT.toString(),
                        "explain",
                        "evidence.txt",
                        "--json",
                        "answer.json",
                        "--pdf",
                        "report.pdf"));
    }

    private static Answer run(Path folder, List<String> words) {
        var out = folder.resolve("stdout.txt");
        var err = folder.resolve("stderr.txt");
        var builder =
                new ProcessBuilder(words)
                        .directory(folder.toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        var environment = builder.environment();
        environment.putAll(Lane.current().environment());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("HOME", folder.toString());
        environment.remove("SSH_AUTH_SOCK");
        environment.remove("DISPLAY");
        var began = System.nanoTime();
        try {
            var process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new AssertionError("Whence did not end: " + text(err));
            }
            var took = Duration.ofNanos(System.nanoTime() - began);
            return new Answer(process.exitValue(), text(out), text(err), folder, took);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Path folder(String name) {
        try {
            var folder = Files.createDirectories(WORK.resolve(name));
            for (var file : List.of("answer.json", "report.pdf", "saved.whence")) {
                Files.deleteIfExists(folder.resolve(file));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a run left behind.
    record Answer(int exit, String out, String err, Path folder, Duration took) {
        JsonNode json() {
            return JSON.readTree(text(folder.resolve("answer.json")));
        }

        /// The file that was saved, from which the run can be replayed.
        Path saved() {
            return folder.resolve("saved.whence");
        }

        /// The same, read.
        JsonNode incident() {
            return JSON.readTree(text(saved()));
        }

        JsonNode verdict() {
            return json().path("verdict");
        }

        String verdict(String field) {
            return verdict().path(field).asString("");
        }

        /// The root cause and what it explains, deepest first; empty where none was found.
        List<String> causes() {
            List<String> all = new ArrayList<>();
            if (!verdict("cause").isEmpty()) {
                all.add(verdict("cause"));
            }
            verdict().path("chain").forEach(each -> all.add(each.asString()));
            return all;
        }

        /// The text of a file that was written.
        String written(String file) {
            return text(folder.resolve(file));
        }

        /// How long it looked: without the start of the program and the writing of the report.
        Duration looked() {
            return Duration.ofMillis(json().path("elapsed_ms").asLong());
        }

        /// Rivals, what may be the cause as well, or what is wrong as well.
        List<String> possible() {
            return verdict().path("possible").valueStream().map(JsonNode::asString).toList();
        }

        /// The colour of a step of the checklist.
        String colour(String step) {
            return json().path("steps")
                    .valueStream()
                    .filter(each -> each.path("step").asString().equals(step))
                    .map(each -> each.path("colour").asString())
                    .findFirst()
                    .orElse("");
        }

        /// The text of the PDF.
        String pdf() {
            return PdfText.of(folder.resolve("report.pdf"));
        }

        /// What was seen, a sentence a line.
        String facts() {
            var facts = new StringBuilder();
            json().path("facts")
                    .forEach(
                            fact ->
                                    facts.append(fact.path("type").asString(""))
                                            .append(": ")
                                            .append(fact.path("says").asString(""))
                                            .append('\n'));
            return facts.toString();
        }

        /// Everything that a person sees, for the message of a failing test.
        String told() {
            return "exit %d after %d ms%n%s%n%s%n%s"
                    .formatted(exit, took.toMillis(), err, verdict().toPrettyString(), facts());
        }
    }
}
