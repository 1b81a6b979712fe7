package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The settings of an application: an `.env`, a compose file, a unit file.
final class AppConfigPaste implements PastedReader {
    private static final Pattern LIKE =
            Pattern.compile(
                    "(?m)^(?:services|version|volumes|networks):\\s*|^\\[(?:Unit|Service|Install)\\]\\s*$"
                        + "|^ExecStart=|^(?:DATABASE_URL|PORT|HOST|DB_HOST|APP_URL)=");
    private static final Pattern PERHAPS = Pattern.compile("(?m)^\\s*[\\w.-]+\\s*[=:]");
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
        return Stream.empty();
    }
}
