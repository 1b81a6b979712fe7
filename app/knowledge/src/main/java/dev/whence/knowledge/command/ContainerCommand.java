package dev.whence.knowledge.command;

import dev.whence.engine.model.SshHost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A command that asks a container engine. Whoever may ask it could do anything on the host, so
/// mostly only root may (facts §F.8).
public sealed interface ContainerCommand extends HostCommand {
    @Override
    default Privilege privilege() {
        return Privilege.WANTED;
    }

    /// A program that runs containers; both are asked in the same words.
    enum Engine {
        DOCKER,
        PODMAN;

        /// The program's name.
        public String program() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The ids of all containers, those that ended included.
    record Ids(SshHost host, Engine engine) implements ContainerCommand {
        @Override
        public List<String> words() {
            return List.of(engine.program(), "ps", "--all", "--quiet", "--no-trunc");
        }
    }

    /// What matters of some containers, one JSON object a line. Their environment and labels, which
    /// carry secrets, are not asked for.
    record Inspect(SshHost host, Engine engine, List<String> ids) implements ContainerCommand {
        private static final Pattern ID = Pattern.compile("[0-9a-f]{12,64}");
        private static final String FORMAT =
                "{\"Id\":{{json .Id}},\"Name\":{{json .Name}},\"RestartCount\":{{json"
                    + " .RestartCount}},\"State\":{\"Status\":{{json"
                    + " .State.Status}},\"Restarting\":{{json"
                    + " .State.Restarting}},\"OOMKilled\":{{json"
                    + " .State.OOMKilled}},\"ExitCode\":{{json"
                    + " .State.ExitCode}},\"Health\":{\"Status\":{{if .State.Health}}{{json"
                    + " .State.Health.Status}}{{else}}\"\"{{end}}}},\"Config\":{\"Image\":{{json"
                    + " .Config.Image}},\"ExposedPorts\":{{json"
                    + " .Config.ExposedPorts}},\"Labels\":{\"com.docker.compose.service\":{{json"
                    + " (index .Config.Labels"
                    + " \"com.docker.compose.service\")}}}},\"HostConfig\":{\"NetworkMode\":{{json"
                    + " .HostConfig.NetworkMode}},\"PortBindings\":{{json"
                    + " .HostConfig.PortBindings}}},\"NetworkSettings\":{\"Ports\":{{json"
                    + " .NetworkSettings.Ports}},\"Networks\":{{json .NetworkSettings.Networks}}}}";

        public Inspect {
            ids = List.copyOf(ids);
            if (ids.isEmpty() || !ids.stream().allMatch(Inspect::isId)) {
                throw new IllegalArgumentException("Those are not ids of containers.");
            }
        }

        /// Whether the text is the id of a container.
        public static boolean isId(String text) {
            return ID.matcher(text).matches();
        }

        @Override
        public List<String> words() {
            var words =
                    new ArrayList<>(List.of(engine.program(), "inspect", "--type", "container"));
            words.addAll(List.of("--format", FORMAT, "--"));
            words.addAll(ids);
            return List.copyOf(words);
        }

        @Override
        public int mostBytes() {
            return 1024 * 1024;
        }
    }

    /// The newest lines that a container wrote in the last minutes.
    record Log(SshHost host, Engine engine, String name, int minutes, int lines)
            implements ContainerCommand {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

        public Log {
            if (!isName(name)) {
                throw new IllegalArgumentException("That is not the name of a container.");
            }
        }

        /// Whether the text can be the name of a container.
        public static boolean isName(String text) {
            return NAME.matcher(text).matches();
        }

        @Override
        public List<String> words() {
            return List.of(
                    engine.program(),
                    "logs",
                    "--since",
                    minutes + "m",
                    "--tail",
                    Integer.toString(lines),
                    name);
        }
    }
}
