package dev.whence.knowledge.parse.firewall;

import dev.whence.knowledge.parse.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Brings what `ufw status` prints into the form of `iptables-save` (facts §G.4). Where the listing
/// does not say what happens to the rest, it is ufw's own habit: refused without a word.
public final class UfwText {
    private static final Pattern ACTIVE = Pattern.compile("(?m)^\\s*Status: active\\s*$");
    private static final Pattern DEFAULT =
            Pattern.compile("Default: (allow|deny|reject) \\(incoming\\)");
    private static final Pattern ROW =
            Pattern.compile(
                    "^(?:\\[ ?\\d+\\] )?(\\S.{0,60}?)\\s{2,}(ALLOW|DENY|REJECT|LIMIT)(?: IN|"
                            + " FWD)?\\s+(\\S.{0,80}?)\\s*(?:#.*)?$");

    private UfwText() {}

    /// The rules for IPv4; empty where ufw is off or the text is none of its listings.
    public static Optional<String> save(String text) {
        if (!ACTIVE.matcher(text).find()) {
            return Optional.empty();
        }
        var rest = DEFAULT.matcher(text);
        var policy = rest.find() ? rest.group(1) : "deny";
        List<String> rules = new ArrayList<>();
        for (var line : Text.lines(text)) {
            var row = ROW.matcher(line.strip());
            if (row.matches() && !row.group(1).contains("(v6)") && !line.contains(" OUT ")) {
                rules.add(rule(row.group(1), row.group(2), row.group(3)));
            }
        }
        if (policy.equals("reject")) {
            rules.add("-A INPUT -j REJECT");
        }
        return Optional.of(
                "*filter\n:INPUT "
                        + (policy.equals("allow") ? "ACCEPT" : "DROP")
                        + " [0:0]\n-A INPUT -i lo -j ACCEPT\n"
                        + String.join("\n", rules)
                        + "\nCOMMIT\n");
    }

    private static String rule(String to, String action, String from) {
        var target =
                switch (action) {
                    case "DENY" -> "DROP";
                    case "REJECT" -> "REJECT";
                    default -> "ACCEPT";
                };
        return "-A INPUT" + source(from) + port(to) + " -j " + target;
    }

    private static String source(String from) {
        var plain = from.replaceFirst(" on \\S+$", "").strip();
        return plain.startsWith("Anywhere") ? "" : " -s " + plain.split(" ", -1)[0];
    }

    private static String port(String to) {
        var plain = to.strip();
        if (plain.startsWith("Anywhere")) {
            return "";
        }
        var ports = plain.replaceFirst("^[\\d.]+(?:/\\d+)? ", "").replaceFirst("/tcp.*", "");
        if (ports.matches("[\\d,:]+")) {
            return " -p tcp -m multiport --dports " + ports;
        }
        if (ports.matches("[\\d,:]+/udp.*")) {
            return " -p udp";
        }
        return switch (plain) {
            case "Nginx Full", "Apache Full", "WWW Full" -> " -p tcp -m multiport --dports 80,443";
            case "Nginx HTTPS", "Apache Secure", "WWW Secure" -> " -p tcp --dport 443";
            case "Nginx HTTP", "Apache", "WWW" -> " -p tcp --dport 80";
            case "OpenSSH", "SSH" -> " -p tcp --dport 22";
            default -> " --told-as-" + plain.replaceAll("\\W+", "-");
        };
    }
}
