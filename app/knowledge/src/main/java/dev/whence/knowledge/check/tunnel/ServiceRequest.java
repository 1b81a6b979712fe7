package dev.whence.knowledge.check.tunnel;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.knowledge.command.FilePath;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.fact.TunnelFact;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// The request that a connector would send to its service, for curl on the same host (facts §E.3).
final class ServiceRequest {
    private static final Pattern WEB =
            Pattern.compile(
                    "(http|https|ws|wss)://(\\[[0-9A-Fa-f:.%]{2,60}\\]|[A-Za-z0-9_.-]{1,253})"
                            + "(?::(\\d{1,5}))?/?");
    private static final Pattern SOCKET = Pattern.compile("unix(\\+tls)?:(/.{1,200})");

    private ServiceRequest() {}

    /// The request; empty where the service is not one that speaks HTTP.
    static Optional<TunnelCommand.TryService> of(
            SshHost host, Target target, TunnelFact.Rule rule) {
        try {
            var web = WEB.matcher(rule.service());
            if (web.matches()) {
                var secure = web.group(1).equals("https") || web.group(1).equals("wss");
                var port = web.group(3) == null ? 0 : Integer.parseInt(web.group(3));
                var at =
                        new HostPort(
                                web.group(2).replaceAll("[\\[\\]]", ""),
                                port > 0 ? port : secure ? 443 : 80);
                return Optional.of(request(host, target, rule, secure, at, Optional.empty()));
            }
            var socket = SOCKET.matcher(rule.service());
            if (socket.matches()) {
                var secure = socket.group(1) != null;
                var at = new HostPort("localhost", secure ? 443 : 80);
                var path = FilePath.of(socket.group(2));
                return Optional.of(request(host, target, rule, secure, at, path));
            }
            return Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The same request over TLS to the port of a service that the rule says speaks plain HTTP,
    /// whatever its certificate.
    static Optional<TunnelCommand.TryService> overTls(
            SshHost host, Target target, TunnelFact.Rule rule) {
        var web = WEB.matcher(rule.service());
        if (!web.matches()) {
            return Optional.empty();
        }
        var port = web.group(3) == null ? ":80" : "";
        var secure =
                new TunnelFact.Rule(
                        rule.index(),
                        rule.hostname(),
                        rule.path(),
                        rule.service().replaceFirst("^\\w+", "https") + port,
                        rule.hostHeader(),
                        rule.serverName(),
                        true,
                        false);
        return of(host, target, secure);
    }

    private static TunnelCommand.TryService request(
            SshHost host,
            Target target,
            TunnelFact.Rule rule,
            boolean secure,
            HostPort at,
            Optional<FilePath> socket) {
        var sni = rule.sniFromHost() ? target.host() : rule.serverName();
        var renamed = secure && !sni.isEmpty() && !sni.equals(at.host());
        var named = renamed ? new HostPort(sni, at.port()) : at;
        return new TunnelCommand.TryService(
                host,
                URI.create((secure ? "https" : "http") + "://" + named + target.path()),
                renamed && socket.isEmpty() ? Optional.of(at) : Optional.empty(),
                socket,
                new TunnelCommand.TryService.HostHeader(
                        rule.hostHeader().isEmpty()
                                ? target.url().getRawAuthority()
                                : rule.hostHeader()),
                target.url().getScheme(),
                rule.caPool().isEmpty() ? Optional.empty() : FilePath.of(rule.caPool()),
                !rule.noTlsVerify(),
                rule.http2(),
                false);
    }
}
