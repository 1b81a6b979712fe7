package dev.whence.desktop.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A host of the site: a real nginx and a real sshd with folders of their own in place of
/// `/etc/nginx`, `/var/log/nginx` and `/run`. There is no systemd, no tunnel and no packet filter
/// to spoil, so the programs that tell about those are stand-ins in `/usr/local/sbin`, which print
/// what the real ones print; all other programs are real.
final class Machine implements AutoCloseable {
    private static final Path PROGRAMS = Path.of("src", "test", "machine");
    private static final Path CAPTURES = Path.of("src", "test", "captures");

    /// The prefix of a line of the journal, and the time that applications write themselves.
    private static final Pattern PREFIX =
            Pattern.compile("^\\w{3} [ \\d]\\d [\\d:]{8} \\S+ ([^\\[:]+)(?:\\[\\d+\\])?: ");

    private static final Pattern OWN_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?= \\+0000)");

    private static final String OPEN_FILTER =
            """
            *filter
            :INPUT ACCEPT [0:0]
            :FORWARD ACCEPT [0:0]
            :OUTPUT ACCEPT [0:0]
            COMMIT
            """;

    private final Path folder;
    private final Path state;
    private final int sshPort = StandInSocket.closedPort();
    private final Map<Integer, String> ports = new TreeMap<>();
    private final List<Program> programs = new ArrayList<>();
    private String alsoMounted = "";

    /// How a unit is.
    enum Shape {
        RUNNING("active", "running", "success"),
        STOPPED("inactive", "dead", "success"),
        FAILED("failed", "failed", "exit-code");

        private final String active;
        private final String sub;
        private final String result;

        Shape(String active, String sub, String result) {
            this.active = active;
            this.sub = sub;
            this.result = result;
        }
    }

    Machine(Path folder) {
        this.folder = folder;
        this.state = folder.resolve("sbin/.state");
        try {
            for (var name :
                    List.of("sbin/.state/units", "sbin/.state/journal", "nginx", "log", "lib")) {
                Files.createDirectories(folder.resolve(name));
            }
            try (var files = Files.list(PROGRAMS)) {
                for (var file : files.toList()) {
                    Files.copy(file, folder.resolve("sbin").resolve(file.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(folder.resolve("nginx/nginx.conf"), "events {}\n");
        write(state.resolve("iptables-save"), OPEN_FILTER);
        write(state.resolve("ip6tables-save"), OPEN_FILTER);
        write(state.resolve("ps"), "");
        listens(sshPort, "sshd");
        unit("ssh.service", Shape.RUNNING);
    }

    /// Adds a unit, or changes one.
    void unit(String name, Shape shape) {
        var changed =
                DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.now().minusSeconds(120));
        write(
                state.resolve("units").resolve(name),
                """
                Type=simple
                Result=%s
                NRestarts=0
                MainPID=%d
                ExecMainCode=%d
                ExecMainStatus=%d
                ExecStart={ path=/usr/sbin/%s ; argv[]=/usr/sbin/%s ; ignore_errors=no }
                User=
                Id=%s
                Names=%s
                LoadState=loaded
                ActiveState=%s
                SubState=%s
                FragmentPath=/lib/systemd/system/%s
                UnitFileState=enabled
                StateChangeTimestamp=%s
                """
                        .formatted(
                                shape.result,
                                shape == Shape.RUNNING ? 133 : 0,
                                shape == Shape.RUNNING ? 0 : 1,
                                shape == Shape.FAILED ? 1 : 0,
                                name.replace(".service", ""),
                                name.replace(".service", ""),
                                name,
                                name,
                                shape.active,
                                shape.sub,
                                name,
                                changed));
    }

    /// A program of this machine listens there; one within the tests goes by this name.
    void listens(int port, String program) {
        ports.put(port, program);
        writePorts();
    }

    /// A unit wrote a capture to the journal, some seconds ago.
    void journal(String unit, String capture) {
        var now = Instant.now().minusSeconds(3);
        var own =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                        .withZone(ZoneOffset.UTC)
                        .format(now);
        var lines =
                captured(capture)
                        .lines()
                        .map(
                                line -> {
                                    var prefix = PREFIX.matcher(line);
                                    var by = prefix.find() ? prefix.group(1) : "app";
                                    var message = line.substring(prefix.end());
                                    return now.getEpochSecond()
                                            + "\t"
                                            + by
                                            + "\t"
                                            + OWN_TIME.matcher(message).replaceAll(own);
                                })
                        .collect(Collectors.joining("\n", "", "\n"));
        write(state.resolve("journal").resolve(unit), lines);
    }

    /// The journal of a unit, for a stand-in that writes there itself.
    Path journalOf(String unit) {
        return state.resolve("journal").resolve(unit);
    }

    /// A connector runs there.
    void showsConnector() {
        write(
                state.resolve("ps"),
                "    133 root     0::/system.slice/cloudflared.service /usr/bin/cloudflared"
                        + " --no-autoupdate --config /etc/cloudflared/config.yml tunnel run\n");
    }

    /// The packet filter drops what Cloudflare sends to a port.
    void filtersCloudflareOn(int port) {
        for (var family : List.of("iptables-save", "ip6tables-save")) {
            write(
                    state.resolve(family),
                    captured(family + "-drops-cloudflare.txt").replace(" 443 ", " " + port + " "));
        }
    }

    /// The disk on which the application writes is full; to be said before anything starts.
    void fillsDisk() {
        alsoMounted =
                """
                mount -t tmpfs -o size=1m none /srv
                dd if=/dev/zero of=/srv/full bs=64k 2>/dev/null || true
                """;
    }

    /// Starts nginx with these servers, and adds its unit.
    void nginx(int port, String servers) {
        write(
                folder.resolve("nginx/nginx.conf"),
                """
                daemon off;
                master_process off;
                pid /run/nginx.pid;
                error_log /var/log/nginx/error.log;
                events { worker_connections 128; }
                http {
                    access_log /var/log/nginx/access.log;
                %s
                }
                """
                        .formatted(servers));
        var words = Namespace.entering(mounts() + "exec " + Needs.program("nginx"));
        programs.add(Program.start(folder, "nginx", words).listeningOn(port));
        listens(port, "nginx");
        unit("nginx.service", Shape.RUNNING);
    }

    /// nginx is set up, but stopped.
    void nginxStopped(int port, String servers) {
        nginx(port, servers);
        programs.removeLast().close();
        ports.remove(port);
        writePorts();
        unit("nginx.service", Shape.STOPPED);
    }

    /// Lets people in over SSH; the options that a run needs for that.
    List<String> ssh(String role) {
        key("host_key");
        key("user_key");
        copy(folder.resolve("user_key.pub"), folder.resolve("authorized_keys"));
        knows(text(folder.resolve("host_key.pub")));
        write(
                folder.resolve("sshd_config"),
                """
                ListenAddress 127.0.0.1:%s
                HostKey %s
                AuthorizedKeysFile %s
                StrictModes no
                UsePAM no
                PidFile none
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PermitRootLogin prohibit-password
                MaxSessions 50
                """
                        .formatted(
                                sshPort,
                                folder.resolve("host_key"),
                                folder.resolve("authorized_keys")));
        var words =
                Namespace.entering(
                        mounts()
                                + "exec "
                                + Needs.program("sshd")
                                + " -D -e -f "
                                + folder.resolve("sshd_config"));
        programs.add(Program.start(folder, "sshd", words).listeningOn(sshPort));
        return List.of(
                role,
                login(),
                "--ssh-key",
                folder.resolve("user_key").toString(),
                "--known-hosts",
                folder.resolve("known_hosts").toString(),
                "--ssh-config",
                "/dev/null");
    }

    /// Who logs in where.
    String login() {
        return System.getProperty("user.name") + "@127.0.0.1:" + sshPort;
    }

    /// The fingerprint of the host key, as `ssh-keygen -l` prints it.
    String fingerprint() {
        var told = Program.run(folder, List.of(Needs.program("ssh-keygen"), "-lf", "host_key.pub"));
        return told.replaceFirst("^\\S+ (\\S+) [\\s\\S]*$", "$1");
    }

    /// Nobody has logged in there before.
    void isUnknown() {
        write(folder.resolve("known_hosts"), "");
    }

    /// It had another key when it was met before.
    void hadAnotherKey() {
        key("former_key");
        knows(text(folder.resolve("former_key.pub")));
    }

    /// The key of the user may no longer log in.
    void refusesTheKey() {
        write(folder.resolve("authorized_keys"), "");
    }

    /// A program of it answers as this line of shell does.
    void program(String name, String script) {
        var file = folder.resolve("sbin").resolve(name);
        write(file, "#!/bin/sh\n" + script + "\n");
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where its sshd listens.
    int sshPort() {
        return sshPort;
    }

    private void writePorts() {
        var lines =
                ports.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining("\n", "", "\n"));
        write(state.resolve("ports"), lines);
    }

    private void knows(String publicKey) {
        write(folder.resolve("known_hosts"), "[127.0.0.1]:" + sshPort + " " + publicKey);
    }

    private void key(String name) {
        Program.run(
                folder,
                List.of(
                        Needs.program("ssh-keygen"),
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-C",
                        name,
                        "-f",
                        name));
    }

    private String mounts() {
        return """
        mount -t tmpfs none /run
        mkdir /run/sshd
        mount --bind %1$s/sbin /usr/local/sbin
        mount --bind %1$s/nginx /etc/nginx
        mount --bind %1$s/log /var/log/nginx
        mount --bind %1$s/lib /var/lib/nginx
        """
                        .formatted(folder)
                + alsoMounted;
    }

    private static String captured(String name) {
        return text(CAPTURES.resolve(name));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        write(to, text(from));
    }

    @Override
    public void close() {
        programs.reversed().forEach(Program::close);
    }
}
