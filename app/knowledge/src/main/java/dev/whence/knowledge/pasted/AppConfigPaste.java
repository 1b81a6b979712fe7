package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.Text;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The settings of an application: an `.env`, a compose file, a unit file.
final class AppConfigPaste implements PastedReader {
    private static final Pattern LIKE =
            Pattern.compile(
                    "(?m)^(?:services|version|volumes|networks):\\s*|^\\[(?:Unit|Service|Install)\\]\\s*$"
                        + "|^ExecStart=|^(?:DATABASE_URL|PORT|HOST|DB_HOST|APP_URL)=");
    private static final Pattern PERHAPS = Pattern.compile("(?m)^\\s*[\\w.-]+\\s*[=:]");

    /// The one setting by which frameworks agree to be told where to listen.
    private static final Pattern PORT =
            Pattern.compile(
                    "(?m)^\\s*(?:export"
                        + " |Environment=\"?)?(?:PORT|SERVER_PORT|server\\.port)\\s*=\\s*\"?(\\d{2,5})\\b");

    private static final Pattern NEVER = Pattern.compile("(?!)");

    @Override
    public Pasted kind() {
        return Pasted.APP_CONFIG;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, NEVER, LIKE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        var ports =
                PORT.matcher(sheet.text())
                        .results()
                        .map(port -> Text.number(port.group(1)))
                        .filter(port -> port > 0 && port < 65_536)
                        .distinct()
                        .toList();
        return ports.size() == 1
                ? Stream.of(
                        new HostFact.Announced(
                                sheet.on(), "", "*", ports.getFirst(), "PORT=" + ports.getFirst()))
                : Stream.empty();
    }
}
