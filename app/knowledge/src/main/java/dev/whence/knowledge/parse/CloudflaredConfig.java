package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.Rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a connector's configuration file (facts §E.3). Of its keys only those are kept that hold
/// no secret.
///
/// @param tunnel the tunnel's id or name
/// @param logFile where the log goes in place of the journal
/// @param ignored keys that cloudflared does not read where they stand, each with its place
public record CloudflaredConfig(
        List<Rule> rules, Optional<String> tunnel, Optional<String> logFile, List<String> ignored) {
    public CloudflaredConfig {
        rules = List.copyOf(rules);
        ignored = List.copyOf(ignored);
    }

    /// The configuration; empty where the text is none.
    public static Optional<CloudflaredConfig> read(String text) {
        var top = top(text.startsWith("\ufeff") ? text.substring(1) : text);
        if (top.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new CloudflaredConfig(
                        rules(top),
                        some(Plain.text(top, "tunnel")),
                        some(Plain.text(top, "logfile"))
                                .or(
                                        () ->
                                                some(Plain.text(top, "log-directory"))
                                                        .map(
                                                                folder ->
                                                                        folder
                                                                                + "/cloudflared.log")),
                        IgnoredKeys.of(top)));
    }

    /// A list of rules without a head is taken for what stands under `ingress`.
    private static Map<?, ?> top(String text) {
        return text.stripLeading().startsWith("- ")
                ? Plain.yaml("ingress:\n" + text)
                : Plain.yaml(text);
    }

    /// What the file says, as a fact.
    ///
    /// @param file may be empty
    public TunnelFact.FileWritten fact(String on, String file) {
        return new TunnelFact.FileWritten(on, file, rules, ignored);
    }

    /// Without `ingress`, the old key `url` is the service for everything.
    private static List<Rule> rules(Map<?, ?> top) {
        var url = Plain.text(top, "url");
        if (Plain.list(top.get("ingress")).isEmpty() && !url.isEmpty()) {
            return List.of(
                    new Rule(
                            0,
                            "",
                            "",
                            url,
                            Plain.text(top, "http-host-header"),
                            Plain.text(top, "origin-server-name"),
                            Plain.text(top, "no-tls-verify").equals("true"),
                            false));
        }
        return IngressRules.of(Plain.list(top.get("ingress")), Plain.map(top.get("originRequest")));
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
