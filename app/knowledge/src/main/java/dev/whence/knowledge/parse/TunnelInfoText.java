package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.TunnelFact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the tables that `cloudflared tunnel info` and `tunnel list` print for a person (facts
/// §E.6).
public final class TunnelInfoText {
    private static final String ID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final Pattern HEAD = Pattern.compile("^(NAME|ID):\\s+(\\S.{0,200})$");
    private static final Pattern CONNECTOR =
            Pattern.compile(
                    "^\\s*("
                            + ID
                            + ")\\s+(\\d{4}-\\d\\d-\\d\\dT\\S+)\\s+(\\w+)\\s+(\\S+)\\s+(\\S+)(?:\\s+(\\dx\\w+.*?|))?\\s*$");
    private static final Pattern LISTED =
            Pattern.compile(
                    "^\\s*("
                            + ID
                            + ")\\s+(\\S+)\\s+(\\d{4}-\\d\\d-\\d\\dT\\S+)\\s*(\\dx\\w+.*?)?\\s*$");
    private static final Pattern NONE =
            Pattern.compile("Your tunnel (" + ID + "|\\S+) does not have any active connection");

    private TunnelInfoText() {}

    /// The tunnels with their connectors.
    public static List<TunnelFact.Connectors> read(String on, String text) {
        List<TunnelFact.Connectors> tunnels = new ArrayList<>();
        List<TunnelFact.Connector> connectors = new ArrayList<>();
        var id = "";
        var name = "";
        var table = false;
        for (var line : Text.lines(text)) {
            var head = HEAD.matcher(line.strip());
            var connector = CONNECTOR.matcher(line);
            var listed = LISTED.matcher(line);
            var none = NONE.matcher(line);
            table |= line.contains("CONNECTOR ID");
            if (none.find()) {
                tunnels.add(new TunnelFact.Connectors(on, none.group(1), name, List.of()));
            } else if (head.matches()) {
                name = head.group(1).equals("NAME") ? head.group(2).strip() : name;
                id = head.group(1).equals("ID") ? head.group(2).strip() : id;
            } else if (connector.matches()) {
                connectors.add(
                        new TunnelFact.Connector(
                                connector.group(1),
                                connector.group(4),
                                connector.group(5),
                                Optional.ofNullable(connector.group(6)).orElse("").strip()));
            } else if (listed.matches()) {
                tunnels.add(listed(on, listed));
            }
        }
        if (!connectors.isEmpty() || (table && !id.isEmpty())) {
            tunnels.add(
                    new TunnelFact.Connectors(on, id.toLowerCase(Locale.ROOT), name, connectors));
        }
        return tunnels;
    }

    /// A list shows the connections of a tunnel and not by whom they are held.
    private static TunnelFact.Connectors listed(String on, java.util.regex.Matcher row) {
        var edges = Optional.ofNullable(row.group(4)).orElse("").strip();
        return new TunnelFact.Connectors(
                on,
                row.group(1).toLowerCase(Locale.ROOT),
                row.group(2),
                edges.isEmpty() ? List.of() : List.of(new TunnelFact.Connector("", "", "", edges)));
    }
}
