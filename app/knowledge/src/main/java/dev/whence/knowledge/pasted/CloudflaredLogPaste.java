package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A connector's log, from any year (facts §E.10-E.13).
final class CloudflaredLogPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?m)\\d\\dZ (?:DBG|INF|WRN|ERR|FTL|PNC)"
                        + " |originService=|ingressRule=|connIndex=|may not be responding to"
                        + " traffic from cloudflared\\S|Proxying to ingress -?\\d|Register tunnel"
                        + " error|(?<!cf)argotunnel\\.com|failed to dial to edge|Provided [Tt]unnel"
                        + " token is not valid|TLS handshake with edge error|no free edge addresses"
                        + " left"
                        + "|\"level\":\"\\w+\".{0,2000}\"(?:originService|ingressRule|connIndex)\"");
    private static final Pattern LIKE =
            Pattern.compile(
                    "(?m)cloudflared(?:\\[\\d+\\]|\\s+\\|)|\\bdial tcp|\\bx509: |Registered tunnel"
                            + " connection|Incoming request ended abruptly|^(?:INF|WRN|ERR|FTL)"
                            + " |(?:ERRO|INFO|WARN|FATA)\\[|Error proxying request to origin");
    private static final Pattern PERHAPS =
            Pattern.compile("(?i)tunnel|quic|edge|error|context canceled|tls: |remote error");

    @Override
    public Pasted kind() {
        return Pasted.CLOUDFLARED_LOG;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, LIKE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        return LogText.facts(sheet);
    }
}
