package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.TunnelFact;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads what `cloudflared tunnel info -o json` prints (facts §E.6).
public final class TunnelInfo {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TunnelInfo() {}

    /// The connectors; empty where the text is a refusal.
    public static Optional<TunnelFact.Connectors> read(String on, String text) {
        try {
            return Optional.of(JSON.readTree(text))
                    .filter(json -> json.path("id").isString())
                    .map(
                            json ->
                                    new TunnelFact.Connectors(
                                            on,
                                            json.path("id").asString(""),
                                            json.path("name").asString(""),
                                            connectors(json.path("conns"))));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static List<TunnelFact.Connector> connectors(JsonNode all) {
        List<TunnelFact.Connector> connectors = new ArrayList<>();
        for (var each : all) {
            var conns = each.path("conns");
            connectors.add(
                    new TunnelFact.Connector(
                            each.path("id").asString(""),
                            each.path("version").asString(""),
                            conns.path(0).path("origin_ip").asString(""),
                            edges(conns)));
        }
        return connectors;
    }

    private static String edges(JsonNode conns) {
        var count = new TreeMap<String, Integer>();
        for (var conn : conns) {
            if (!conn.path("is_pending_reconnect").asBoolean(false)) {
                count.merge(conn.path("colo_name").asString(""), 1, Integer::sum);
            }
        }
        return count.entrySet().stream()
                .map(edge -> edge.getValue() + "x" + edge.getKey())
                .collect(Collectors.joining(", "));
    }
}
