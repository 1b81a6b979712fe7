package dev.whence.knowledge;

import dev.whence.engine.model.Sources;
import dev.whence.engine.model.Symptoms;
import dev.whence.engine.model.Target;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What a run uses where the user says nothing.
public final class Defaults {
    /// Cloudflare's address ranges as of 2026-09-29 (facts §D). They change once in years; a newer
    /// list may be given.
    public static final List<String> RANGES =
            List.of(
                    "173.245.48.0/20",
                    "103.21.244.0/22",
                    "103.22.200.0/22",
                    "103.31.4.0/22",
                    "141.101.64.0/18",
                    "108.162.192.0/18",
                    "190.93.240.0/20",
                    "188.114.96.0/20",
                    "197.234.240.0/22",
                    "198.41.128.0/17",
                    "162.158.0.0/15",
                    "104.16.0.0/13",
                    "104.24.0.0/14",
                    "172.64.0.0/13",
                    "131.0.72.0/22",
                    "2400:cb00::/32",
                    "2606:4700::/32",
                    "2803:f800::/32",
                    "2405:b500::/32",
                    "2405:8100::/32",
                    "2a06:98c0::/29",
                    "2c0f:f248::/32");

    /// The status page, the control site (facts §B, §C) and the bundled ranges; nothing is asked of
    /// the API.
    public static final Sources SOURCES =
            new Sources(
                    List.of(),
                    URI.create("https://www.cloudflarestatus.com/api/v2/summary.json"),
                    URI.create("https://www.cloudflare.com/cdn-cgi/trace"),
                    Optional.empty(),
                    RANGES);

    private Defaults() {}

    /// A target about which only its address is known.
    public static Target target(URI url) {
        return new Target(
                url,
                "GET",
                List.of(),
                List.of(),
                url.getScheme(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                Symptoms.NONE,
                SOURCES);
    }
}
