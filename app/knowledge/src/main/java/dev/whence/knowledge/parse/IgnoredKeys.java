package dev.whence.knowledge.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds options of a connector's file that stand where cloudflared does not read them (facts
/// §E.3). It starts all the same and goes on as if they were not there (facts §E.4).
final class IgnoredKeys {
    private static final Set<String> OF_A_RULE =
            Set.of("hostname", "path", "service", "originRequest");
    private static final Set<String> OF_ORIGIN_REQUEST =
            Set.of(
                    "access",
                    "bastionMode",
                    "caPool",
                    "connectTimeout",
                    "disableChunkedEncoding",
                    "http2Origin",
                    "httpHostHeader",
                    "ipRules",
                    "keepAliveConnections",
                    "keepAliveTimeout",
                    "matchSNItoHost",
                    "noHappyEyeballs",
                    "noTLSVerify",
                    "originServerName",
                    "proxyAddress",
                    "proxyPort",
                    "proxyType",
                    "tcpKeepAlive",
                    "tlsTimeout");

    /// Options of the command line that count for one service without rules only.
    private static final Set<String> OF_ONE_SERVICE =
            Set.of(
                    "bastion",
                    "http-host-header",
                    "http2-origin",
                    "no-chunked-encoding",
                    "no-tls-verify",
                    "origin-ca-pool",
                    "origin-server-name",
                    "proxy-connect-timeout",
                    "proxy-keepalive-connections",
                    "proxy-keepalive-timeout",
                    "proxy-no-happy-eyeballs",
                    "proxy-tcp-keepalive",
                    "proxy-tls-timeout");

    private static final Set<String> ONE_SERVICE = Set.of("url", "unix-socket", "hello-world");
    private static final Set<String> WHOLE = Set.of("ingress", "tunnel", "service");
    private static final int MOST = 40;

    private final List<String> found = new ArrayList<>();

    private IgnoredKeys() {}

    /// The keys, each with its place, such as `ingress[0].noTLSVerify`.
    static List<String> of(Map<?, ?> top) {
        var keys = new IgnoredKeys();
        keys.atTheTop(top);
        keys.others("originRequest", Plain.map(top.get("originRequest")), OF_ORIGIN_REQUEST);
        var index = 0;
        for (var rule : Plain.list(top.get("ingress"))) {
            keys.ofRule("ingress[" + index++ + "]", Plain.map(rule));
        }
        return keys.found;
    }

    /// A piece of a file may begin anywhere, so only a whole one, or a whole rule, says that an
    /// option of `originRequest` stands outside it.
    private void atTheTop(Map<?, ?> top) {
        var whole = WHOLE.stream().anyMatch(top::containsKey);
        var single = !top.containsKey("ingress") && ONE_SERVICE.stream().anyMatch(top::containsKey);
        for (var key : top.keySet()) {
            var name = String.valueOf(key);
            if ((whole && OF_ORIGIN_REQUEST.contains(name))
                    || (!single && OF_ONE_SERVICE.contains(name))) {
                add(name);
            }
        }
    }

    private void ofRule(String place, Map<?, ?> rule) {
        others(place, rule, OF_A_RULE);
        others(place + ".originRequest", Plain.map(rule.get("originRequest")), OF_ORIGIN_REQUEST);
    }

    private void others(String place, Map<?, ?> map, Set<String> known) {
        for (var key : map.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                add(place + "." + key);
            }
        }
    }

    private void add(String key) {
        if (found.size() < MOST) {
            found.add(Text.sample(key));
        }
    }
}
