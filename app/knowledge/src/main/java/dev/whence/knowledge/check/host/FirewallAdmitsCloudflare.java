package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Running;
import dev.whence.knowledge.command.FirewallCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.firewall.Admission;
import dev.whence.knowledge.parse.firewall.IptablesSave;
import dev.whence.knowledge.parse.firewall.NftRuleset;
import dev.whence.knowledge.parse.firewall.Routes;
import dev.whence.knowledge.parse.firewall.Ruleset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the rules of the origin's own firewall and its routes, and leads a packet from every
/// Cloudflare range through them, and the answer to it back. What a provider filters in front of
/// the host cannot be seen from there.
public final class FirewallAdmitsCloudflare extends OnHost implements Probe {
    @Override
    public Step step() {
        return Step.WAF;
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.Firewall.class, HostFact.FirewallUnknown.class);
    }

    @Override
    public Duration budget() {
        return Duration.ofSeconds(15);
    }

    @Override
    public Stream<HostFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        List<HostFact> seen = new ArrayList<>();
        for (var v6 : families(scene.target())) {
            seen.add(look(scene, host, v6, world, by));
        }
        return seen.stream();
    }

    /// The address families by which the origin is reached, as far as the addresses given for it
    /// tell; what nobody uses may well be closed.
    private static List<Boolean> families(Target target) {
        var addresses = target.origins().stream().filter(origin -> origin.isAddress()).toList();
        var v6 = addresses.stream().anyMatch(origin -> origin.host().contains(":"));
        var v4 = addresses.stream().anyMatch(origin -> !origin.host().contains(":"));
        if (!v6) {
            return List.of(false);
        }
        return v4 ? List.of(false, true) : List.of(true);
    }

    private static HostFact look(Scene scene, SshHost host, boolean v6, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var port = port(scene);
        var rules = rules(host, v6, world, by);
        var routes = Shell.tried(world, new FirewallCommand.Routes(host, v6), by);
        var admission =
                Admission.of(
                        rules.ruleset()
                                .orElse(Ruleset.EMPTY)
                                .with(
                                        routes.filter(done -> !done.cut())
                                                .map(done -> Routes.read(done.out(), v6))
                                                .orElse(Routes.NONE)),
                        scene.target().sources().ranges(),
                        port,
                        v6,
                        routes.flatMap(done -> Routes.device(done.out())));
        if (!admission.blocked().isEmpty() && !(rules.hidden() && mayBeBans(admission))) {
            return fact(host.name(), port, v6, admission);
        }
        if (rules.hidden()) {
            throw CouldNotLook.skipped(SkipReason.NO_ROOT);
        }
        if (rules.ruleset().isEmpty()) {
            return new HostFact.FirewallUnknown(host.name(), port, rules.why(), "");
        }
        return admission.unsure().isPresent()
                ? new HostFact.FirewallUnknown(
                        host.name(),
                        port,
                        "it hangs on the rule " + admission.unsure().get().rule(),
                        admission.unsure().get().action())
                : fact(host.name(), port, v6, admission);
    }

    /// Single addresses are what programs ban, and only root may ask those for their lists.
    private static boolean mayBeBans(Admission admission) {
        return admission.blocked().stream().noneMatch(range -> range.contains("/"));
    }

    private static HostFact fact(String on, int port, boolean v6, Admission admission) {
        return new HostFact.Firewall(
                on,
                port,
                v6 ? "IPv6" : "IPv4",
                admission.blocked(),
                admission.admitted(),
                admission.first().map(stopped -> stopped.action()).orElse(""),
                admission.first().map(stopped -> stopped.rule()).orElse(""),
                admission.world(),
                admission.first().flatMap(stopped -> stopped.list()).orElse(""),
                admission.first().map(stopped -> stopped.way()).orElse(""));
    }

    /// The rules, or why they are not known.
    private record Rules(Optional<Ruleset> ruleset, boolean hidden, String why) {
        static final Rules HIDDEN = new Rules(Optional.empty(), true, "");

        static Rules unknown(String why) {
            return new Rules(Optional.empty(), false, why);
        }
    }

    private static Rules rules(SshHost host, boolean v6, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var answers =
                Running.all(
                        world,
                        by,
                        v6
                                ? new FirewallCommand.Ip6tablesSave(host)
                                : new FirewallCommand.IptablesSave(host),
                        new FirewallCommand.NftRuleset(host));
        var iptables = said(answers.get(0));
        var nft = said(answers.get(1));
        for (var each : List.of(iptables, nft)) {
            if (each.state() == State.HIDDEN) {
                return Rules.HIDDEN;
            }
            if (each.state() == State.UNREADABLE) {
                return Rules.unknown(each.why());
            }
        }
        if (iptables.state() == State.ABSENT && nft.state() == State.ABSENT) {
            return Rules.unknown("neither iptables nor nft is installed");
        }
        var ruleset = Ruleset.EMPTY;
        if (iptables.state() == State.READ) {
            var sets =
                    iptables.out().contains("--match-set")
                            ? said(world, new FirewallCommand.IpsetSave(host), by).out()
                            : "";
            ruleset = ruleset.and(IptablesSave.read(iptables.out(), sets, ""));
            if (IptablesSave.legacyToo(iptables.out() + iptables.err())) {
                var legacy =
                        said(
                                world,
                                v6
                                        ? new FirewallCommand.Ip6tablesLegacySave(host)
                                        : new FirewallCommand.IptablesLegacySave(host),
                                by);
                if (legacy.state() != State.READ) {
                    return Rules.unknown("the rules of iptables-legacy could not be read");
                }
                ruleset = ruleset.and(IptablesSave.read(legacy.out(), sets, "legacy "));
            }
        }
        if (nft.state() == State.READ) {
            var read = NftRuleset.read(nft.out(), v6, IptablesSave.translated(iptables.out()));
            if (read.isEmpty()) {
                return Rules.unknown("what nft printed could not be read");
            }
            ruleset = ruleset.and(read.get());
        }
        return new Rules(Optional.of(ruleset), false, "");
    }

    /// How reading the rules of one program ended.
    private enum State {
        READ,
        ABSENT,
        /// Only root may read them, and the login is not.
        HIDDEN,
        UNREADABLE
    }

    private record Said(State state, String out, String err, String why) {}

    private static final Said HIDDEN = new Said(State.HIDDEN, "", "", "");

    private static Said said(World world, FirewallCommand command, Deadline by)
            throws InterruptedException, CouldNotLook {
        return said(Running.all(world, by, command).getFirst());
    }

    private static Said said(Running.Ended ended) throws CouldNotLook {
        var program = ended.command().words().getFirst();
        var tried = ended.tried();
        if (tried.isEmpty()) {
            return ended.answer() instanceof Ran.NotAllowed
                    ? HIDDEN
                    : new Said(State.UNREADABLE, "", "", program + " did not end in time");
        }
        var done = tried.get();
        if (Shell.notInstalled(done)) {
            return done.asRoot() ? new Said(State.ABSENT, "", "", "") : HIDDEN;
        }
        if (done.exit() != 0) {
            return new Said(
                    State.UNREADABLE, "", done.err(), program + " could not read its rules");
        }
        return done.cut()
                ? new Said(State.UNREADABLE, "", "", "there are too many rules to read")
                : new Said(State.READ, done.out(), done.err(), "");
    }
}
