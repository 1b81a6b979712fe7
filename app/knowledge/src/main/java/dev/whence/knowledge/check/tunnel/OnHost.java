package dev.whence.knowledge.check.tunnel;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.SshHost;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.List;
import java.util.Optional;

/// What the checks on a connector's host begin with: the host, and what is known about it alone.
final class OnHost {
    private OnHost() {}

    /// The host that the check stands on.
    static SshHost host(Scene scene) throws CouldNotLook {
        return scene.host().orElseThrow(() -> CouldNotLook.skipped(SkipReason.NO_SSH));
    }

    /// The facts of one kind about that host.
    static <F extends TunnelFact> List<F> known(Scene scene, Class<F> kind) {
        return scene.known()
                .all(kind)
                .filter(fact -> fact.on().equals(scene.from().host()))
                .toList();
    }

    /// The newest of them.
    static <F extends TunnelFact> Optional<F> latest(Scene scene, Class<F> kind) {
        return known(scene, kind).stream().reduce((_, later) -> later);
    }

    /// The newest of them, without which the check cannot look.
    static <F extends TunnelFact> F needed(Scene scene, Class<F> kind) throws CouldNotLook {
        return latest(scene, kind)
                .orElseThrow(() -> CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM));
    }
}
