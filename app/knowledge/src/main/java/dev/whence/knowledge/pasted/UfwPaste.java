package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.parse.KernelLine;
import dev.whence.knowledge.parse.firewall.IptablesSave;
import dev.whence.knowledge.parse.firewall.UfwText;

import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What `ufw status` prints, or lines that ufw logged (facts §G.4).
final class UfwPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile("(?m)^\\s*Status: (?:in)?active\\s*$|^\\s*To\\s+Action\\s+From\\s*$");
    private static final Pattern PERHAPS = Pattern.compile("(?i)ufw|ALLOW|DENY");

    @Override
    public Pasted kind() {
        return Pasted.UFW;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, SURE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        var text =
                sheet.text().contains("Status:") ? sheet.text() : "Status: active\n" + sheet.text();
        return Stream.concat(
                KernelLine.facts(sheet.on(), sheet.text(), Instant.EPOCH).stream(),
                sheet.text().contains("Action")
                        ? UfwText.save(text).stream()
                                .flatMap(
                                        save ->
                                                FirewallFacts.of(
                                                        sheet, IptablesSave.read(save, "", "")))
                        : Stream.<Fact>empty());
    }
}
