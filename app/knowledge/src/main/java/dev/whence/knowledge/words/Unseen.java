package dev.whence.knowledge.words;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Incident;
import dev.whence.engine.verdict.Question;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.host.HostAccess;
import dev.whence.knowledge.fact.Hosts;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a run could not look at on one machine for want of access, and the commands by which
/// somebody who may can look there.
///
/// @param from the machine
/// @param why the reason, once for each kind
/// @param checks what would have been looked at
/// @param commands to be typed on that machine; those of the checks that tell most stand first
public record Unseen(Vantage from, List<String> why, List<CheckId> checks, List<String> commands) {
    private static final int MOST = 30;
    private static final Pattern LOGIN = Pattern.compile("(?:ssh )?\\{ssh} (.+)");
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

    public Unseen {
        why = List.copyOf(why);
        checks = List.copyOf(checks);
        commands = List.copyOf(commands);
    }

    /// Each machine on which something stayed unseen; empty where everything was seen that belongs
    /// to the site.
    ///
    /// @param checks everything that can be looked at
    public static List<Unseen> of(Incident incident, List<? extends Probe> checks) {
        var target = incident.target();
        var facts = incident.facts();
        Map<Vantage, List<Probe>> hidden = new LinkedHashMap<>();
        Map<Vantage, Set<String>> why = new LinkedHashMap<>();
        for (var check : ordered(incident.verdict(), checks)) {
            for (var entry : facts.coverage().of(check.id()).toList()) {
                var reason = reason(entry, target, facts);
                if (reason.isPresent() && !CheckWords.of(check).byHand().isEmpty()) {
                    hidden.computeIfAbsent(entry.from(), _ -> new ArrayList<>()).add(check);
                    why.computeIfAbsent(entry.from(), _ -> new LinkedHashSet<>()).add(reason.get());
                }
            }
        }
        return hidden.entrySet().stream()
                .map(
                        each ->
                                new Unseen(
                                        each.getKey(),
                                        List.copyOf(why.getOrDefault(each.getKey(), Set.of())),
                                        each.getValue().stream().map(Probe::id).toList(),
                                        commands(each.getKey(), each.getValue(), target)))
                .toList();
    }

    /// What would settle the verdict stands first. Who we are on a host is of use to us alone.
    private static List<Probe> ordered(Verdict verdict, List<? extends Probe> checks) {
        var wanted = Question.asked(verdict);
        return checks.stream()
                .<Probe>map(check -> check)
                .filter(check -> !(check instanceof HostAccess))
                .sorted(Comparator.comparing((Probe check) -> !wanted.contains(check.id())))
                .toList();
    }

    /// Why a look on a host ended without having seen, where access was what it wanted.
    private static Optional<String> reason(Coverage.Entry entry, Target target, Facts facts) {
        if (!isHost(entry.from())) {
            return Optional.empty();
        }
        return switch (entry.outcome()) {
            case Outcome.Skipped(var skipped) when skipped == SkipReason.NO_ROOT ->
                    Optional.of(Names.of(skipped));
            case Outcome.Skipped(var skipped)
                    when skipped == SkipReason.NO_SSH
                            && entry.from().host().isEmpty()
                            && concerns(entry.from(), target, facts) ->
                    Optional.of(
                            isBeside(entry.from(), facts)
                                    ? Names.noSshBeside()
                                    : Names.of(skipped));
            case Outcome.Broke(var trouble) -> Optional.of(trouble.happened());
            case Outcome.TimedOut _ -> Optional.of(Names.of(entry.outcome()));
            case Outcome.Skipped _, Outcome.Saw _, Outcome.Cancelled _ -> Optional.empty();
        };
    }

    private static boolean isHost(Vantage from) {
        return from.kind() == Vantage.Kind.ON_ORIGIN || from.kind() == Vantage.Kind.ON_TUNNEL_HOST;
    }

    /// A tunnel's host matters where there is a tunnel, as far as is known.
    private static boolean concerns(Vantage from, Target target, Facts facts) {
        return from.kind() == Vantage.Kind.ON_ORIGIN
                || target.tunnel().isPresent()
                || target.hosts(SshHost.Role.TUNNEL).findAny().isPresent()
                || facts.know(TunnelFact.class)
                || target.origins().isEmpty();
    }

    /// Whether the application may run on the connector's host, which is the origin then.
    private static boolean isBeside(Vantage from, Facts facts) {
        return from.kind() == Vantage.Kind.ON_ORIGIN
                && facts.all(TunnelFact.RuleMatched.class)
                        .anyMatch(matched -> Hosts.isLoopback(matched.rule().service()));
    }

    /// A word for the login is left out: whoever can look there has one of his own.
    private static List<String> commands(Vantage from, List<Probe> checks, Target target) {
        return checks.stream()
                .flatMap(check -> CheckWords.of(check).byHand().stream())
                .flatMap(command -> onTheHost(command, target, from))
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static Stream<String> onTheHost(String command, Target target, Vantage from) {
        var typed = LOGIN.matcher(command);
        if (!typed.matches()) {
            return Stream.empty();
        }
        var whole = QUOTED.matcher(typed.group(1));
        var there = whole.matches() ? whole.group(1) : typed.group(1);
        return Stream.of(Fillings.fill(there, Optional.of(target), from.kind()));
    }
}
