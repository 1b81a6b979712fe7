package dev.whence.knowledge.check;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Target;
import dev.whence.knowledge.parse.Ranges;

import java.util.List;

/// The origins that can be asked around Cloudflare.
public final class Origins {
    private Origins() {}

    /// The target's origins, without any public address of Cloudflare's own: that one leads through
    /// the edge again.
    ///
    /// @throws CouldNotLook where none is left
    public static List<HostPort> of(Target target) throws CouldNotLook {
        if (target.origins().isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NO_ORIGIN);
        }
        var cloudflare = Ranges.of(target.sources().ranges());
        var origins =
                target.origins().stream()
                        .filter(origin -> !isOfCloudflare(origin.host(), cloudflare))
                        .toList();
        if (origins.isEmpty()) {
            throw CouldNotLook.broke(cloudflares());
        }
        return origins;
    }

    private static boolean isOfCloudflare(String host, Ranges cloudflare) {
        return cloudflare.contains(host) && !Ranges.isLocal(host);
    }

    private static Trouble cloudflares() {
        return new Trouble(
                "The address given for the origin is Cloudflare's own.",
                "Give the address of your server, as the DNS record in the Cloudflare dashboard"
                        + " shows it.");
    }
}
