package dev.whence.knowledge.check.tunnel;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Headers;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.CloudflaredMetrics;
import dev.whence.knowledge.parse.ConnectorPages;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the connector's counters, sends one marked request through the edge, and reads them again:
/// who made the error shows in what was counted (facts §J.2, step 5).
///
/// The mark is made of the first reading, which is never twice the same; so a recorded run asks the
/// same again.
public final class ConnectorCounters implements Probe {
    @Override
    public Step step() {
        return Step.TUNNEL;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.ON_TUNNEL_HOST;
    }

    @Override
    public Set<Class<? extends Evidence>> needs() {
        return Set.of(TunnelFact.Metrics.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(TunnelFact.Counted.class);
    }

    @Override
    public Duration budget() {
        return Duration.ofSeconds(20);
    }

    private static final List<TunnelCommand.Pages.Page> COUNTERS =
            List.of(TunnelCommand.Pages.Page.COUNTERS);

    @Override
    public Stream<TunnelFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = OnHost.host(scene);
        var servers =
                OnHost.known(scene, TunnelFact.Metrics.class).stream()
                        .map(TunnelFact.Metrics::at)
                        .toList();
        if (servers.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        var reading = new TunnelCommand.Pages(host, servers, COUNTERS);
        var before = Shell.done(world, reading, by).out();
        if (!CloudflaredMetrics.are(before)) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        var mark = mark(before);
        var status = status(world.ask(marked(scene.target(), mark), by));
        var after = Shell.done(world, reading, by).out();
        var more = sum(after, before);
        return Stream.of(
                new TunnelFact.Counted(
                        host.name(), more.requests(), more.errors(), more.byCode(), status, mark));
    }

    private static Ask.Fetch marked(Target target, String mark) {
        var query = target.url().getRawQuery();
        var path = target.path() + (query == null ? "?" : "&") + "whence=" + mark;
        var authority = target.url().getRawAuthority();
        var resolver = target.sources().resolvers().stream().findFirst();
        return new Ask.Fetch(
                URI.create(target.url().getScheme() + "://" + authority + path),
                target.method().equals("HEAD") ? "HEAD" : "GET",
                Headers.NONE.with("Accept", "*/*").with("User-Agent", "Whence"),
                new Ask.Via(target.edge(), resolver, false, 1024));
    }

    private static int status(Fetched fetched) {
        return switch (fetched) {
            case Fetched.Answered answered -> answered.status();
            case Fetched.NoAnswer _ -> 0;
        };
    }

    private static CloudflaredMetrics sum(String after, String before) {
        var earlier = ConnectorPages.pages(before);
        var sum = new CloudflaredMetrics(0, 0, Map.of());
        for (var page : ConnectorPages.pages(after)) {
            var then =
                    earlier.stream()
                            .filter(each -> each.server().equals(page.server()))
                            .map(each -> CloudflaredMetrics.read(each.body()))
                            .findFirst();
            if (then.isPresent() && page.status() == 200) {
                sum = sum.plus(CloudflaredMetrics.read(page.body()).since(then.get()));
            }
        }
        return sum;
    }

    private static String mark(String reading) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(reading.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
