package dev.whence.knowledge.pasted;

import dev.whence.engine.check.CheckId;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.dns.NameResolves;
import dev.whence.knowledge.check.edge.EdgeTrace;
import dev.whence.knowledge.check.edge.SiteAnswersThroughEdge;
import dev.whence.knowledge.check.edge.StatusPageQuiet;
import dev.whence.knowledge.check.host.AppJournal;
import dev.whence.knowledge.check.host.FirewallAdmitsCloudflare;
import dev.whence.knowledge.check.host.PortsListening;
import dev.whence.knowledge.check.host.RequestsArrive;
import dev.whence.knowledge.check.host.UnitsRunning;
import dev.whence.knowledge.check.host.WebServerConfig;
import dev.whence.knowledge.check.host.WebServerLog;
import dev.whence.knowledge.check.tls.OriginCertificateValid;
import dev.whence.knowledge.check.tunnel.ConnectorConfig;
import dev.whence.knowledge.check.tunnel.ConnectorCounters;
import dev.whence.knowledge.check.tunnel.ConnectorLog;
import dev.whence.knowledge.check.tunnel.ConnectorReady;
import dev.whence.knowledge.check.tunnel.TunnelHasConnectors;
import dev.whence.knowledge.fact.Fact;

/// Which check looks live for what a pasted text tells.
final class Sources {
    private Sources() {}

    /// The check that would see a fact; where several would, the one that reads texts of the kind.
    static CheckId check(Pasted kind, Fact fact) {
        return Knowledge.CHECKS.stream()
                .filter(check -> check.id().equals(check(kind)) && check.couldSee(fact.getClass()))
                .findFirst()
                .or(
                        () ->
                                Knowledge.CHECKS.stream()
                                        .filter(check -> check.couldSee(fact.getClass()))
                                        .findFirst())
                .map(Probe::id)
                .orElseGet(() -> check(kind));
    }

    /// The check that reads such texts.
    static CheckId check(Pasted kind) {
        return CheckId.of(
                switch (kind) {
                    case CLOUDFLARED_LOG -> ConnectorLog.class;
                    case CLOUDFLARED_CONFIG -> ConnectorConfig.class;
                    case CLOUDFLARED_TUNNEL_INFO -> TunnelHasConnectors.class;
                    case CLOUDFLARED_METRICS -> ConnectorCounters.class;
                    case CLOUDFLARED_READY -> ConnectorReady.class;
                    case NGINX_ERROR_LOG, APACHE_ERROR_LOG -> WebServerLog.class;
                    case NGINX_ACCESS_LOG -> RequestsArrive.class;
                    case NGINX_CONFIG -> WebServerConfig.class;
                    case APP_LOG, APP_CONFIG, JOURNAL, DOCKER, SHELL -> AppJournal.class;
                    case SYSTEMCTL_STATUS, SYSTEMCTL_SHOW -> UnitsRunning.class;
                    case CURL, CF_HEADERS, BROWSER_PAGE -> SiteAnswersThroughEdge.class;
                    case OPENSSL -> OriginCertificateValid.class;
                    case SS -> PortsListening.class;
                    case IPTABLES, NFT, UFW -> FirewallAdmitsCloudflare.class;
                    case DNS -> NameResolves.class;
                    case TRACE -> EdgeTrace.class;
                    case STATUS_PAGE -> StatusPageQuiet.class;
                });
    }
}
