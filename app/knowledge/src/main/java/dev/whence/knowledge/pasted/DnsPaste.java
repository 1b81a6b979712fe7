package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.parse.DnsText;
import dev.whence.knowledge.parse.Ranges;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a resolver answered: `dig`, `nslookup`, `host` (facts §I.4).
final class DnsPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?m)^;; (?:QUESTION|ANSWER) SECTION|^;; ->>HEADER<<-|^; <<>>"
                        + " DiG|\\sIN\\s+(?:A|AAAA|CNAME|NS)\\s|^\\*\\* server can't find|\\bhas"
                        + " (?:IPv6 )?address \\S|is an alias for \\S|^Non-authoritative"
                        + " answer|\"type\"\\s*:\\s*\"(?:CNAME|AAAA?)\"|canonical name = |^Host"
                        + " \\S+ not found: \\d|\\(NXDOMAIN\\)");
    private static final Pattern LIKE =
            Pattern.compile(
                    "(?m)\\b(?:dig|nslookup) [\\w+@.-]+\\.\\w|^Server:\\s+\\S+\\s*\\nAddress");
    private static final Pattern PERHAPS =
            Pattern.compile(
                    "(?:\\d{1,3}\\.){3}\\d{1,3}|NXDOMAIN|SERVFAIL|cfargotunnel|[0-9a-f]{2,4}::?");
    private static final Pattern TUNNEL = Pattern.compile("([0-9a-f-]{36})\\.cfargotunnel\\.com");

    @Override
    public Pasted kind() {
        return Pasted.DNS;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, LIKE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        var ranges = Ranges.of(sheet.about().target().sources().ranges());
        return DnsText.names(sheet.command(), sheet.text()).stream()
                .limit(20)
                .flatMap(told -> facts(told, ranges).stream());
    }

    private static List<Fact> facts(DnsText.Told told, Ranges ranges) {
        List<Fact> facts = new ArrayList<>();
        for (var alias : told.aliases()) {
            var tunnel = TUNNEL.matcher(alias);
            if (tunnel.matches()) {
                facts.add(new DnsFact.TunnelAlias(told.name(), tunnel.group(1)));
            }
        }
        told.addresses().stream()
                .filter(address -> address.startsWith("fd10:aec2:5dae:"))
                .findFirst()
                .ifPresent(
                        address ->
                                facts.add(
                                        new DnsFact.TunnelAddress(
                                                told.name(), told.resolver(), address)));
        if (!told.addresses().isEmpty()) {
            facts.add(
                    new DnsFact.Addresses(
                            told.name(),
                            told.resolver(),
                            told.addresses(),
                            told.aliases(),
                            told.addresses().stream().allMatch(ranges::contains)));
        }
        if (!told.nameservers().isEmpty()) {
            facts.add(
                    new DnsFact.Nameservers(
                            told.name(),
                            told.nameservers(),
                            told.nameservers().stream()
                                    .allMatch(each -> each.endsWith(".ns.cloudflare.com"))));
        }
        if (told.failed().equals("NXDOMAIN")) {
            facts.add(new DnsFact.NoAddress(told.name(), told.resolver(), "NXDOMAIN"));
        } else if (!told.failed().isEmpty()) {
            facts.add(new DnsFact.ResolverFailed(told.name(), told.resolver(), told.failed()));
        }
        return facts;
    }
}
