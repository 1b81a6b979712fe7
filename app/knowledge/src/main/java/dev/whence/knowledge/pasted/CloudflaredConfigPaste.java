package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.Configuration.Source;
import dev.whence.knowledge.fact.TunnelFact.Rule;
import dev.whence.knowledge.parse.CloudflaredConfig;
import dev.whence.knowledge.parse.IngressRules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A connector's configuration file, a piece of it, or the command line that stands for it (facts
/// §E.3).
final class CloudflaredConfigPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?m)^\\s*(?:ingress:|credentials-file:|-?"
                        + " ?originRequest:|warp-routing:)|^\\s*-? ?service:"
                        + " (?:https?|tcp|ssh|rdp|unix|unix\\+tls|http_status|hello_world|bastion|socks)|cloudflared"
                        + " tunnel .*--url ");
    private static final Pattern PERHAPS =
            Pattern.compile(
                    "(?m)^\\s*-? ?(?:tunnel|service|hostname|url|no-tls-verify|\\w+-?\\w*):"
                            + " ?|--url");
    private static final Pattern COMMAND =
            Pattern.compile("cloudflared (?:\\S+ ){0,8}?tunnel (?:.{0,300}?)--url[= ](\\S{1,260})");
    private static final Pattern SERVICE =
            Pattern.compile("(?m)^\\s*-? ?service: *[\"']?(\\S+?)[\"']?\\s*(?:#.*)?$");
    private static final Pattern HOSTNAME =
            Pattern.compile("(?m)^\\s*-? ?hostname: *[\"']?(\\S+?)[\"']?\\s*(?:#.*)?$");

    @Override
    public Pasted kind() {
        return Pasted.CLOUDFLARED_CONFIG;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, SURE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        var rules = rules(sheet.whole());
        var written =
                CloudflaredConfig.read(sheet.text())
                        .map(config -> config.fact(sheet.on(), ""))
                        .filter(file -> !file.rules().isEmpty() || !file.ignored().isEmpty());
        if (rules.isEmpty()) {
            return written.stream().map(Fact.class::cast);
        }
        var source =
                new TunnelFact.Configuration(sheet.on(), Source.LOCAL, -1, Optional.empty(), rules);
        return Stream.of(
                        written.stream().map(Fact.class::cast),
                        Stream.<Fact>of(source),
                        rule(sheet, rules).stream())
                .flatMap(each -> each);
    }

    /// The rules of a whole file, of a command line, or of a few lines.
    private static List<Rule> rules(String text) {
        var whole = CloudflaredConfig.read(text).map(CloudflaredConfig::rules).orElse(List.of());
        if (!whole.isEmpty()) {
            return whole;
        }
        var command = COMMAND.matcher(text);
        if (command.find()) {
            return List.of(plain("", schemed(command.group(1))));
        }
        var service = SERVICE.matcher(text);
        var hostname = HOSTNAME.matcher(text);
        return service.find()
                ? List.of(plain(hostname.find() ? hostname.group(1) : "", service.group(1)))
                : List.of();
    }

    private static String schemed(String url) {
        return url.contains("://") ? url : "http://" + url;
    }

    private static Rule plain(String hostname, String service) {
        return new Rule(0, hostname, "", service, "", "", false, false);
    }

    /// The rule for the failing name. A name that the person did not give is that of the first rule
    /// with a real service.
    private static Optional<Fact> rule(Sheet sheet, List<Rule> rules) {
        var target = sheet.about().target();
        var url = target.url().toString();
        var match =
                sheet.about().named()
                        ? IngressRules.match(rules, target.host(), pathOf(target.url().getPath()))
                        : new IngressRules.Match.Taken(firstReal(rules));
        if (!(match instanceof IngressRules.Match.Taken(var rule))) {
            return Optional.empty();
        }
        if (IngressRules.leadsNowhere(rule)) {
            return sheet.about().named()
                    ? Optional.of(new TunnelFact.RuleMissing(sheet.on(), url, rule.service()))
                    : Optional.empty();
        }
        return Optional.of(new TunnelFact.RuleMatched(sheet.on(), url, rule));
    }

    private static Rule firstReal(List<Rule> rules) {
        return rules.stream()
                .filter(rule -> !rule.service().startsWith("http_status:"))
                .findFirst()
                .orElse(rules.getFirst());
    }

    private static String pathOf(@org.jspecify.annotations.Nullable String path) {
        return path == null || path.isEmpty() ? "/" : path;
    }
}
