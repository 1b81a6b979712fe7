package dev.whence.knowledge.pasted;

import java.util.List;

/// Every reader, one for each kind, in the order in which they are tried where several would take a
/// text equally well.
final class Readers {
    static final List<PastedReader> ALL =
            List.of(
                    new CloudflaredReadyPaste(),
                    new CloudflaredMetricsPaste(),
                    new CloudflaredTunnelInfoPaste(),
                    new TracePaste(),
                    new SystemctlStatusPaste(),
                    new SystemctlShowPaste(),
                    new JournalPaste(),
                    new NginxErrorLogPaste(),
                    new CloudflaredLogPaste(),
                    new ApacheErrorLogPaste(),
                    new NginxAccessLogPaste(),
                    new SsPaste(),
                    new IptablesPaste(),
                    new NftPaste(),
                    new UfwPaste(),
                    new OpensslPaste(),
                    new DockerPaste(),
                    new CloudflaredConfigPaste(),
                    new NginxConfigPaste(),
                    new StatusPagePaste(),
                    new CurlPaste(),
                    new CfHeadersPaste(),
                    new DnsPaste(),
                    new AppLogPaste(),
                    new AppConfigPaste(),
                    new BrowserPagePaste(),
                    new ShellPaste());

    private Readers() {}

    /// The reader of a kind.
    static PastedReader of(Pasted kind) {
        return ALL.stream()
                .filter(reader -> reader.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no reader for " + kind));
    }
}
