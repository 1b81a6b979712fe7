package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.parse.SystemctlShow;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What `systemctl show` prints: `Key=value` (facts §F.8).
final class SystemctlShowPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile("(?m)^(?:ActiveState|SubState|LoadState|NRestarts|ExecMainStatus)=");
    private static final Pattern PERHAPS = Pattern.compile("(?m)^[A-Z]\\w+=");
    private static final Pattern NAMED =
            Pattern.compile("systemctl (?:-\\S+ )*show (?:-\\S+ )*([\\w@.-]{1,200})");

    @Override
    public Pasted kind() {
        return Pasted.SYSTEMCTL_SHOW;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, SURE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        var units = SystemctlShow.units(sheet.text());
        if (!units.isEmpty()) {
            return UnitFacts.of(sheet.on(), units);
        }
        var named = NAMED.matcher(sheet.command());
        return named.find()
                ? UnitFacts.of(
                        sheet.on(),
                        SystemctlShow.units("Id=" + unit(named.group(1)) + "\n" + sheet.text()))
                : Stream.empty();
    }

    private static String unit(String name) {
        return name.contains(".") ? name : name + ".service";
    }
}
