package dev.whence.knowledge.check.tunnel;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Headers;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Together;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.CloudflaredMetrics;
import dev.whence.knowledge.parse.ConnectorPages;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the counters of every connector, sends one marked request through the edge, and reads them
/// again: who made the error shows in what was counted (facts §J.2, step 5). It asks again, at most
/// twice, where other visitors moved the counters or a failure that was reported does not show;
/// some more times until one fails, where a part of the repeated requests failed.
///
/// A request may go to any of several connectors, so the first host that tells about itself does
/// the work for all. The mark is made of the first reading, which is never twice the same; so a
/// recorded run asks the same again.
public final class ConnectorCounters implements Probe {
    private static final int MOST_ROUNDS = 3;
    private static final int MOST_WHERE_PART_FAILS = 8;
    private static final List<TunnelCommand.Pages.Page> COUNTERS =
            List.of(TunnelCommand.Pages.Page.COUNTERS);

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
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(EdgeFact.Sampled.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(TunnelFact.Counted.class, TunnelFact.Traced.class);
    }

    @Override
    public Duration budget() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Stream<TunnelFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = OnHost.host(scene);
        var readings = readings(scene);
        if (readings.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        if (!readings.getFirst().host().equals(host)) {
            return Stream.empty();
        }
        var rounds = rounds(scene, readings, world, by);
        var telling = RequestTrace.telling(rounds);
        var trace = RequestTrace.of(rounds, connections(scene));
        return Stream.concat(
                telling.moved().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> counted(each.getKey(), each.getValue(), telling)),
                Stream.of(trace));
    }

    private static TunnelFact counted(String on, CloudflaredMetrics moved, Round round) {
        return new TunnelFact.Counted(
                on, moved.requests(), moved.errors(), moved.byCode(), round.status(), round.mark());
    }

    /// How to read each host's counters, in the order of the target.
    private static List<TunnelCommand.Pages> readings(Scene scene) {
        var known = scene.known().all(TunnelFact.Metrics.class).toList();
        return scene.target()
                .hosts(SshHost.Role.TUNNEL)
                .map(host -> reading(host, known))
                .filter(reading -> !reading.servers().isEmpty())
                .toList();
    }

    private static TunnelCommand.Pages reading(SshHost host, List<TunnelFact.Metrics> known) {
        var servers =
                known.stream()
                        .filter(metrics -> metrics.on().equals(host.name()))
                        .map(TunnelFact.Metrics::at)
                        .toList();
        return new TunnelCommand.Pages(host, servers, COUNTERS);
    }

    /// The connections to the edge of all connectors; -1 where none said how many.
    private static int connections(Scene scene) {
        return scene.known()
                .all(TunnelFact.Ready.class)
                .map(TunnelFact.Ready::connections)
                .reduce(Integer::sum)
                .orElse(-1);
    }

    private static List<Round> rounds(
            Scene scene, List<TunnelCommand.Pages> readings, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var before = read(readings, world, by);
        if (before.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        var partly = partFails(scene);
        var reported = partly || !scene.target().seen().codes().isEmpty();
        List<Round> rounds = new ArrayList<>();
        do {
            var began = by.left();
            var mark = mark(rounds.size(), before);
            var visit = world.ask(marked(scene.target(), mark), half(by));
            var after = read(readings, world, by);
            if (!after.keySet().equals(before.keySet())) {
                break;
            }
            var round = new Round(moved(after, before), visit, mark);
            rounds.add(round);
            before = after;
            var took = began.minus(by.left());
            if (settled(round, reported) || by.left().compareTo(took.multipliedBy(2)) < 0) {
                break;
            }
        } while (rounds.size() < (partly ? MOST_WHERE_PART_FAILS : MOST_ROUNDS));
        if (rounds.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        return rounds;
    }

    private static boolean partFails(Scene scene) {
        return scene.known()
                .all(EdgeFact.Sampled.class)
                .anyMatch(sample -> sample.failed() > 0 && sample.failed() < sample.asked());
    }

    /// A visitor's wait may not use up the time in which the counters are read again.
    private static Deadline half(Deadline by) {
        return by.orIn(by.left().dividedBy(2));
    }

    private static boolean settled(Round round, boolean reported) {
        return !round.crowded() && (round.fails() || !reported);
    }

    /// What each host printed; a host that could not be read is left out.
    private static Map<SshHost, String> read(
            List<TunnelCommand.Pages> readings, World world, Deadline by)
            throws InterruptedException {
        var answers = Together.ask(world, readings.stream().map(Ask.Run::new).toList(), by);
        Map<SshHost, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < readings.size(); i++) {
            if (answers.get(i) instanceof Ran.Done done && CloudflaredMetrics.are(done.out())) {
                texts.put(readings.get(i).host(), done.out());
            }
        }
        return texts;
    }

    private static Map<String, CloudflaredMetrics> moved(
            Map<SshHost, String> after, Map<SshHost, String> before) {
        Map<String, CloudflaredMetrics> moved = new LinkedHashMap<>();
        after.forEach(
                (host, text) -> moved.put(host.name(), sum(text, before.getOrDefault(host, ""))));
        return moved;
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

    private static String mark(int round, Map<SshHost, String> reading) {
        var text = String.join("", reading.values()) + (round == 0 ? "" : "#" + round);
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
