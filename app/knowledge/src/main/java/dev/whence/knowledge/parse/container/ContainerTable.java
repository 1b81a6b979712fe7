package dev.whence.knowledge.parse.container;

import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.knowledge.fact.ContainerFact.Container;
import dev.whence.knowledge.fact.ContainerFact.Published;
import dev.whence.knowledge.parse.Text;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the lists of containers that `docker ps`, `podman ps`, `docker compose ps` and `kubectl
/// get pods` print: as a table in any selection of columns, or as one JSON object a line (facts
/// §F.8).
///
/// Columns are told by what stands in them, not by where they stand: pasted tables lose their
/// blanks.
public final class ContainerTable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST = 300;
    private static final Pattern HEADING =
            Pattern.compile("^\\s*(?:CONTAINER ID|NAMES?|Name|IMAGE|STATUS|STATE)\\b.*");
    private static final Pattern PODS =
            Pattern.compile("^\\s*(?:NAMESPACE\\s+)?NAME\\s+READY\\s+STATUS\\s+RESTARTS\\b.*");
    private static final Pattern STATUS =
            Pattern.compile(
                    "(?<![\\w/.-])(?:(Up|running|Running|healthy)(?: (?:Less than a second|About"
                        + " an? \\w{3,6}|\\d{1,4} \\w{3,7}))?|(Exited|exited|Exit)"
                        + " ?\\(?(\\d{1,3})\\)?(?: .{1,30}? ago)?|(Restarting|restarting)(?:"
                        + " \\(?(\\d{1,3})\\)?)?(?: .{1,30}? ago)?|(Created|Dead|dead|created(?!"
                        + " by)))(?![\\w/-])(?: \\((healthy|unhealthy|health:"
                        + " starting|starting|Paused)\\))?");
    private static final Pattern PORT =
            Pattern.compile(
                    "(?:(\\S{0,60}?):(\\d{1,5})(?:-(\\d{1,5}))?->)?(\\d{1,5})(?:-(\\d{1,5}))?/(?:tcp|udp|sctp)");
    private static final Pattern COMMAND = Pattern.compile("\"[^\"]{0,200}\"");
    private static final Pattern ID = Pattern.compile("^\\s*[0-9a-f]{12,64}\\s");

    private ContainerTable() {}

    /// The containers; of Kubernetes only that it is there. Nothing where the text is something
    /// else.
    ///
    /// @param on the host; empty where nobody knows it
    public static List<ContainerFact> facts(String on, String text) {
        List<ContainerFact> facts = new ArrayList<>();
        var heading = "";
        for (var line : Text.lines(text)) {
            if (facts.size() >= MOST) {
                break;
            }
            if (PODS.matcher(line).matches()) {
                return List.of(new ContainerFact.Kubernetes(on, "a list of pods"));
            }
            if (line.strip().startsWith("{")) {
                json(on, line).ifPresent(facts::add);
            } else if (HEADING.matcher(line).matches()) {
                heading = line.strip();
            } else if (!heading.isEmpty() || ID.matcher(line).find()) {
                row(on, heading, line.strip()).ifPresent(facts::add);
            }
        }
        return facts.stream().anyMatch(ContainerTable::isPod)
                ? List.of(new ContainerFact.Kubernetes(on, "containers that belong to pods"))
                : List.copyOf(facts);
    }

    private static boolean isPod(ContainerFact fact) {
        return fact instanceof Container each && each.name().startsWith("k8s_");
    }

    private static Optional<Container> row(String on, String heading, String line) {
        var status = STATUS.matcher(COMMAND.matcher(line).replaceAll("\"\""));
        var bare = COMMAND.matcher(line).replaceAll("\"\"");
        var first = line.split("\\s+", 2)[0];
        var nameFirst = heading.toUpperCase(Locale.ROOT).startsWith("NAME");
        var begin = 0;
        while (status.find(begin) && status.start() < (nameFirst ? first.length() : 1)) {
            begin = status.end();
        }
        if (begin >= bare.length() || !status.find(begin)) {
            return Optional.empty();
        }
        var words = bare.split("\\s+", -1);
        var name = nameFirst ? first : words[words.length - 1];
        var image = image(heading, words);
        var code = status.group(3) == null ? status.group(5) : status.group(3);
        return Optional.of(
                container(
                        on,
                        name.split(",", -1)[0],
                        service(heading, bare),
                        image,
                        state(status.group()),
                        code == null ? 0 : Text.number(code),
                        checkup(status.group(7)),
                        published(bare)));
    }

    private static String image(String heading, String[] words) {
        var columns =
                heading.toUpperCase(Locale.ROOT).replace("CONTAINER ID", "ID").split("\\s+", -1);
        for (var i = 0; i < Math.min(columns.length, 2); i++) {
            if (columns[i].equals("IMAGE") && words.length > i) {
                return words[i];
            }
        }
        return heading.isEmpty() && words.length > 1 ? words[1] : "";
    }

    /// The compose service stands behind the command.
    private static String service(String heading, String bare) {
        var behind = bare.split("\"\"\\s+", 2);
        return heading.contains("SERVICE") && behind.length == 2
                ? behind[1].split("\\s+", 2)[0]
                : "";
    }

    private static String state(String printed) {
        var word = printed.split("[ (]", 2)[0].toLowerCase(Locale.ROOT);
        if (printed.contains("(Paused)")) {
            return "paused";
        }
        return switch (word) {
            case "up", "running", "healthy" -> "running";
            case "exited", "exit" -> "exited";
            default -> word;
        };
    }

    private static String checkup(String printed) {
        return printed == null || printed.equals("Paused") ? "" : printed.replace("health: ", "");
    }

    private static List<Published> published(String text) {
        return PORT.matcher(text)
                .results()
                .limit(40)
                .map(
                        port ->
                                new Published(
                                        port.group(1) == null
                                                ? ""
                                                : port.group(1).replaceAll("[\\[\\],]", ""),
                                        port.group(2) == null ? 0 : Text.number(port.group(2)),
                                        Text.number(port.group(4))))
                .distinct()
                .toList();
    }

    private static Optional<Container> json(String on, String line) {
        try {
            var object = JSON.readTree(line);
            var names =
                    text(object, "Names").isEmpty() ? text(object, "Name") : text(object, "Names");
            var status = STATUS.matcher(text(object, "Status"));
            if (names.isEmpty() || !(status.find() || object.has("State"))) {
                return Optional.empty();
            }
            var found = status.reset().find();
            var code = found ? status.group(3) == null ? status.group(5) : status.group(3) : null;
            return Optional.of(
                    container(
                            on,
                            names.split(",", -1)[0],
                            service(object),
                            text(object, "Image"),
                            text(object, "State").isEmpty() && found
                                    ? state(status.group())
                                    : text(object, "State").toLowerCase(Locale.ROOT),
                            code == null ? object.path("ExitCode").asInt(0) : Text.number(code),
                            found ? checkup(status.group(7)) : text(object, "Health"),
                            published(text(object, "Ports"))));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static String service(JsonNode object) {
        var label =
                Pattern.compile("com\\.docker\\.compose\\.service=([^,]{1,200})")
                        .matcher(text(object, "Labels"));
        return label.find() ? label.group(1) : text(object, "Service");
    }

    private static String text(JsonNode object, String key) {
        var value = object.path(key);
        return value.isString() ? value.stringValue() : value.path(0).asString("");
    }

    private static Container container(
            String on,
            String name,
            String service,
            String image,
            String state,
            int exitCode,
            String checkup,
            List<Published> ports) {
        return new Container(
                on, name, service, image, state, exitCode, false, 0, checkup, "", List.of(), ports,
                List.of());
    }
}
