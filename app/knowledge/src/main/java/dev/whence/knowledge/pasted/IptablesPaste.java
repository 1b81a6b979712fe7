package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.parse.KernelLine;
import dev.whence.knowledge.parse.firewall.IptablesSave;
import dev.whence.knowledge.parse.firewall.IptablesText;

import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The rules of iptables, in any of its listings, or lines that its LOG target wrote (facts §G.2).
final class IptablesPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?m)^(?:\\[\\d+:\\d+\\] )?-[APN]"
                            + " [A-Za-z][\\w-]*\\b|^\\*(?:filter|nat|mangle|raw)$|^Chain \\S+"
                            + " \\((?:policy|\\d+ references)|\\[UFW (?:BLOCK|LIMIT"
                            + " BLOCK)\\]|\\bIN=\\S* OUT=\\S* .*\\bSRC=");
    private static final Pattern PERHAPS =
            Pattern.compile("(?i)iptables|DROP|REJECT|ACCEPT|\\bSRC=|\\bIN=");
    private static final Pattern TABLE = Pattern.compile("-t (raw|mangle|nat|filter|security)\\b");

    @Override
    public Pasted kind() {
        return Pasted.IPTABLES;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, SURE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        var table = TABLE.matcher(sheet.command());
        var v6 = sheet.command().contains("ip6tables");
        var rules = IptablesText.save(sheet.text(), table.find() ? table.group(1) : "filter");
        return Stream.concat(
                KernelLine.facts(sheet.on(), sheet.text(), Instant.EPOCH).stream(),
                rules.filter(_ -> !v6).stream()
                        .flatMap(save -> FirewallFacts.of(sheet, IptablesSave.read(save, "", ""))));
    }
}
