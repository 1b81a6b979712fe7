package dev.whence.knowledge.pasted;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The kinds of text that a person may bring. Their ids are public and stable.
public enum Pasted {
    CLOUDFLARED_LOG,
    CLOUDFLARED_CONFIG,
    CLOUDFLARED_TUNNEL_INFO,
    CLOUDFLARED_METRICS,
    CLOUDFLARED_READY,
    NGINX_ERROR_LOG,
    NGINX_ACCESS_LOG,
    NGINX_CONFIG,
    APACHE_ERROR_LOG,
    APP_LOG,
    APP_CONFIG,
    SYSTEMCTL_STATUS,
    SYSTEMCTL_SHOW,
    JOURNAL,
    CURL,
    OPENSSL,
    SS,
    IPTABLES,
    NFT,
    UFW,
    DNS,
    TRACE,
    STATUS_PAGE,
    BROWSER_PAGE,
    CF_HEADERS,
    DOCKER,
    SHELL;

    /// Whether programs go on writing such texts line by line, so that they may be of any size.
    boolean isLog() {
        return switch (this) {
            case CLOUDFLARED_LOG,
                    NGINX_ERROR_LOG,
                    NGINX_ACCESS_LOG,
                    APACHE_ERROR_LOG,
                    APP_LOG,
                    JOURNAL,
                    DOCKER ->
                    true;
            default -> false;
        };
    }

    /// The public name, such as `nginx-error-log`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The kind of that public name; empty where there is none.
    public static Optional<Pasted> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id.strip())).findFirst();
    }
}
