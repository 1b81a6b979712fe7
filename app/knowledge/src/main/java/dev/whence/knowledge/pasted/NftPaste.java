package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.parse.KernelLine;
import dev.whence.knowledge.parse.firewall.IptablesSave;
import dev.whence.knowledge.parse.firewall.NftListing;
import dev.whence.knowledge.parse.firewall.NftRuleset;
import dev.whence.knowledge.parse.firewall.Ruleset;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The rules of nftables, as text or as JSON (facts §G.3).
final class NftPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?m)^\\s*table (?:ip|ip6|inet|netdev|bridge|arp) \\S+ \\{|\"nftables\"\\s*:");
    private static final Pattern LIKE =
            Pattern.compile("(?m)^\\s*(?:chain \\S+ \\{|type filter hook (?:in|out)put)");
    private static final Pattern PERHAPS = Pattern.compile("(?i)nft|drop|accept|saddr");

    @Override
    public Pasted kind() {
        return Pasted.NFT;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, LIKE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        return Stream.concat(
                KernelLine.facts(sheet.on(), sheet.text(), Instant.EPOCH).stream(),
                rules(sheet.text()).stream().flatMap(rules -> FirewallFacts.of(sheet, rules)));
    }

    private static Optional<Ruleset> rules(String text) {
        return text.contains("\"nftables\"")
                ? NftRuleset.read(text.substring(Math.max(0, text.indexOf('{'))), false, Set.of())
                : NftListing.save(text)
                        .map(save -> IptablesSave.read(save.rules(), save.sets(), ""));
    }
}
