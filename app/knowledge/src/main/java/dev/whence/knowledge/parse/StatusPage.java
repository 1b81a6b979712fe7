package dev.whence.knowledge.parse;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A status page's `summary.json` or `incidents.json` (facts §C).
public record StatusPage(List<Component> components, List<Incident> incidents) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern COLO = Pattern.compile("\\(([A-Z]{3})\\)\\s{0,10}$");
    private static final int MOST_COMPONENTS = 3000;
    private static final int MOST_INCIDENTS = 100;
    private static final int MOST_UPDATES = 50;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 8000;

    /// A product or a data centre.
    public record Component(String name, String status) {
        /// The data centre's three letters, where it is one.
        public Optional<String> colo() {
            return coloOf(name);
        }
    }

    /// An incident.
    ///
    /// @param components the names of what it affects
    /// @param text its title and what was posted about it
    public record Incident(
            String name,
            String impact,
            List<String> components,
            Instant began,
            Optional<Instant> ended,
            String text) {
        public Incident {
            components = List.copyOf(components);
        }
    }

    public StatusPage {
        components = List.copyOf(components);
        incidents = List.copyOf(incidents);
    }

    /// Reads the page's JSON; empty where it is no such page.
    public static Optional<StatusPage> read(String body) {
        try {
            var root = JSON.readTree(body);
            return root.has("components") || root.has("incidents")
                    ? Optional.of(new StatusPage(components(root), incidents(root)))
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// The data centre in the name of a component, such as `Cork, Ireland - (ORK)`.
    public static Optional<String> coloOf(String name) {
        return COLO.matcher(name).results().map(found -> found.group(1)).findFirst();
    }

    private static List<Component> components(JsonNode root) {
        return children(root, "components", MOST_COMPONENTS)
                .filter(node -> !node.path("group").asBoolean(false))
                .map(node -> new Component(text(node, "name"), text(node, "status")))
                .filter(component -> !component.name().isEmpty())
                .toList();
    }

    private static List<Incident> incidents(JsonNode root) {
        return children(root, "incidents", MOST_INCIDENTS)
                .flatMap(node -> incident(node).stream())
                .toList();
    }

    private static Optional<Incident> incident(JsonNode node) {
        return time(node, "started_at")
                .or(() -> time(node, "created_at"))
                .map(
                        began ->
                                new Incident(
                                        text(node, "name"),
                                        text(node, "impact"),
                                        affected(node),
                                        began,
                                        time(node, "resolved_at"),
                                        posted(node)));
    }

    private static List<String> affected(JsonNode incident) {
        var named = children(incident, "components", MOST_COMPONENTS);
        var updated =
                children(incident, "incident_updates", MOST_UPDATES)
                        .flatMap(
                                update -> children(update, "affected_components", MOST_COMPONENTS));
        return Stream.concat(named, updated)
                .map(node -> text(node, "name"))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static String posted(JsonNode incident) {
        var all =
                Stream.concat(
                                Stream.of(text(incident, "name")),
                                children(incident, "incident_updates", MOST_UPDATES)
                                        .map(update -> update.path("body").asString("")))
                        .collect(Collectors.joining("\n"));
        return all.substring(0, Math.min(all.length(), LONGEST_TEXT));
    }

    private static Stream<JsonNode> children(JsonNode node, String key, int most) {
        return node.path(key).valueStream().limit(most);
    }

    private static String text(JsonNode node, String key) {
        var text = node.path(key).asString("").replaceAll("\\p{Cntrl}", " ").strip();
        return text.substring(0, Math.min(text.length(), LONGEST_NAME));
    }

    private static Optional<Instant> time(JsonNode node, String key) {
        try {
            return Optional.of(OffsetDateTime.parse(node.path(key).asString("")).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
