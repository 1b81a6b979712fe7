package dev.whence.knowledge.parse;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads which ports a provider's own firewall lets in, from what its command prints or from a
/// person's words about its page: security groups, cloud firewalls (facts §G).
public final class ProviderRules {
    private static final Pattern SOURCE =
            Pattern.compile(
                    "(?i)security[- ]groups?|network security"
                        + " group|\\bNSG\\b|IpPermissions|(?:cloud|provider(?:'s)?|network|vpc|panel|hetzner|hcloud|robot|droplet|linode|vultr|ovh|oracle|azure|gcp|gcloud|compute|lightsail)\\b[^\\n"
                        + "]{0,40}?\\b(?:firewall|firewall-rules|security list|network firewall)");
    private static final Pattern INBOUND =
            Pattern.compile("(?i)inbound|ingress|incoming|\\bin\\b|IpPermissions|FromPort");
    private static final Pattern CAPTURE = Pattern.compile("tcpdump[^\\n]*");
    private static final Pattern EVERYTHING =
            Pattern.compile(
                    "(?i)\\b0[ \\t]+65535|all (?:traffic|ports|tcp)|any"
                        + " port|0-65535|1-65535|\"IpProtocol\": ?\"-1\"|no (?:firewall|rules)|not"
                        + " (?:attached|applied|enabled)|disabled");
    private static final List<Pattern> PORTS =
            List.of(
                    Pattern.compile("(?i)\"(?:FromPort|ToPort|port|from_port)\": ?\"?(\\d{1,5})"),
                    Pattern.compile("(?m)^(\\d{1,5})[ \\t]+(\\d{1,5})(?:[ \\t]|$)"),
                    Pattern.compile("(?i)\\btcp[ :/]{1,3}(\\d{1,5})\\b"),
                    Pattern.compile(
                            "(?i)\\bports?[ :=]{1,3}(\\d{1,5})(?:(?:, ?| and |/)(\\d{1,5}))*"),
                    Pattern.compile("\\b(\\d{1,5})/tcp\\b"));

    private ProviderRules() {}

    /// The ports that it lets in; empty where the text is of no such firewall, or tells no port, or
    /// lets in what it does not list.
    public static Optional<List<Integer>> open(String text) {
        var source = SOURCE.matcher(text);
        if (!source.find()) {
            return Optional.empty();
        }
        var rules = CAPTURE.matcher(text.substring(source.start())).replaceAll("");
        if (!INBOUND.matcher(rules).find() || EVERYTHING.matcher(rules).find()) {
            return Optional.empty();
        }
        var ports =
                PORTS.stream()
                        .flatMap(each -> each.matcher(rules).results())
                        .map(found -> Text.number(found.group(1)))
                        .filter(port -> port > 0 && port < 65_536)
                        .distinct()
                        .sorted()
                        .limit(50)
                        .toList();
        return Optional.of(ports).filter(all -> !all.isEmpty());
    }
}
