package dev.whence.knowledge.parse;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A text in YAML or a tree of JSON as maps, lists and strings. What an alias stands for is shared,
/// never copied, so a small text stays small.
final class Plain {
    private static final int LONGEST = 64 * 1024;
    private static final YAMLMapper YAML =
            new YAMLMapper(
                    YAMLFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(40)
                                            .maxStringLength(LONGEST)
                                            .build())
                            .build());

    private final Map<String, Object> anchors = new LinkedHashMap<>();

    private Plain() {}

    /// The first document of a YAML text; an empty map where it is none that can be read.
    static Map<?, ?> yaml(String text) {
        var bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        try (var parser = (YAMLParser) YAML.createParser(bounded)) {
            if (parser.nextToken() == null) {
                return Map.of();
            }
            return new Plain().value(parser) instanceof Map<?, ?> map ? map : Map.of();
        } catch (JacksonException | IllegalArgumentException | IllegalStateException _) {
            return Map.of();
        }
    }

    /// The same tree with strings in place of every scalar; `null` becomes the empty string.
    static Object of(JsonNode node) {
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(each -> list.add(of(each)));
            return list;
        }
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(each -> map.put(each.getKey(), of(each.getValue())));
            return map;
        }
        return node.isNull() || node.isMissingNode() ? "" : node.asString("");
    }

    /// The list; empty where it is none.
    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /// The map; empty where it is none.
    static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    /// The text at a key; empty where there is none.
    static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }

    private Object value(YAMLParser parser) {
        var anchor = parser.getObjectId();
        return switch (parser.currentToken()) {
            case JsonToken.START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                remember(anchor, map);
                fill(parser, map);
                yield map;
            }
            case JsonToken.START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                remember(anchor, list);
                while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
                    list.add(value(parser));
                }
                yield list;
            }
            case null, default -> scalar(parser, anchor);
        };
    }

    private void fill(YAMLParser parser, Map<String, Object> map) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var key = parser.currentName();
            parser.nextToken();
            var value = value(parser);
            if (key.equals("<<")) {
                merge(value).forEach(each -> each.forEach((k, v) -> map.putIfAbsent("" + k, v)));
            } else {
                map.put(key, value);
            }
        }
    }

    /// The maps that a merge key names: one, or a list of them.
    private static List<Map<?, ?>> merge(Object value) {
        List<Map<?, ?>> maps = new ArrayList<>();
        Consumer<Object> add = each -> maps.add(map(each));
        if (value instanceof List<?> several) {
            several.forEach(add);
        } else {
            add.accept(value);
        }
        return maps;
    }

    private Object scalar(YAMLParser parser, @Nullable Object anchor) {
        var text = parser.currentToken() == JsonToken.VALUE_NULL ? "" : string(parser);
        if (parser.isCurrentAlias()) {
            return anchors.getOrDefault(text, "");
        }
        remember(anchor, text);
        return text;
    }

    private static String string(JsonParser parser) {
        var text = parser.getString();
        return text == null ? "" : text;
    }

    private void remember(@Nullable Object anchor, Object value) {
        if (anchor != null) {
            anchors.put(anchor.toString(), value);
        }
    }
}
