package dev.whence.knowledge.parse;

import dev.whence.engine.model.HostPort;
import dev.whence.knowledge.fact.TunnelFact;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the pages of a connector's own web server, several of them one after another (facts §E.8).
public final class ConnectorPages {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern END = Pattern.compile("(?m)^==> (\\d{3}) (http://\\S{1,300})$");

    private ConnectorPages() {}

    /// One page.
    ///
    /// @param status 0 where nothing answered
    public record Page(HostPort server, String path, int status, String body) {}

    /// What `/diag/configuration` tells of the flags in force.
    public record Flags(Optional<String> config, Optional<String> logFile) {
        /// Nothing is known.
        public static final Flags NONE = new Flags(Optional.empty(), Optional.empty());
    }

    /// The pages in the order in which they were asked for.
    public static List<Page> pages(String text) {
        var clean = text.replace("\r\n", "\n");
        List<Page> pages = new ArrayList<>();
        var begin = 0;
        var end = END.matcher(clean);
        while (end.find()) {
            var body = clean.substring(begin, end.start()).strip();
            page(end.group(2), Text.number(end.group(1)), body).ifPresent(pages::add);
            begin = end.end();
        }
        return pages;
    }

    private static Optional<Page> page(String address, int status, String body) {
        try {
            var uri = URI.create(address);
            var host = uri.getHost() == null ? "" : uri.getHost().replaceAll("[\\[\\]]", "");
            return Optional.of(
                    new Page(new HostPort(host, uri.getPort()), uri.getPath(), status, body));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// What `/ready` says; empty where another program answered.
    public static Optional<TunnelFact.Ready> ready(String on, Page page) {
        return json(page)
                .filter(json -> json.path("readyConnections").isNumber())
                .map(
                        json ->
                                new TunnelFact.Ready(
                                        on,
                                        json.path("readyConnections").asInt(0),
                                        json.path("connectorId").asString("")));
    }

    /// What `/diag/tunnel` says; versions before 2024.12 have no such page.
    public static Optional<TunnelFact.Running> running(String on, Page page) {
        return json(page)
                .filter(json -> json.path("tunnelID").isString())
                .map(
                        json ->
                                new TunnelFact.Running(
                                        on,
                                        json.path("tunnelID").asString(""),
                                        json.path("connectorID").asString(""),
                                        edges(json.path("connections"))));
    }

    private static List<String> edges(JsonNode connections) {
        List<String> edges = new ArrayList<>();
        for (var connection : connections) {
            if (connection.path("isConnected").asBoolean(false)) {
                edges.add(connection.path("edgeAddress").asString(""));
            }
        }
        return edges;
    }

    /// What `/config` says of the rules in force.
    ///
    /// @param byToken the connector is started with a token: versions until 2024.1 count local
    ///   configurations as 0, too (captures of 2022.10.3)
    public static Optional<TunnelFact.Configuration> configuration(
            String on, Page page, Optional<String> file, boolean byToken) {
        return json(page)
                .filter(json -> json.path("version").isNumber() && json.path("config").isObject())
                .map(
                        json -> {
                            var version = json.path("version").asInt(-1);
                            var rules =
                                    IngressRules.of(
                                            Plain.of(json.path("config").path("ingress")),
                                            Plain.of(json.path("config").path("originRequest")));
                            var source = source(version, byToken, rules);
                            return new TunnelFact.Configuration(
                                    on,
                                    source,
                                    source == TunnelFact.Configuration.Source.REMOTE ? version : -1,
                                    file,
                                    rules);
                        });
    }

    private static TunnelFact.Configuration.Source source(
            int version, boolean byToken, List<TunnelFact.Rule> rules) {
        if (version > 0 || (version == 0 && byToken)) {
            return TunnelFact.Configuration.Source.REMOTE;
        }
        return IngressRules.answersNothing(rules)
                ? TunnelFact.Configuration.Source.NONE
                : TunnelFact.Configuration.Source.LOCAL;
    }

    /// What `/diag/configuration` says.
    public static Flags flags(Page page) {
        return json(page).map(ConnectorPages::flags).orElse(Flags.NONE);
    }

    private static Flags flags(JsonNode json) {
        var folder = text(json, "log-directory").map(path -> path + "/cloudflared.log");
        return new Flags(text(json, "config"), text(json, "logfile").or(() -> folder));
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.of(json.path(name).asString("")).filter(text -> !text.isEmpty());
    }

    private static Optional<JsonNode> json(Page page) {
        try {
            return Optional.of(JSON.readTree(page.body())).filter(JsonNode::isObject);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
