package dev.whence.knowledge;

import dev.whence.engine.cause.Cause;
import dev.whence.knowledge.cause.client.TesterNetworkFault;
import dev.whence.knowledge.cause.edge.CloudflareColoFault;
import dev.whence.knowledge.cause.edge.CloudflareIncident;
import dev.whence.knowledge.cause.edge.DnsOriginUnresolvable;
import dev.whence.knowledge.cause.edge.DnsRecordBypassesTunnel;
import dev.whence.knowledge.cause.edge.DnsRecordWrongAddress;
import dev.whence.knowledge.cause.edge.EdgeInternalError;
import dev.whence.knowledge.cause.edge.HostnameNotProxied;
import dev.whence.knowledge.cause.edge.WafBlockedRequest;
import dev.whence.knowledge.cause.edge.WorkerException;
import dev.whence.knowledge.cause.edge.WorkerRouteMissing;
import dev.whence.knowledge.cause.origin.AppCrashed;
import dev.whence.knowledge.cause.origin.AppStopped;
import dev.whence.knowledge.cause.origin.AppWorkerTimeout;
import dev.whence.knowledge.cause.origin.DatabasePoolExhausted;
import dev.whence.knowledge.cause.origin.DatabaseUnreachable;
import dev.whence.knowledge.cause.origin.DiskFull;
import dev.whence.knowledge.cause.origin.Fail2banBannedCloudflare;
import dev.whence.knowledge.cause.origin.FdLimitReached;
import dev.whence.knowledge.cause.origin.FirewallBlocksCloudflare;
import dev.whence.knowledge.cause.origin.HostClockWrong;
import dev.whence.knowledge.cause.origin.HostNatHairpin;
import dev.whence.knowledge.cause.origin.HostingProviderOutage;
import dev.whence.knowledge.cause.origin.HttpToHttpsPort;
import dev.whence.knowledge.cause.origin.HttpsToHttpPort;
import dev.whence.knowledge.cause.origin.OomKilled;
import dev.whence.knowledge.cause.origin.OriginCertExpired;
import dev.whence.knowledge.cause.origin.OriginCertNameMismatch;
import dev.whence.knowledge.cause.origin.OriginCertStaleNotReloaded;
import dev.whence.knowledge.cause.origin.OriginCertUntrusted;
import dev.whence.knowledge.cause.origin.OriginIpv6Unreachable;
import dev.whence.knowledge.cause.origin.OriginNotListening;
import dev.whence.knowledge.cause.origin.OriginOverloaded;
import dev.whence.knowledge.cause.origin.OriginOwnError;
import dev.whence.knowledge.cause.origin.OriginRequiresClientCert;
import dev.whence.knowledge.cause.origin.OriginRestarting;
import dev.whence.knowledge.cause.origin.OriginSlowOverReadTimeout;
import dev.whence.knowledge.cause.origin.OriginTlsHandshakeStalls;
import dev.whence.knowledge.cause.origin.OriginTlsNoCommonCipher;
import dev.whence.knowledge.cause.origin.OriginTlsSniNotServed;
import dev.whence.knowledge.cause.origin.PhpFpmPoolExhausted;
import dev.whence.knowledge.cause.origin.ProviderFilterBlocksCloudflare;
import dev.whence.knowledge.cause.origin.ProxyUpstreamNeedsSni;
import dev.whence.knowledge.cause.origin.SslModePortMismatch;
import dev.whence.knowledge.cause.origin.UpstreamHeaderTooBig;
import dev.whence.knowledge.cause.origin.UpstreamTimeout;
import dev.whence.knowledge.cause.origin.UpstreamWrongPort;
import dev.whence.knowledge.cause.origin.WebServerConfigError;
import dev.whence.knowledge.cause.origin.WebServerStopped;
import dev.whence.knowledge.cause.origin.WrongProtocolOnPort;
import dev.whence.knowledge.cause.tunnel.CloudflaredNotRunning;
import dev.whence.knowledge.cause.tunnel.DnsPointsToOtherTunnel;
import dev.whence.knowledge.cause.tunnel.IngressHostnameUnmatched;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.dns.NameResolves;
import dev.whence.knowledge.check.dns.ZoneOnCloudflare;
import dev.whence.knowledge.check.edge.ControlSiteAnswers;
import dev.whence.knowledge.check.edge.EdgeTrace;
import dev.whence.knowledge.check.edge.SiteAnswersAgain;
import dev.whence.knowledge.check.edge.SiteAnswersEveryMethod;
import dev.whence.knowledge.check.edge.SiteAnswersThroughEdge;
import dev.whence.knowledge.check.edge.StatusPageQuiet;
import dev.whence.knowledge.check.edge.SymptomReported;
import dev.whence.knowledge.check.host.AppJournal;
import dev.whence.knowledge.check.host.CertificateOnDiskServed;
import dev.whence.knowledge.check.host.FirewallAdmitsCloudflare;
import dev.whence.knowledge.check.host.HostAccess;
import dev.whence.knowledge.check.host.HostClock;
import dev.whence.knowledge.check.host.HostResources;
import dev.whence.knowledge.check.host.LocalAnswer;
import dev.whence.knowledge.check.host.PortsListening;
import dev.whence.knowledge.check.host.RequestsArrive;
import dev.whence.knowledge.check.host.UnitsRunning;
import dev.whence.knowledge.check.host.WebServerConfig;
import dev.whence.knowledge.check.host.WebServerLog;
import dev.whence.knowledge.check.origin.HostReachable;
import dev.whence.knowledge.check.origin.OriginAgreesWithEdge;
import dev.whence.knowledge.check.origin.OriginAnswers;
import dev.whence.knowledge.check.origin.OriginPortOpen;
import dev.whence.knowledge.check.tls.OriginCertificateValid;
import dev.whence.knowledge.check.tls.OriginTlsModes;
import dev.whence.knowledge.check.tunnel.ConfigAccepted;
import dev.whence.knowledge.check.tunnel.ConnectorConfig;
import dev.whence.knowledge.check.tunnel.ConnectorCounters;
import dev.whence.knowledge.check.tunnel.ConnectorLog;
import dev.whence.knowledge.check.tunnel.ConnectorReady;
import dev.whence.knowledge.check.tunnel.ConnectorRunning;
import dev.whence.knowledge.check.tunnel.ConnectorVersion;
import dev.whence.knowledge.check.tunnel.IngressRuleForUrl;
import dev.whence.knowledge.check.tunnel.ServiceAnswers;
import dev.whence.knowledge.check.tunnel.ServicePortOpen;
import dev.whence.knowledge.check.tunnel.TunnelHasConnectors;

import java.util.List;

/// The table of contents: everything that is looked at and everything that can be wrong.
public final class Knowledge {
    /// Every check, sorted by name.
    public static final List<Probe> CHECKS =
            List.of(
                    // keep-sorted start
                    new AppJournal(),
                    new CertificateOnDiskServed(),
                    new ConfigAccepted(),
                    new ConnectorConfig(),
                    new ConnectorCounters(),
                    new ConnectorLog(),
                    new ConnectorReady(),
                    new ConnectorRunning(),
                    new ConnectorVersion(),
                    new ControlSiteAnswers(),
                    new EdgeTrace(),
                    new FirewallAdmitsCloudflare(),
                    new HostAccess(),
                    new HostClock(),
                    new HostReachable(),
                    new HostResources(),
                    new IngressRuleForUrl(),
                    new LocalAnswer(),
                    new NameResolves(),
                    new OriginAgreesWithEdge(),
                    new OriginAnswers(),
                    new OriginCertificateValid(),
                    new OriginPortOpen(),
                    new OriginTlsModes(),
                    new PortsListening(),
                    new RequestsArrive(),
                    new ServiceAnswers(),
                    new ServicePortOpen(),
                    new SiteAnswersAgain(),
                    new SiteAnswersEveryMethod(),
                    new SiteAnswersThroughEdge(),
                    new StatusPageQuiet(),
                    new SymptomReported(),
                    new TunnelHasConnectors(),
                    new UnitsRunning(),
                    new WebServerConfig(),
                    new WebServerLog(),
                    new ZoneOnCloudflare()
                    // keep-sorted end
                    );

    /// Every cause, sorted by name.
    public static final List<Cause> CAUSES =
            List.of(
                    // keep-sorted start
                    new AppCrashed(),
                    new AppStopped(),
                    new AppWorkerTimeout(),
                    new CloudflareColoFault(),
                    new CloudflareIncident(),
                    new CloudflaredNotRunning(),
                    new DatabasePoolExhausted(),
                    new DatabaseUnreachable(),
                    new DiskFull(),
                    new DnsOriginUnresolvable(),
                    new DnsPointsToOtherTunnel(),
                    new DnsRecordBypassesTunnel(),
                    new DnsRecordWrongAddress(),
                    new EdgeInternalError(),
                    new Fail2banBannedCloudflare(),
                    new FdLimitReached(),
                    new FirewallBlocksCloudflare(),
                    new HostClockWrong(),
                    new HostNatHairpin(),
                    new HostingProviderOutage(),
                    new HostnameNotProxied(),
                    new HttpToHttpsPort(),
                    new HttpsToHttpPort(),
                    new IngressHostnameUnmatched(),
                    new OomKilled(),
                    new OriginCertExpired(),
                    new OriginCertNameMismatch(),
                    new OriginCertStaleNotReloaded(),
                    new OriginCertUntrusted(),
                    new OriginIpv6Unreachable(),
                    new OriginNotListening(),
                    new OriginOverloaded(),
                    new OriginOwnError(),
                    new OriginRequiresClientCert(),
                    new OriginRestarting(),
                    new OriginSlowOverReadTimeout(),
                    new OriginTlsHandshakeStalls(),
                    new OriginTlsNoCommonCipher(),
                    new OriginTlsSniNotServed(),
                    new PhpFpmPoolExhausted(),
                    new ProviderFilterBlocksCloudflare(),
                    new ProxyUpstreamNeedsSni(),
                    new SslModePortMismatch(),
                    new TesterNetworkFault(),
                    new UpstreamHeaderTooBig(),
                    new UpstreamTimeout(),
                    new UpstreamWrongPort(),
                    new WafBlockedRequest(),
                    new WebServerConfigError(),
                    new WebServerStopped(),
                    new WorkerException(),
                    new WorkerRouteMissing(),
                    new WrongProtocolOnPort()
                    // keep-sorted end
                    );

    private Knowledge() {}
}
