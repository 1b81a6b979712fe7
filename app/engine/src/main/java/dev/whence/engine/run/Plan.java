package dev.whence.engine.run;

import dev.whence.engine.check.Check;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which check runs from where, and which looks each one waits for. It is proven free of circles
/// when it is made.
public record Plan(List<Look> looks) {
    /// One check at one standpoint.
    ///
    /// @param possible there is such a standpoint: for a host kind, a host of that role
    public record Look(Check check, Vantage from, boolean possible) {
        /// The public name of the check.
        public CheckId id() {
            return check.id();
        }
    }

    public Plan {
        looks = looks.stream().distinct().toList();
    }

    /// Plans the checks for a target.
    ///
    /// @throws IllegalArgumentException where checks wait for each other in a circle or share a
    ///   name
    public static Plan of(List<? extends Check> checks, Target target) {
        requireDistinct(checks);
        var plan = new Plan(checks.stream().flatMap(check -> looks(check, target)).toList());
        plan.requireAcyclic();
        return plan;
    }

    /// The checks of those names, and all that they build on, in the order given.
    public static <C extends Check> List<C> upTo(Set<CheckId> names, List<C> checks) {
        Set<C> wanted = new HashSet<>();
        checks.stream().filter(check -> names.contains(check.id())).forEach(wanted::add);
        for (var grew = true; grew; ) {
            grew =
                    wanted.addAll(
                            checks.stream()
                                    .filter(
                                            check ->
                                                    wanted.stream()
                                                            .anyMatch(later -> waits(later, check)))
                                    .toList());
        }
        return checks.stream().filter(wanted::contains).toList();
    }

    /// The looks that must end before this one starts.
    public List<Look> before(Look look) {
        return looks.stream().filter(other -> waits(look.check(), other.check())).toList();
    }

    private static Stream<Look> looks(Check check, Target target) {
        return switch (check.from()) {
            case ON_ORIGIN -> onHosts(check, target, SshHost.Role.ORIGIN);
            case ON_TUNNEL_HOST -> onHosts(check, target, SshHost.Role.TUNNEL);
            case HERE, API, PASTED, OPERATOR ->
                    Stream.of(new Look(check, new Vantage(check.from(), ""), true));
        };
    }

    private static Stream<Look> onHosts(Check check, Target target, SshHost.Role role) {
        var hosts = target.hosts(role).toList();
        return hosts.isEmpty()
                ? Stream.of(new Look(check, new Vantage(role.vantage(), ""), false))
                : hosts.stream().map(host -> new Look(check, Vantage.on(host), true));
    }

    private static boolean waits(Check later, Check earlier) {
        return !later.id().equals(earlier.id())
                && Stream.concat(later.needs().stream(), later.likes().stream())
                        .anyMatch(earlier::couldSee);
    }

    private static void requireDistinct(List<? extends Check> checks) {
        Set<CheckId> ids = new HashSet<>();
        for (var check : checks) {
            if (!ids.add(check.id())) {
                throw new IllegalArgumentException("Two checks are called " + check.id() + ".");
            }
        }
    }

    private void requireAcyclic() {
        Map<Check, List<Check>> waitsFor = new HashMap<>();
        var checks = looks.stream().map(Look::check).distinct().toList();
        checks.forEach(
                check ->
                        waitsFor.put(
                                check,
                                checks.stream().filter(other -> waits(check, other)).toList()));
        Set<Check> done = new HashSet<>();
        for (var check : checks) {
            visit(check, waitsFor, new ArrayList<>(), done);
        }
    }

    private static void visit(
            Check check, Map<Check, List<Check>> waitsFor, List<Check> path, Set<Check> done) {
        if (done.contains(check)) {
            return;
        }
        if (path.contains(check)) {
            throw new IllegalArgumentException(
                    "These checks wait for each other: "
                            + path.stream().map(Check::id).toList()
                            + ".");
        }
        path.add(check);
        waitsFor.getOrDefault(check, List.of()).forEach(next -> visit(next, waitsFor, path, done));
        path.removeLast();
        done.add(check);
    }
}
