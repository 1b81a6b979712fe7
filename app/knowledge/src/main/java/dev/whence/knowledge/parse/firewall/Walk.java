package dev.whence.knowledge.parse.firewall;

import dev.whence.knowledge.parse.firewall.Rule.Target;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Leads one packet through the rules, and the answer to it back. Where a condition may or may not
/// hold, both ways are followed, and the packet's fate is known only if both end alike (facts §G.2,
/// §G.3).
public final class Walk {
    private static final int DEEPEST = 40;
    private static final int MOST_RULES = 400_000;
    private static final Pattern BAN_LIST =
            Pattern.compile(
                    "(?i)\\b(f2b-[\\w.-]+|fail2ban[\\w.-]*|addr6?-set-[\\w.-]+|crowdsec[\\w.-]*"
                        + "|sshguard[\\w.-]*|denyhosts|DENYIN|DENYOUT|chain_DENY|bl?acklists?[\\w.-]*"
                        + "|blocklists?[\\w.-]*|banned[\\w.-]*|ban-?list[\\w.-]*)");

    private final Ruleset rules;
    private int steps;

    private Walk(Ruleset rules) {
        this.rules = rules;
    }

    /// What becomes of a packet, and of the answer to it.
    public static Fate of(Packet packet, Ruleset rules) {
        return new Walk(rules).fate(packet);
    }

    private Fate fate(Packet arriving) {
        var sum = new Flow();
        var packet = arriving;
        for (var name : rules.arriving()) {
            var flow = base(name, packet);
            sum.take(flow);
            packet = flow.rewritten.orElse(packet);
            if (!flow.passes) {
                return sum.fate(false);
            }
        }
        for (var name : packet.forwarded() ? rules.forwarded() : rules.local()) {
            var flow = base(name, packet);
            sum.take(flow);
            if (!flow.passes) {
                return sum.fate(false);
            }
        }
        var back = back(packet);
        var in = sum.fate(true);
        return back instanceof Fate.Stopped || in instanceof Fate.Admitted ? back : in;
    }

    /// What becomes of the answer. That of a packet which was sent on to a container meets only the
    /// routes here.
    private Fate back(Packet packet) {
        var route = rules.routes().swallowing(packet.peer());
        if (route.isPresent()) {
            return new Fate.Stopped("drop", route.get(), "back", Optional.empty());
        }
        var sum = new Flow();
        for (var name : packet.forwarded() ? List.<String>of() : rules.answering()) {
            var flow = base(name, packet.answered());
            sum.take(flow);
            if (!flow.passes) {
                return sum.fate(false);
            }
        }
        return sum.fate(true) instanceof Fate.Unsure(var rule, _)
                ? new Fate.Unsure(rule, "")
                : new Fate.Admitted();
    }

    private Flow base(String name, Packet packet) {
        var chain = rules.chains().get(name);
        if (chain == null) {
            var flow = new Flow();
            flow.passes = true;
            return flow;
        }
        var flow = run(chain, packet, 0);
        if (flow.goesOn && chain.stopsAtEnd()) {
            flow.stop("drop", chain.end(), chain.name(), packet);
        } else if (flow.goesOn) {
            flow.passes = true;
        }
        return flow;
    }

    private Flow run(Chain chain, Packet packet, int depth) {
        var flow = new Flow();
        for (var rule : chain.rules()) {
            if (++steps > MOST_RULES || depth > DEEPEST) {
                flow.giveUp(rule.text());
                return flow;
            }
            var applies = rule.applies(packet);
            if (applies != Truth.NO
                    && does(flow, rule, rule.target(), applies, chain, packet, depth)) {
                return flow;
            }
        }
        flow.goesOn = true;
        return flow;
    }

    /// Does what a rule says; true where no later rule of the chain can matter.
    private boolean does(
            Flow flow,
            Rule rule,
            Target target,
            Truth applies,
            Chain chain,
            Packet packet,
            int depth) {
        if (applies == Truth.MAYBE && !(target instanceof Target.Next)) {
            flow.doubt(rule.text());
        }
        var sure = applies == Truth.YES;
        return switch (target) {
            case Target.Next() -> false;
            case Target.Accept() -> {
                flow.passes = true;
                yield sure;
            }
            case Target.Stop(var action) -> {
                flow.stop(action, rule.text(), chain.name(), packet);
                yield sure;
            }
            case Target.Back() -> {
                flow.goesOn = true;
                yield sure;
            }
            case Target.Unknown() -> {
                flow.giveUp(rule.text());
                yield sure;
            }
            case Target.Rewrite(var to) -> {
                flow.passes = true;
                flow.rewritten = Optional.of(to.apply(packet));
                yield sure;
            }
            case Target.Call(var name, var comes) -> {
                var called = rules.chains().get(name);
                if (called == null) {
                    flow.giveUp(rule.text());
                    yield sure;
                }
                var inner = run(called, packet, depth + 1);
                flow.take(inner);
                flow.passes |= inner.passes;
                flow.rewritten = inner.rewritten.or(() -> flow.rewritten);
                if (inner.goesOn && !comes) {
                    flow.goesOn = true;
                }
                yield sure && !(inner.goesOn && comes);
            }
            case Target.Choice(var options) ->
                    chooses(flow, rule, options.apply(packet), sure, chain, packet, depth);
        };
    }

    private boolean chooses(
            Flow flow,
            Rule rule,
            List<Rule.Option> options,
            boolean sure,
            Chain chain,
            Packet packet,
            int depth) {
        for (var option : options) {
            if (option.when() == Truth.NO) {
                continue;
            }
            var ended =
                    does(flow, rule, option.target(), option.when(), chain, packet, depth) && sure;
            if (option.when() == Truth.YES) {
                return ended;
            }
        }
        return false;
    }

    /// What may become of the packet so far.
    private static final class Flow {
        private boolean passes;
        private boolean goesOn;
        private Optional<Fate.Stopped> stops = Optional.empty();
        private Optional<String> doubts = Optional.empty();
        private Optional<String> gaveUp = Optional.empty();
        private Optional<Packet> rewritten = Optional.empty();

        void stop(String action, String rule, String chain, Packet packet) {
            if (stops.isEmpty()) {
                stops =
                        Optional.of(
                                new Fate.Stopped(
                                        action,
                                        rule,
                                        packet.answer() ? "back" : "in",
                                        banList(chain + " " + rule)));
            }
        }

        /// A set that the rule names tells more than the chain in which it stands.
        private static Optional<String> banList(String text) {
            return BAN_LIST.matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .reduce((_, later) -> later);
        }

        void doubt(String rule) {
            doubts = doubts.or(() -> Optional.of(rule));
        }

        void giveUp(String rule) {
            gaveUp = gaveUp.or(() -> Optional.of(rule));
            passes = true;
            goesOn = true;
        }

        void take(Flow other) {
            stops = stops.or(() -> other.stops);
            doubts = doubts.or(() -> other.doubts);
            gaveUp = gaveUp.or(() -> other.gaveUp);
        }

        Fate fate(boolean entered) {
            if (!entered && stops.isPresent()) {
                return stops.get();
            }
            if (gaveUp.isPresent()) {
                return new Fate.Unsure(gaveUp.get(), "");
            }
            return stops.<Fate>map(
                            stopped ->
                                    new Fate.Unsure(
                                            doubts.orElse(stopped.rule()), stopped.action()))
                    .orElseGet(Fate.Admitted::new);
        }
    }
}
