package dev.whence.knowledge.pasted;

import dev.whence.engine.model.HostPort;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.CloudflaredMetrics;
import dev.whence.knowledge.parse.ConnectorPages;
import dev.whence.knowledge.parse.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A connector's counters (facts §E.8). They count from its start, so they are about many requests.
final class CloudflaredMetricsPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?m)^(?:# (?:HELP|TYPE) )?cloudflared_tunnel_\\w+"
                            + "|\"version\"\\s*:\\s*-?\\d+\\s*,\\s*\"config\"\\s*:\\s*\\{");
    private static final Pattern PERHAPS = Pattern.compile("(?m)^\\w+(?:\\{.*\\})? [0-9.e+]+$");

    /// It counts attempts, too: 1 may be none (facts §E.8).
    private static final Pattern CONNECTIONS =
            Pattern.compile("(?m)^cloudflared_tunnel_ha_connections (\\d{1,3})$");

    @Override
    public Pasted kind() {
        return Pasted.CLOUDFLARED_METRICS;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, SURE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        List<Fact> facts = new ArrayList<>();
        var connections = CONNECTIONS.matcher(sheet.text());
        if (connections.find() && Text.number(connections.group(1)) > 1) {
            facts.add(new TunnelFact.Ready(sheet.on(), Text.number(connections.group(1)), ""));
        }
        CloudflaredMetrics.registrations(sheet.on(), sheet.text()).ifPresent(facts::add);
        if (CloudflaredMetrics.are(sheet.text())) {
            var counted = CloudflaredMetrics.read(sheet.text());
            facts.add(
                    new TunnelFact.Counted(
                            sheet.on(), counted.requests(), counted.errors(), counted.byCode(), 0));
        }
        var config = sheet.text().indexOf('{');
        if (config >= 0 && sheet.text().contains("\"config\"")) {
            ConnectorPages.configuration(
                            sheet.on(),
                            new ConnectorPages.Page(
                                    new HostPort("127.0.0.1", 20241),
                                    "/config",
                                    200,
                                    sheet.text().substring(config)),
                            Optional.empty(),
                            false)
                    .ifPresent(facts::add);
        }
        return facts.stream();
    }
}
