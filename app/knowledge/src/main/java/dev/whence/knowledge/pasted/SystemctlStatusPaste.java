package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.parse.SystemctlStatus;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What `systemctl status` prints, with the lines of the journal below (facts §F.8).
final class SystemctlStatusPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?m)^\\s*Active:"
                        + " (?:active|inactive|failed|activating|deactivating|reloading)\\b|^\\s*Loaded:"
                        + " (?:loaded|masked|not-found|error|bad-setting) \\(|^Unit \\S+\\.service"
                        + " could not be found");
    private static final Pattern LIKE = Pattern.compile("(?m)^\\s*[●○×↻] [\\w@.-]+\\.service");
    private static final Pattern PERHAPS =
            Pattern.compile("(?i)\\.service|active \\(|inactive|failed");
    private static final Pattern NAMED =
            Pattern.compile("(?:systemctl (?:-\\S+ )*status|service) (?:-\\S+ )*([\\w@.-]{1,200})");

    @Override
    public Pasted kind() {
        return Pasted.SYSTEMCTL_STATUS;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, LIKE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        var named = NAMED.matcher(sheet.command());
        var status = SystemctlStatus.read(sheet.text(), named.find() ? named.group(1) : "");
        var journal = sheet.as(Pasted.JOURNAL).saying(withoutSystemd(status.log()));
        return Stream.concat(UnitFacts.of(sheet.on(), status.units()), LogText.facts(journal));
    }

    /// The state that is shown is newer than what systemd said before.
    private static String withoutSystemd(java.util.List<String> log) {
        return String.join(
                "\n", log.stream().filter(line -> !line.contains("systemd[1]:")).toList());
    }
}
