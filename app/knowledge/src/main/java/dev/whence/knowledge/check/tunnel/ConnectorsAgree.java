package dev.whence.knowledge.check.tunnel;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.Configuration;
import dev.whence.knowledge.fact.TunnelFact.Differs;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lays the connectors of one tunnel beside each other: a stale one has an older configuration or
/// other rules, or fails alone (facts §J.3, #20, #21). It asks nothing more.
public final class ConnectorsAgree implements Probe {
    /// What is known of one connector.
    private record Seen(String on, Optional<Configuration> uses, int failures, boolean logRead) {}

    @Override
    public Step step() {
        return Step.TUNNEL;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.HERE;
    }

    @Override
    public Set<Class<? extends Evidence>> needs() {
        return Set.of(TunnelFact.Running.class);
    }

    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(Configuration.class, ServiceFailure.class, TunnelFact.Timeline.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(Differs.class);
    }

    @Override
    public Stream<Differs> look(Scene scene, World world, Deadline by) throws CouldNotLook {
        var known = scene.known();
        var byTunnel =
                known.all(TunnelFact.Running.class)
                        .filter(
                                running ->
                                        !running.connectorId().isEmpty() || alone(running, known))
                        .distinct()
                        .collect(
                                Collectors.groupingBy(
                                        TunnelFact.Running::tunnelId,
                                        Collectors.groupingBy(
                                                TunnelFact.Running::on,
                                                TreeMap::new,
                                                Collectors.counting())));
        var shared =
                byTunnel.values().stream()
                        .filter(hosts -> hosts.values().stream().mapToLong(n -> n).sum() > 1)
                        .toList();
        if (shared.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        return shared.stream()
                .map(
                        hosts ->
                                hosts.entrySet().stream()
                                        .flatMap(
                                                host -> seen(host.getKey(), host.getValue(), known))
                                        .toList())
                .flatMap(ConnectorsAgree::differences);
    }

    /// What a command line tells counts where no connector of the host told about itself.
    private static boolean alone(TunnelFact.Running running, Facts known) {
        return known.all(TunnelFact.Running.class)
                .noneMatch(
                        other -> other.on().equals(running.on()) && !other.connectorId().isEmpty());
    }

    /// The connectors of a host. Several of one host share its log, so who of them failed is open.
    private static Stream<Seen> seen(String on, long connectors, Facts known) {
        var uses = known.all(Configuration.class).filter(each -> each.on().equals(on)).toList();
        if (connectors > 1 && uses.size() == connectors) {
            return uses.stream().map(each -> new Seen(on, Optional.of(each), 0, false));
        }
        return Stream.of(
                new Seen(
                        on,
                        uses.isEmpty() ? Optional.empty() : Optional.of(uses.getLast()),
                        known.all(ServiceFailure.class)
                                .filter(failure -> failure.on().equals(on))
                                .filter(
                                        failure ->
                                                failure.kind() != ServiceFailure.Fault.VISITOR_LEFT)
                                .mapToInt(ServiceFailure::count)
                                .sum(),
                        known.all(TunnelFact.Timeline.class).anyMatch(log -> log.on().equals(on))));
    }

    private static Stream<Differs> differences(List<Seen> connectors) {
        return Stream.of(older(connectors), otherRules(connectors), failing(connectors))
                .flatMap(facts -> facts);
    }

    /// Those whose remote configuration is not the newest.
    private static Stream<Differs> older(List<Seen> connectors) {
        var newest = connectors.stream().mapToInt(ConnectorsAgree::version).max().orElse(-1);
        return connectors.stream()
                .filter(one -> version(one) >= 0 && version(one) < newest)
                .map(
                        one ->
                                new Differs(
                                        one.on(),
                                        Differs.Trait.CONFIGURATION_VERSION,
                                        String.valueOf(version(one)),
                                        String.valueOf(newest)));
    }

    private static int version(Seen one) {
        return one.uses().map(Configuration::version).orElse(-1);
    }

    /// Those whose local rules are not the ones that most have.
    private static Stream<Differs> otherRules(List<Seen> connectors) {
        var local =
                connectors.stream()
                        .filter(one -> version(one) < 0 && one.uses().isPresent())
                        .toList();
        return local.stream()
                .filter(one -> alike(one, local) * 2 <= local.size())
                .flatMap(
                        one ->
                                local.stream()
                                        .filter(other -> !services(other).equals(services(one)))
                                        .limit(1)
                                        .map(
                                                other ->
                                                        new Differs(
                                                                one.on(),
                                                                Differs.Trait.RULES,
                                                                services(one),
                                                                services(other))));
    }

    private static long alike(Seen one, List<Seen> all) {
        return all.stream().filter(other -> services(other).equals(services(one))).count();
    }

    private static String services(Seen one) {
        return one.uses().stream()
                .flatMap(uses -> uses.rules().stream())
                .map(rule -> rule.hostname() + rule.path() + " → " + rule.service())
                .collect(Collectors.joining(", "));
    }

    /// The only one that got no answers, where the logs of all were read.
    private static Stream<Differs> failing(List<Seen> connectors) {
        var failing = connectors.stream().filter(one -> one.failures() > 0).toList();
        return failing.size() == 1 && connectors.stream().allMatch(Seen::logRead)
                ? failing.stream()
                        .map(
                                one ->
                                        new Differs(
                                                one.on(),
                                                Differs.Trait.FAILURES,
                                                String.valueOf(one.failures()),
                                                "0"))
                : Stream.empty();
    }
}
