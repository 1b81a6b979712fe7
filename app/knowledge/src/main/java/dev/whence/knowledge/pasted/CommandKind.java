package dev.whence.knowledge.pasted;

import java.util.Optional;

/// Tells from a command what it prints.
final class CommandKind {
    private CommandKind() {}

    /// The kind; empty where the output must show it.
    static Optional<Pasted> of(String command) {
        return Optional.ofNullable(
                switch (Transcript.program(command)) {
                    case "curl", "wget" -> Pasted.CURL;
                    case "ss", "netstat", "lsof" -> Pasted.SS;
                    case "systemctl", "service" -> systemctl(command);
                    case "journalctl", "dmesg" -> Pasted.JOURNAL;
                    case "iptables",
                            "iptables-save",
                            "iptables-legacy",
                            "ip6tables",
                            "ip6tables-save" ->
                            Pasted.IPTABLES;
                    case "nft" -> Pasted.NFT;
                    case "ufw" -> Pasted.UFW;
                    case "dig", "nslookup", "host", "drill", "kdig", "getent", "resolvectl" ->
                            Pasted.DNS;
                    case "openssl" -> Pasted.OPENSSL;
                    case "docker", "docker-compose", "podman" -> Pasted.DOCKER;
                    case "df", "pm2" -> Pasted.SHELL;
                    case "kubectl" -> Pasted.DOCKER;
                    case "cloudflared" -> cloudflared(command);
                    default -> null;
                });
    }

    private static @org.jspecify.annotations.Nullable Pasted systemctl(String command) {
        if (command.contains(" show")) {
            return Pasted.SYSTEMCTL_SHOW;
        }
        if (command.contains(" is-")
                || command.contains("--failed")
                || command.contains("list-units")) {
            return Pasted.SHELL;
        }
        return command.contains("status") ? Pasted.SYSTEMCTL_STATUS : null;
    }

    private static @org.jspecify.annotations.Nullable Pasted cloudflared(String command) {
        if (command.matches(".*\\btunnel (?:\\S+ )*(?:info|list)\\b.*")) {
            return Pasted.CLOUDFLARED_TUNNEL_INFO;
        }
        return command.matches(".*\\b(?:run|--url)\\b.*") ? Pasted.CLOUDFLARED_LOG : null;
    }
}
