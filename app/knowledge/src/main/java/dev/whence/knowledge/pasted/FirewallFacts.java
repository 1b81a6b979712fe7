package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.firewall.Admission;
import dev.whence.knowledge.parse.firewall.Ruleset;

import java.util.Optional;

/// What pasted rules do with Cloudflare's ranges on the port at which the edge asks.
final class FirewallFacts {
    private FirewallFacts() {}

    static Fact of(Sheet sheet, Ruleset rules) {
        var port = port(sheet.about());
        var admission =
                Admission.of(
                        rules,
                        sheet.about().target().sources().ranges(),
                        port,
                        false,
                        Optional.empty());
        if (admission.blocked().isEmpty() && admission.unsure().isPresent()) {
            var doubt = admission.unsure().get();
            return unknown(sheet, "it hangs on the rule " + doubt.rule(), doubt.action());
        }
        return new HostFact.Firewall(
                sheet.on(),
                port,
                "IPv4",
                admission.blocked(),
                admission.admitted(),
                admission.first().map(stopped -> stopped.action()).orElse(""),
                admission.first().map(stopped -> stopped.rule()).orElse(""),
                admission.world(),
                admission.first().flatMap(stopped -> stopped.list()).orElse(""));
    }

    static Fact unknown(Sheet sheet, String why) {
        return unknown(sheet, why, "");
    }

    private static Fact unknown(Sheet sheet, String why, String action) {
        return new HostFact.FirewallUnknown(sheet.on(), port(sheet.about()), why, action);
    }

    static int port(About about) {
        return Peer.port(about.target().url());
    }
}
