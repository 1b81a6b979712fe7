package dev.whence.knowledge.pasted;

import dev.whence.knowledge.parse.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Splits what a person copied out of a terminal at its prompts. A text without a command is one
/// part.
final class Transcript {
    private static final int MOST_PARTS = 200;
    private static final int LONGEST = 2_000;

    /// `root@web-1:~#`, `[me@web-1 nginx]$`, `web-1$`, `PS C:\>`.
    private static final Pattern PROMPT =
            Pattern.compile(
                    "^\\s*(?:\\([\\w.-]{1,40}\\) ?)?"
                            + "(?:\\[?([\\w.-]{1,64})@([\\w.-]{1,64})[ :]?[^$#%>❯➜]{0,120}\\]?"
                            + "\\s?[$#%>❯➜]|PS [A-Za-z]:[^>]{0,200}>|[A-Za-z]:\\\\[^>]{0,200}>)"
                            + "\\s?(.*)$");

    private static final Pattern BARE = Pattern.compile("^\\s{0,4}(?:[$#%>❯➜]\\s{1,3}|\\+ )(.*)$");

    private static final Pattern WORD =
            Pattern.compile(
                    "^(?:(?:echo|printf|true|yes)\\b[^|\\n"
                        + "]{0,80}\\|\\s*)?(?:sudo (?:-\\w+ )*)?(?:timeout (?:-\\S+ )*[\\d.]+[smh]?"
                        + " |time )?(?:[A-Z_]{2,30}=\\S{0,200}"
                        + " )*(?:/\\S{1,80}/)?([a-z][\\w.-]{0,30})(?=\\s|$)(?!\\s*:)");

    /// Programs whose name at the beginning of a line is a command.
    private static final Set<String> PROGRAMS =
            Set.of(
                    "apachectl",
                    "ausearch",
                    "cat",
                    "cloudflared",
                    "curl",
                    "date",
                    "df",
                    "dig",
                    "dmesg",
                    "docker",
                    "docker-compose",
                    "drill",
                    "fail2ban-client",
                    "firewall-cmd",
                    "free",
                    "getenforce",
                    "getent",
                    "getsebool",
                    "grep",
                    "head",
                    "ip6tables",
                    "ip6tables-save",
                    "ipset",
                    "iptables",
                    "iptables-legacy",
                    "iptables-save",
                    "journalctl",
                    "kdig",
                    "kubectl",
                    "less",
                    "ls",
                    "lsof",
                    "nc",
                    "netstat",
                    "nft",
                    "nginx",
                    "nslookup",
                    "openssl",
                    "podman",
                    "ps",
                    "resolvectl",
                    "service",
                    "ss",
                    "systemctl",
                    "tail",
                    "timedatectl",
                    "ufw",
                    "uptime",
                    "wget");

    private static final Pattern COMMAND =
            Pattern.compile(
                    "(?:sudo )?\\S++(?: (?:-\\S++|[a-z0-9-]++(?= |$)|[A-Z]{1,6}(?="
                            + " |$)|(?=\\S*[/.:|'\"=@*])\\S++))*+");
    private static final Pattern PROSE =
            Pattern.compile(
                    "\\b(?:returns?|shows?|is|was|and|says?|fails?|failed|works?|gives|error|the|not)\\b");

    private Transcript() {}

    /// What one command printed.
    ///
    /// @param command empty where the text begins without one
    /// @param on the host in the prompt; may be empty
    record Part(String command, String output, String on) {}

    /// The parts, in order.
    static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        var command = "";
        var on = "";
        var output = new StringBuilder();
        for (var line : Text.clean(text).split("\n", -1)) {
            var prompt = PROMPT.matcher(line.length() <= LONGEST ? line : "");
            var typed = prompt.matches() ? prompt.group(3).strip() : bare(line);
            if (typed == null || parts.size() >= MOST_PARTS) {
                output.append(line).append('\n');
                continue;
            }
            add(parts, command, output, on);
            command = typed;
            on = prompt.matches() && prompt.group(2) != null ? prompt.group(2) : on;
        }
        add(parts, command, output, on);
        return parts;
    }

    /// Whether the text holds at least one command.
    static boolean is(String text) {
        return parts(text).stream().anyMatch(part -> !part.command().isEmpty());
    }

    /// The program that a command starts, without `sudo` and its folder; empty where there is none.
    static String program(String command) {
        var word = WORD.matcher(command.strip());
        return word.find() ? word.group(1) : "";
    }

    private static @org.jspecify.annotations.Nullable String bare(String line) {
        if (line.length() > LONGEST) {
            return null;
        }
        var marked = BARE.matcher(line);
        var words = marked.matches() ? marked.group(1).strip() : line.strip();
        return PROGRAMS.contains(program(words)) && isCommand(words, marked.matches())
                ? words
                : null;
    }

    /// A sentence may begin with a program's name, too; then words follow that no command has.
    private static boolean isCommand(String words, boolean marked) {
        return (marked || (COMMAND.matcher(words).matches() && !PROSE.matcher(words).find()));
    }

    private static void add(List<Part> parts, String command, StringBuilder output, String on) {
        if (!command.isEmpty() || !output.toString().isBlank()) {
            parts.add(new Part(command, uncommented(output.toString()), on));
        }
        output.setLength(0);
    }

    /// People write what a command printed as comments behind it.
    private static String uncommented(String output) {
        var lines = output.lines().filter(line -> !line.isBlank()).toList();
        return !lines.isEmpty() && lines.stream().allMatch(line -> line.startsWith("#"))
                ? output.replaceAll("(?m)^#+ ?", "")
                : output;
    }
}
