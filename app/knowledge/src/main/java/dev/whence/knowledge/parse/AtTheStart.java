package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.Prechecked.Result;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a connector's log tells when it starts: the tries of its own way to the edge (facts §E.14),
/// the configuration that Cloudflare sent it (facts §E.7), the name of a quick tunnel.
final class AtTheStart {
    private enum Component {
        DNS,
        UDP,
        TCP
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ROW =
            Pattern.compile(
                    "\\b(DNS|UDP|TCP) (?:Resolution|Connectivity)\\b.*\\b(PASS|FAIL|SKIP)\\b");
    private static final Pattern QUICK =
            Pattern.compile("https://((?!api\\.)[a-z0-9-]{1,63}\\.trycloudflare\\.com)");

    private final Map<Component, Result> tried = new EnumMap<>(Component.class);
    private Optional<TunnelFact.Configuration> sent = Optional.empty();
    private Optional<String> quick = Optional.empty();

    /// Takes the line where it is one of these.
    boolean take(LogLine line) {
        return takeTry(line) || takeConfiguration(line) || takeQuickTunnel(line);
    }

    /// What was told.
    List<TunnelFact> facts(String on) {
        List<TunnelFact> facts = new ArrayList<>();
        if (!tried.isEmpty()) {
            facts.add(
                    new TunnelFact.Prechecked(
                            on,
                            result(Component.DNS),
                            result(Component.UDP),
                            result(Component.TCP)));
        }
        sent.ifPresent(
                config ->
                        facts.add(
                                new TunnelFact.Configuration(
                                        on,
                                        config.source(),
                                        config.version(),
                                        config.file(),
                                        config.rules())));
        if (sent.filter(config -> config.rules().isEmpty()).isPresent()) {
            facts.add(new TunnelFact.NoRules(on));
        }
        quick.ifPresent(name -> facts.add(new TunnelFact.QuickTunnel(on, name)));
        return facts;
    }

    private Result result(Component component) {
        return tried.getOrDefault(component, Result.UNKNOWN);
    }

    private boolean takeTry(LogLine line) {
        var component = line.field("component");
        var told = line.message().startsWith("precheck") && !component.isEmpty();
        var row = ROW.matcher(told ? component + " " + status(line) : line.message());
        if (row.find()) {
            tried.merge(
                    Component.valueOf(row.group(1)),
                    Result.valueOf(row.group(2)),
                    (a, b) -> a == Result.FAIL ? a : b);
            return true;
        }
        return told;
    }

    private static String status(LogLine line) {
        return line.field("status").toUpperCase(Locale.ROOT);
    }

    private boolean takeConfiguration(LogLine line) {
        if (!line.message().startsWith("Updated to new configuration")) {
            return false;
        }
        read(line.field("config"), Text.number(line.field("version")))
                .ifPresent(config -> sent = Optional.of(config));
        return true;
    }

    /// Empty where the line was cut.
    private static Optional<TunnelFact.Configuration> read(String config, int version) {
        try {
            var json = JSON.readTree(config);
            return json.isObject()
                    ? Optional.of(
                            new TunnelFact.Configuration(
                                    "",
                                    TunnelFact.Configuration.Source.REMOTE,
                                    version,
                                    Optional.empty(),
                                    IngressRules.of(
                                            Plain.of(json.path("ingress")),
                                            Plain.of(json.path("originRequest")))))
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private boolean takeQuickTunnel(LogLine line) {
        var name = QUICK.matcher(line.message());
        if (name.find()) {
            quick = Optional.of(name.group(1));
            return true;
        }
        return false;
    }
}
