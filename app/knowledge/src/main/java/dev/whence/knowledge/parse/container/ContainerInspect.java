package dev.whence.knowledge.parse.container;

import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.knowledge.fact.ContainerFact.Attached;
import dev.whence.knowledge.fact.ContainerFact.Container;
import dev.whence.knowledge.fact.ContainerFact.Published;
import dev.whence.knowledge.parse.Text;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what `docker inspect`, `podman inspect` and `docker network inspect` print: a list of
/// objects, or one object a line. Environment and labels stay unread: they carry secrets.
public final class ContainerInspect {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST = 300;
    private static final int LONGEST = 8 * 1024 * 1024;

    private ContainerInspect() {}

    /// The containers; nothing where the text is something else.
    ///
    /// @param on the host; empty where nobody knows it
    public static List<ContainerFact> facts(String on, String text) {
        Map<String, Container> found = new LinkedHashMap<>();
        List<JsonNode> objects = objects(text);
        for (var object : objects) {
            if (object.has("State") && object.has("Name")) {
                var container = container(on, object, objects);
                found.merge(container.name(), container, (_, later) -> later);
            } else if (object.path("Containers").isObject() && object.has("Name")) {
                members(on, object)
                        .forEach(each -> found.merge(each.name(), each, ContainerInspect::joined));
            }
        }
        if (found.keySet().stream().anyMatch(name -> name.startsWith("k8s_"))) {
            return List.of(new ContainerFact.Kubernetes(on, "containers that belong to pods"));
        }
        return found.values().stream().limit(MOST).map(ContainerFact.class::cast).toList();
    }

    private static List<JsonNode> objects(String text) {
        List<JsonNode> objects = new ArrayList<>();
        var whole = Text.clean(text.length() > LONGEST ? text.substring(0, LONGEST) : text).strip();
        try {
            var node = JSON.readTree(whole);
            if (node.isArray()) {
                node.forEach(objects::add);
                return objects;
            }
        } catch (JacksonException _) {
            objects.clear();
        }
        whole.lines()
                .filter(line -> line.startsWith("{"))
                .limit(MOST)
                .forEach(line -> object(line).ifPresent(objects::add));
        return objects;
    }

    private static Optional<JsonNode> object(String line) {
        try {
            return Optional.of(JSON.readTree(line));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Container container(String on, JsonNode object, List<JsonNode> all) {
        var state = object.path("State");
        var host = object.path("HostConfig");
        return new Container(
                on,
                name(object),
                object.path("Config")
                        .path("Labels")
                        .path("com.docker.compose.service")
                        .asString(""),
                image(object),
                state.path("Restarting").asBoolean(false)
                        ? "restarting"
                        : state.path("Status").asString("").toLowerCase(Locale.ROOT),
                state.path("ExitCode").asInt(0),
                state.path("OOMKilled").asBoolean(false),
                object.path("RestartCount").asInt(0),
                checkup(state),
                mode(host.path("NetworkMode").asString(""), all),
                attached(object.path("NetworkSettings").path("Networks")),
                published(object),
                exposed(object.path("Config").path("ExposedPorts")));
    }

    private static String name(JsonNode object) {
        return object.path("Name").asString("").replaceFirst("^/", "");
    }

    private static String image(JsonNode object) {
        var named = object.path("Config").path("Image").asString("");
        return named.isEmpty() ? object.path("ImageName").asString("") : named;
    }

    private static String checkup(JsonNode state) {
        var health = state.path("Health").path("Status").asString("");
        var said =
                health.isEmpty() ? state.path("Healthcheck").path("Status").asString("") : health;
        return said.equals("none") ? "" : said;
    }

    /// A container is named by its id where another one shares its network.
    private static String mode(String printed, List<JsonNode> all) {
        if (!printed.startsWith("container:")) {
            return printed;
        }
        var id = printed.substring("container:".length());
        return all.stream()
                .filter(each -> !id.isEmpty() && each.path("Id").asString("").startsWith(id))
                .map(each -> "container:" + name(each))
                .findFirst()
                .orElse(printed);
    }

    private static List<Attached> attached(JsonNode networks) {
        List<Attached> attached = new ArrayList<>();
        networks.properties().stream()
                .limit(40)
                .forEach(
                        each -> {
                            Set<String> aliases = new LinkedHashSet<>();
                            List.of("Aliases", "DNSNames")
                                    .forEach(
                                            key ->
                                                    each.getValue()
                                                            .path(key)
                                                            .forEach(
                                                                    alias ->
                                                                            aliases.add(
                                                                                    alias.asString(
                                                                                            ""))));
                            attached.add(
                                    new Attached(
                                            each.getKey(),
                                            each.getValue().path("IPAddress").asString(""),
                                            List.copyOf(aliases)));
                        });
        return attached;
    }

    /// The ports of the running container; those that it was told to publish where it has stopped.
    private static List<Published> published(JsonNode object) {
        var now = object.path("NetworkSettings").path("Ports");
        var told = object.path("HostConfig").path("PortBindings");
        List<Published> ports = new ArrayList<>();
        for (var each : (now.isEmpty() ? told : now).properties()) {
            var inner = Text.number(each.getKey().replaceFirst("/.*", ""));
            if (each.getValue().isEmpty()) {
                ports.add(new Published("", 0, inner));
            }
            for (var binding : each.getValue()) {
                ports.add(
                        new Published(
                                binding.path("HostIp").asString(""),
                                Text.number(binding.path("HostPort").asString("")),
                                inner));
            }
            if (ports.size() > 40) {
                break;
            }
        }
        return ports;
    }

    private static List<Integer> exposed(JsonNode ports) {
        return ports.properties().stream()
                .map(each -> Text.number(each.getKey().replaceFirst("/.*", "")))
                .filter(port -> port > 0)
                .distinct()
                .sorted()
                .limit(40)
                .toList();
    }

    /// The members of a network, of which no more is known than that.
    private static List<Container> members(String on, JsonNode network) {
        List<Container> members = new ArrayList<>();
        for (var each : network.path("Containers")) {
            members.add(
                    new Container(
                            on,
                            each.path("Name").asString(""),
                            "",
                            "",
                            "running",
                            0,
                            false,
                            0,
                            "",
                            "",
                            List.of(
                                    new Attached(
                                            name(network),
                                            each.path("IPv4Address")
                                                    .asString("")
                                                    .replaceFirst("/.*", ""),
                                            List.of())),
                            List.of(),
                            List.of()));
        }
        return members;
    }

    private static Container joined(Container one, Container other) {
        Map<String, Attached> networks = new LinkedHashMap<>();
        other.networks().forEach(each -> networks.put(each.network(), each));
        one.networks().forEach(each -> networks.put(each.network(), each));
        return new Container(
                one.on(),
                one.name(),
                one.service(),
                one.image(),
                one.state(),
                one.exitCode(),
                one.oomKilled(),
                one.restarts(),
                one.checkup(),
                one.networkMode(),
                List.copyOf(networks.values()),
                one.ports(),
                one.exposed());
    }
}
