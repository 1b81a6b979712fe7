package dev.whence.knowledge.check.tunnel;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.IngressRules;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the ingress rule that takes the failing URL, as cloudflared finds it (facts §E.3), in the
/// configuration in force. It asks nothing.
public final class IngressRuleForUrl implements Probe {
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
        return Set.of(TunnelFact.Configuration.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(
                TunnelFact.RuleMatched.class,
                TunnelFact.RuleMissing.class,
                TunnelFact.NoRules.class);
    }

    @Override
    public Stream<TunnelFact> look(Scene scene, World world, Deadline by) throws CouldNotLook {
        var config = OnHost.needed(scene, TunnelFact.Configuration.class);
        if (IngressRules.answersNothing(config.rules())) {
            return Stream.of(new TunnelFact.NoRules(config.on()));
        }
        var target = scene.target();
        var path = target.url().getPath();
        var match =
                IngressRules.match(
                        config.rules(),
                        target.host().toLowerCase(Locale.ROOT),
                        path == null || path.isEmpty() ? "/" : path);
        return Stream.of(
                switch (match) {
                    case IngressRules.Match.Taken(var rule) -> taken(config.on(), target, rule);
                    case IngressRules.Match.Nobody() ->
                            new TunnelFact.RuleMissing(config.on(), target.url().toString(), "");
                    case IngressRules.Match.Unreadable(var rule) ->
                            throw CouldNotLook.broke(
                                    new Trouble(
                                            "The path of ingress rule "
                                                    + rule.index()
                                                    + " is a pattern that Whence cannot try: "
                                                    + rule.path(),
                                            "Try it by hand: cloudflared tunnel ingress rule "
                                                    + target.url()));
                });
    }

    private static TunnelFact taken(String on, Target target, TunnelFact.Rule rule) {
        return IngressRules.leadsNowhere(rule)
                ? new TunnelFact.RuleMissing(on, target.url().toString(), rule.service())
                : new TunnelFact.RuleMatched(on, target.url().toString(), rule);
    }
}
