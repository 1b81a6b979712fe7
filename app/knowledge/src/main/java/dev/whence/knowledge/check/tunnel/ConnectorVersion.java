package dev.whence.knowledge.check.tunnel;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Asks which version of cloudflared is installed (facts §E.2). The one that runs may be older.
public final class ConnectorVersion implements Probe {
    @Override
    public Step step() {
        return Step.TUNNEL;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.ON_TUNNEL_HOST;
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(TunnelFact.Version.class);
    }

    private static final Pattern VERSION = Pattern.compile("cloudflared version (\\S{1,40})");

    @Override
    public Stream<TunnelFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = OnHost.host(scene);
        var done = Shell.done(world, new TunnelCommand.Version(host), by);
        if (Shell.notInstalled(done)) {
            throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
        }
        return VERSION.matcher(done.out() + done.err())
                .results()
                .limit(1)
                .map(found -> new TunnelFact.Version(host.name(), found.group(1)));
    }
}
