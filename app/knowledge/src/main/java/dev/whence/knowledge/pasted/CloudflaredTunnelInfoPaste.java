package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.parse.TunnelInfo;
import dev.whence.knowledge.parse.TunnelInfoText;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which connectors a tunnel has: `cloudflared tunnel info` and `tunnel list` (facts §E.6).
final class CloudflaredTunnelInfoPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "CONNECTOR ID\\s+CREATED|does not have any active"
                            + " connection|\"conns\"\\s*:\\s*\\["
                            + "|(?m)^ID\\s+NAME\\s+CREATED\\s+CONNECTIONS");
    private static final Pattern PERHAPS = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-");

    @Override
    public Pasted kind() {
        return Pasted.CLOUDFLARED_TUNNEL_INFO;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, SURE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        var json = sheet.text().indexOf('{');
        var told =
                json < 0
                        ? java.util.Optional
                                .<dev.whence.knowledge.fact.TunnelFact.Connectors>empty()
                        : TunnelInfo.read(sheet.on(), sheet.text().substring(json));
        return told.isPresent()
                ? told.stream().map(Fact.class::cast)
                : TunnelInfoText.read(sheet.on(), sheet.text()).stream().map(Fact.class::cast);
    }
}
