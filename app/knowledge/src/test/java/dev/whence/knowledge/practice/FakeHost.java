package dev.whence.knowledge.practice;

import dev.whence.engine.world.Command;
import dev.whence.engine.world.Ran;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A Debian host on which commands answer as they do on a real one (facts §F.8); a program that
/// nobody told about is not installed.
final class FakeHost {
    /// What a command that begins so prints.
    private record Saying(String begins, int exit, String out, String err) {}

    private record Unit(String id, String state, String more) {}

    private final List<Saying> sayings = new ArrayList<>();
    private final List<Unit> units = new ArrayList<>();
    private final List<String> listeners = new ArrayList<>();

    FakeHost(Instant now) {
        says("id", "uid=1000(deploy) gid=1000(deploy) groups=1000(deploy),4(adm),27(sudo)\n");
        says(
                "cat -- /etc/os-release",
                """
                PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
                NAME="Debian GNU/Linux"
                VERSION_ID="12"
                ID=debian
                """);
        says(
                "cat -- /proc/loadavg /proc/meminfo /proc/mounts",
                """
                0.21 0.18 0.12 2/214 3127
                MemTotal:        4019640 kB
                MemFree:         1830212 kB
                MemAvailable:    2913440 kB
                SwapTotal:       1048572 kB
                SwapFree:        1048572 kB
                /dev/vda1 / ext4 rw,relatime,errors=remount-ro 0 0
                """);
        says("nproc", "2\n");
        says("date +%s.%N %z", now.getEpochSecond() + ".250000000 +0000\n");
        says("date -u +%Y", now + "\n");
        says(
                "df -PTl",
                """
                Filesystem     Type 1024-blocks    Used Available Capacity Mounted on
                /dev/vda1      ext4    41152812 9120344  30309324      24% /
                """);
        says(
                "df -Pil",
                """
                Filesystem      Inodes  IUsed   IFree IUse% Mounted on
                /dev/vda1      2621440 141210 2480230    6% /
                """);
        fails("tail ", 1, "tail: cannot open '/var/log/nginx/error.log': No such file\n");
        says("journalctl", "");
        says("dmesg", "");
        fails("iptables-save", 127, "sudo: iptables-save: command not found\n");
        listens("0.0.0.0:22", "sshd", 611);
    }

    /// A command that begins with these words prints this; later sayings count before earlier ones.
    FakeHost says(String begins, String out) {
        sayings.addFirst(new Saying(begins, 0, out, ""));
        return this;
    }

    /// The same with a message on standard error.
    FakeHost says(String begins, String out, String err) {
        sayings.addFirst(new Saying(begins, 0, out, err));
        return this;
    }

    /// A command that begins with these words fails.
    FakeHost fails(String begins, int exit, String err) {
        sayings.addFirst(new Saying(begins, exit, "", err));
        return this;
    }

    FakeHost fails(String begins, int exit, String out, String err) {
        sayings.addFirst(new Saying(begins, exit, out, err));
        return this;
    }

    /// A service that runs since the given moment.
    FakeHost runs(String unit, int pid, String since) {
        return unit(unit, pid, "active", "running", "enabled", since);
    }

    /// A service that was stopped.
    FakeHost stopped(String unit, String startsAtBoot, String since) {
        return unit(unit, 0, "inactive", "dead", startsAtBoot, since);
    }

    /// Packages bring their own units; an administrator writes the site's.
    private static String folder(String unit) {
        return unit.startsWith("booking") ? "/etc/systemd/system" : "/lib/systemd/system";
    }

    private FakeHost unit(
            String id, int pid, String active, String sub, String startsAtBoot, String since) {
        units.add(
                new Unit(
                        id,
                        startsAtBoot,
                        """
                        Type=simple
                        MainPID=%d
                        NRestarts=0
                        ExecMainStatus=0
                        ExecMainCode=%d
                        Result=success
                        Id=%s
                        Names=%s
                        LoadState=loaded
                        ActiveState=%s
                        SubState=%s
                        FragmentPath=%s/%s
                        UnitFileState=%s
                        StateChangeTimestamp=%s
                        User=
                        ExecStart={ path=/usr/bin/%s ; argv[]=/usr/bin/%s%s ; ignore_errors=no }
                        """
                                .formatted(
                                        pid,
                                        pid == 0 ? 1 : 0,
                                        id,
                                        id,
                                        active,
                                        sub,
                                        folder(id),
                                        id,
                                        startsAtBoot,
                                        since,
                                        program(id),
                                        program(id),
                                        arguments(id))));
        return this;
    }

    private static String program(String unit) {
        return unit.replace(".service", "");
    }

    private static String arguments(String unit) {
        return unit.equals("cloudflared.service")
                ? " --no-autoupdate --config /etc/cloudflared/config.yml tunnel run"
                : "";
    }

    /// A program listens there.
    FakeHost listens(String address, String program, int pid) {
        listeners.add(
                "LISTEN 0 511 %s 0.0.0.0:* users:((\"%s\",pid=%d,fd=6)) ino:1%04d sk:%x cgroup:/system.slice/%s.service <->"
                        .formatted(address, program, pid, pid, pid, unitOf(program)));
        return this;
    }

    private static String unitOf(String program) {
        return program.equals("sshd") ? "ssh" : program;
    }

    /// What the command prints.
    Ran run(Command command) {
        var line = String.join(" ", command.words()).replaceFirst("^env (?:[A-Z_]+=\\S+ )+", "");
        var asRoot = command.privilege() != Command.Privilege.NONE;
        if (line.contains("list-unit-files")) {
            return done(asRoot, 0, unitFiles(), "");
        }
        if (line.contains("systemctl show")) {
            return done(asRoot, 0, shown(line), "");
        }
        if (line.startsWith("ss ")) {
            return done(asRoot, 0, String.join("\n", listeners) + "\n", "");
        }
        return sayings.stream()
                .filter(saying -> line.startsWith(saying.begins()))
                .findFirst()
                .map(saying -> done(asRoot, saying.exit(), saying.out(), saying.err()))
                .orElseGet(() -> notInstalled(asRoot, command.words().getFirst()));
    }

    private String unitFiles() {
        var lines = new StringBuilder();
        units.forEach(unit -> lines.append("%s %s enabled\n".formatted(unit.id(), unit.state())));
        return lines.toString();
    }

    private String shown(String line) {
        var blocks = new ArrayList<String>();
        for (var unit : units) {
            if (line.contains("show --all") || line.contains(unit.id())) {
                blocks.add(unit.more());
            }
        }
        return String.join("\n", blocks);
    }

    private static Ran notInstalled(boolean asRoot, String program) {
        return done(asRoot, 127, "", "bash: line 1: " + program + ": command not found\n");
    }

    private static Ran done(boolean asRoot, int exit, String out, String err) {
        return new Ran.Done(exit, out, err, false, asRoot, Duration.ofMillis(45));
    }
}
