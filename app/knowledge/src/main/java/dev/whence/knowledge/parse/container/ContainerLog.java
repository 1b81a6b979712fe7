package dev.whence.knowledge.parse.container;

import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.knowledge.parse.Text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells by a log whether its program runs in a container: by the prefix that compose or Kubernetes
/// puts before each line, by Docker's own resolver, by the user and the metrics address of the
/// official image of cloudflared, by the add-on's own lines (facts §E.10, captures §4).
public final class ContainerLog {
    private static final int MOST_LINES = 4_000;
    private static final String CLOUDFLARED =
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z"
                    + " (?:DBG|INF|WRN|ERR|FTL|PNC)\\b";
    private static final String NGINX =
            "\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d"
                    + " \\[(?:emerg|alert|crit|error|warn|notice)\\]";
    private static final Pattern COMPOSE =
            Pattern.compile(
                    "^\\s*([A-Za-z0-9][\\w.-]{0,80})\\s{1,40}\\| .{0,60}?("
                            + CLOUDFLARED
                            + "|"
                            + NGINX
                            + ")?");
    private static final Pattern PROGRAM = Pattern.compile(CLOUDFLARED + "|" + NGINX);
    private static final Pattern POD =
            Pattern.compile(
                    "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{1,9}\\S{1,6}"
                            + " (?:stderr|stdout) [FP] ");
    private static final Pattern ENGINE_STAMP =
            Pattern.compile(
                    "^(?:\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6,9}Z|\\d{4}-\\d\\d-\\d\\d"
                            + " \\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00) ?(?:"
                            + CLOUDFLARED
                            + "|"
                            + NGINX
                            + ")");
    private static final Pattern DOCKER_RESOLVER =
            Pattern.compile("lookup \\S{1,260}? on 127\\.0\\.0\\.11:53");
    private static final Pattern CLUSTER =
            Pattern.compile("\\.svc\\.cluster\\.local|lookup \\S{1,260}?\\.svc on ");
    private static final Pattern IMAGE_USER = Pattern.compile("Group ID 65532 is not between");
    private static final Pattern IMAGE_METRICS =
            Pattern.compile("Starting metrics server on (?:\\[::]|0\\.0\\.0\\.0):2024\\d/metrics");
    private static final Pattern ADD_ON =
            Pattern.compile(
                    "^\\[\\d\\d:\\d\\d:\\d\\d\\] (?:INFO|NOTICE|WARNING|ERROR|FATAL): "
                            + "|^s6-rc: |^\\[services\\.d\\]|^cont-init: ");
    private static final Pattern KUBERNETES_RESOLVER =
            Pattern.compile("lookup \\S{1,260}? on 10\\.\\d{1,3}\\.0\\.10:53");

    private final String on;
    private final Set<ContainerFact> facts = new LinkedHashSet<>();

    private ContainerLog(String on) {
        this.on = on;
    }

    /// What shows that the program that wrote the log runs in a container; each sign once. Nothing
    /// where there is none, which does not show that it runs outside.
    ///
    /// @param on the host; empty where nobody knows it
    public static List<ContainerFact> facts(String on, String text) {
        var log = new ContainerLog(on);
        var lines = Text.lines(text);
        lines.stream().limit(MOST_LINES).forEach(log::take);
        return List.copyOf(log.facts);
    }

    private void take(String line) {
        var compose = COMPOSE.matcher(line);
        if (compose.find() && facts.size() < 20 && !isTable(line)) {
            logged(
                    program(line, compose.group(1)),
                    compose.group(1),
                    "the prefix of its container");
        }
        if (POD.matcher(line).find()) {
            facts.add(new ContainerFact.Kubernetes(on, "the prefix of its lines"));
        } else if (ENGINE_STAMP.matcher(line).find()) {
            logged(program(line, ""), "", "the time that a container engine puts before its lines");
        }
        if (DOCKER_RESOLVER.matcher(line).find()) {
            logged(
                    program(line, ""),
                    "",
                    "it asks the resolver 127.0.0.11, which Docker gives to containers");
        }
        if (CLUSTER.matcher(line).find() || KUBERNETES_RESOLVER.matcher(line).find()) {
            facts.add(new ContainerFact.Kubernetes(on, "the names that it looks up"));
        }
        if (IMAGE_USER.matcher(line).find()) {
            logged("cloudflared", "", "it runs as the user of the official image");
        }
        if (IMAGE_METRICS.matcher(line).find()) {
            logged(
                    "cloudflared",
                    "",
                    "its metrics listen on every address, as in the official image");
        }
        if (ADD_ON.matcher(line).find()) {
            logged("", "", "the lines of an add-on's start");
        }
    }

    private void logged(String program, String container, String sign) {
        facts.add(new ContainerFact.Logged(on, program, container, sign));
    }

    /// A vertical bar also stands in tables, such as that of the connector's own checks.
    private static boolean isTable(String line) {
        return line.indexOf('|', line.indexOf('|') + 1) > 0 && !PROGRAM.matcher(line).find();
    }

    private static String program(String line, String container) {
        var stamp = PROGRAM.matcher(line);
        if (stamp.find()) {
            return stamp.group().contains("[") ? "nginx" : "cloudflared";
        }
        var name = container.toLowerCase(Locale.ROOT);
        if (name.contains("cloudflare")
                || line.contains("originService=")
                || line.contains("traffic from cloudflared")) {
            return "cloudflared";
        }
        return name.contains("nginx") || name.contains("proxy") ? "nginx" : "";
    }
}
