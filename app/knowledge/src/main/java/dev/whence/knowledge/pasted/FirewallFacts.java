package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.firewall.Admission;
import dev.whence.knowledge.parse.firewall.Ruleset;

import java.util.Optional;
import java.util.stream.Stream;

/// What pasted rules do with Cloudflare's ranges on the port at which the edge asks.
final class FirewallFacts {
    private FirewallFacts() {}

    /// Nothing where only rules for answers are shown, and they stop none: then nobody knows who
    /// may enter.
    static Stream<Fact> of(Sheet sheet, Ruleset rules) {
        var port = port(sheet.about());
        var admission =
                Admission.of(
                        rules,
                        sheet.about().target().sources().ranges(),
                        port,
                        false,
                        Optional.empty());
        if (admission.blocked().isEmpty() && !rules.showsVisits()) {
            return Stream.empty();
        }
        if (admission.blocked().isEmpty() && admission.unsure().isPresent()) {
            var doubt = admission.unsure().get();
            return Stream.of(
                    unknown(sheet, "it hangs on the rule " + doubt.rule(), doubt.action()));
        }
        return Stream.of(
                new HostFact.Firewall(
                        sheet.on(),
                        port,
                        "IPv4",
                        admission.blocked(),
                        admission.admitted(),
                        admission.first().map(stopped -> stopped.action()).orElse(""),
                        admission.first().map(stopped -> stopped.rule()).orElse(""),
                        admission.world(),
                        admission.first().flatMap(stopped -> stopped.list()).orElse(""),
                        admission.first().map(stopped -> stopped.way()).orElse("")));
    }

    private static Fact unknown(Sheet sheet, String why, String action) {
        return new HostFact.FirewallUnknown(sheet.on(), port(sheet.about()), why, action);
    }

    private static int port(About about) {
        return Peer.port(about.target().url());
    }
}
