package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.Listeners;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A command that was run inside a container: what it prints is about the container, not about the
/// host.
///
/// @param container its name, as the person wrote it
/// @param command what ran inside
record Inside(String container, String command) {
    private static final Pattern EXEC =
            Pattern.compile(
                    "^(?:sudo )?(?:docker(?:-compose)?|podman|nerdctl|kubectl)(?: compose)?(?:"
                        + " -\\S+ \\S+)? exec(?: (?:-[unwec]|--user|--env|--workdir) \\S+|"
                        + " -\\S+){0,6}"
                        + " (?:\\$\\([^()]{0,80}name=([\\w.-]{1,100})[^()]{0,40}\\)|([\\w./-]{1,100}))(?:"
                        + " -c \\S+)?(?: --)? (.{1,500})$");
    private static final Set<String> LISTS = Set.of("ss", "netstat", "lsof");
    private static final Set<String> NAMES = Set.of("getent", "nslookup", "dig", "host");

    /// The command, where it is one.
    static Optional<Inside> of(String command) {
        var exec = EXEC.matcher(command.strip());
        return exec.matches()
                ? Optional.of(
                        new Inside(
                                exec.group(1) == null ? exec.group(2) : exec.group(1),
                                exec.group(3)))
                : Optional.empty();
    }

    /// Whether what it prints is read otherwise than a log.
    boolean known() {
        return LISTS.contains(program()) || NAMES.contains(program());
    }

    /// What it says of the container.
    Stream<Fact> facts(Sheet sheet) {
        if (NAMES.contains(program())) {
            return new DnsPaste()
                    .facts(new Sheet(Pasted.DNS, command, sheet.text(), sheet.on(), sheet.about()));
        }
        return Listeners.bound(sheet.text()).stream()
                .map(Listeners.Bound::socket)
                .filter(socket -> !socket.address().equals("127.0.0.11"))
                .map(
                        socket ->
                                new HostFact.Announced(
                                        sheet.on(),
                                        container,
                                        socket.address(),
                                        socket.port(),
                                        "LISTEN " + socket.address() + ":" + socket.port()));
    }

    private String program() {
        return Transcript.program(command);
    }
}
