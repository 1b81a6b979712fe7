package dev.whence.knowledge;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Vantage;
import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.file.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads a situation: a list of facts by their kinds, in which only what matters is written, and
/// the checks from which the login hid what they wanted to see (`hidden`).
///
/// What is left out is neutral: an empty text, list or option, zero, no, the first word of an
/// enumeration, 2026-11-20T09:41:00Z, 203.0.113.10:443.
final class Situation {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Instant NOON = Instant.parse("2026-11-20T09:41:00Z");

    private Situation() {}

    static Facts read(Path file) throws IOException {
        List<Observation> observed = new ArrayList<>();
        var written = YAML.readTree(Files.readString(file));
        for (var entry : written.required("facts")) {
            for (var fact : entry.properties()) {
                var evidence = fact(file, fact.getKey(), fact.getValue());
                observed.add(
                        new Observation(new CheckId("situation"), from(evidence), NOON, evidence));
            }
        }
        return new Facts(observed, new Coverage(hidden(written.path("hidden"))));
    }

    private static List<Coverage.Entry> hidden(JsonNode checks) {
        return checks.valueStream()
                .map(
                        check ->
                                new Coverage.Entry(
                                        new CheckId(check.asString()),
                                        Vantage.HERE,
                                        new Outcome.Skipped(SkipReason.NO_ROOT),
                                        Duration.ZERO))
                .toList();
    }

    private static Fact fact(Path file, String type, JsonNode written) {
        var kind =
                Json.kinds()
                        .filter(each -> Fact.typeOf(each.asSubclass(Evidence.class)).equals(type))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                file + ": there is no fact " + type));
        var whole = whole(kind, written);
        whole.put("type", type);
        return Json.MAPPER.treeToValue(whole, Fact.class);
    }

    private static ObjectNode whole(Class<?> kind, JsonNode written) {
        var whole = Json.MAPPER.createObjectNode();
        for (var component : kind.getRecordComponents()) {
            var key =
                    component
                            .getName()
                            .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                            .toLowerCase(Locale.ROOT);
            whole.set(
                    key,
                    written.has(key)
                            ? filled(component, written.get(key))
                            : neutral(component.getType()));
        }
        written.propertyNames().stream()
                .filter(key -> !whole.has(key))
                .findFirst()
                .ifPresent(
                        key -> {
                            throw new IllegalArgumentException(
                                    kind.getSimpleName() + " has no " + key);
                        });
        return whole;
    }

    /// Records inside a fact, alone or in a list, may leave things out, too.
    private static JsonNode filled(RecordComponent component, JsonNode value) {
        if (value.isObject() && component.getType().isRecord()) {
            return whole(component.getType(), value);
        }
        if (value.isArray()
                && component.getGenericType() instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] instanceof Class<?> element
                && element.isRecord()) {
            var items = Json.MAPPER.createArrayNode();
            value.forEach(item -> items.add(whole(element, item)));
            return items;
        }
        return value;
    }

    private static JsonNode neutral(Class<?> type) {
        var mapper = Json.MAPPER;
        if (type == boolean.class) {
            return mapper.getNodeFactory().booleanNode(false);
        }
        if (type.isPrimitive()) {
            return mapper.getNodeFactory().numberNode(0);
        }
        if (type == Optional.class) {
            return mapper.nullNode();
        }
        if (Collection.class.isAssignableFrom(type)) {
            return mapper.createArrayNode();
        }
        if (Map.class.isAssignableFrom(type)) {
            return mapper.createObjectNode();
        }
        if (type == Duration.class) {
            return mapper.valueToTree(Duration.ZERO);
        }
        if (type == Instant.class) {
            return mapper.valueToTree(NOON);
        }
        if (type.isEnum()) {
            return mapper.valueToTree(type.getEnumConstants()[0]);
        }
        if (type == HostPort.class) {
            return mapper.valueToTree(new HostPort("203.0.113.10", 443));
        }
        return mapper.getNodeFactory().stringNode("");
    }

    private static Vantage from(Fact fact) {
        return switch (fact) {
            case HostFact host -> on(SshHost.Role.ORIGIN, host.on());
            case ContainerFact container -> on(SshHost.Role.ORIGIN, container.on());
            case TunnelFact tunnel -> on(SshHost.Role.TUNNEL, tunnel.on());
            default -> Vantage.HERE;
        };
    }

    private static Vantage on(SshHost.Role role, String host) {
        return new Vantage(role.vantage(), host);
    }
}
