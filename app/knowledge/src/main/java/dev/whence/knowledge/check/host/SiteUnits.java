package dev.whence.knowledge.check.host;

import dev.whence.knowledge.command.UnitName;
import dev.whence.knowledge.fact.HostFact.Role;
import dev.whence.knowledge.parse.Listeners.Bound;
import dev.whence.knowledge.parse.SystemctlShow.Unit;
import dev.whence.knowledge.parse.UnitKind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which of a host's services the site needs. A service that only might be needed is never said to
/// be: a stopped one is blamed for the failure.
final class SiteUnits {
    private static final Pattern PORT = Pattern.compile(":(\\d{1,5})$");
    private static final Pattern ADMIN = Pattern.compile("/(?:etc|run)/systemd/system/[^/]+");

    private final List<Unit> installed;
    private final Set<String> named;
    private final Bindings bindings;

    /// What the ports say about who serves the site.
    ///
    /// @param port the port on which the origin is asked
    /// @param configured the web server whose configuration serves the site on that port; empty
    ///   where none is known to
    /// @param upstreams where the web server sends requests for the site
    record Bindings(
            int port, Optional<String> configured, List<String> upstreams, List<Bound> bound) {
        Bindings {
            upstreams = List.copyOf(upstreams);
            bound = List.copyOf(bound);
        }

        boolean portTaken() {
            return listening(port);
        }

        boolean listening(int wanted) {
            return bound.stream().anyMatch(each -> each.socket().port() == wanted);
        }

        List<Integer> upstreamPorts() {
            return upstreams.stream()
                    .map(PORT::matcher)
                    .filter(java.util.regex.Matcher::find)
                    .map(found -> Integer.parseInt(found.group(1)))
                    .toList();
        }

        boolean someUpstreamIsSilent() {
            return upstreamPorts().stream().anyMatch(wanted -> !listening(wanted));
        }

        boolean serves(Unit unit) {
            return bound.stream()
                    .filter(each -> upstreamPorts().contains(each.socket().port()))
                    .anyMatch(each -> isOf(unit, each));
        }

        boolean owns(Unit unit) {
            return bound.stream().anyMatch(each -> isOf(unit, each));
        }

        private static boolean isOf(Unit unit, Bound each) {
            return each.unit().filter(unit.id()::equals).isPresent()
                    || (unit.mainPid() > 0 && each.processes().contains(unit.mainPid()));
        }
    }

    /// A service with what it is to the site.
    record Found(Unit unit, Role role, boolean wanted) {}

    SiteUnits(List<Unit> units, List<String> named, Bindings bindings) {
        this.installed = units;
        this.named =
                named.stream()
                        .flatMap(name -> UnitName.maybe(name).stream())
                        .map(UnitName::value)
                        .collect(Collectors.toSet());
        this.bindings = bindings;
    }

    /// The services of the site, web servers first.
    List<Found> found() {
        List<Found> found = new ArrayList<>();
        for (var role : Role.values()) {
            var candidates = candidates(role);
            candidates.forEach(
                    unit -> found.add(new Found(unit, role, wanted(unit, role, candidates))));
        }
        return found;
    }

    private List<Unit> candidates(Role role) {
        return installed.stream()
                .filter(unit -> unit.installed() || isNamed(unit))
                .filter(unit -> role(unit).filter(role::equals).isPresent())
                .filter(unit -> !isUmbrella(unit))
                .toList();
    }

    private Optional<Role> role(Unit unit) {
        var kind = UnitKind.of(unit.id()).map(UnitKind::role);
        if (kind.isPresent()) {
            return kind;
        }
        if (isNamed(unit)
                || bindings.serves(unit)
                || mayBeTheSilentApp(unit)
                || isAnAppThatListens(unit)) {
            return Optional.of(Role.APP);
        }
        return Optional.empty();
    }

    private boolean isNamed(Unit unit) {
        return named.contains(unit.id()) || unit.names().stream().anyMatch(named::contains);
    }

    /// Debian's `postgresql.service` starts the clusters and runs nothing itself.
    private static boolean isUmbrella(Unit unit) {
        return unit.type().equals("oneshot") || unit.sub().equals("exited");
    }

    /// A service that somebody wrote for this host, which should run and does not, while the web
    /// server sends requests to a port without a listener.
    private boolean mayBeTheSilentApp(Unit unit) {
        return UnitKind.maybeOfASite(unit.id())
                && ADMIN.matcher(unit.file()).matches()
                && !unit.type().equals("oneshot")
                && !unit.runs()
                && (unit.startsAtBoot() || unit.failed())
                && bindings.someUpstreamIsSilent();
    }

    /// A service that somebody wrote for this host and that owns a port: where the web server's or
    /// the tunnel's port is silent, it may be the application on another one.
    private boolean isAnAppThatListens(Unit unit) {
        return UnitKind.maybeOfASite(unit.id())
                && ADMIN.matcher(unit.file()).matches()
                && unit.runs()
                && bindings.owns(unit);
    }

    private boolean wanted(Unit unit, Role role, List<Unit> candidates) {
        if (!unit.installed()) {
            return false;
        }
        if (isNamed(unit)) {
            return true;
        }
        return switch (role) {
            case WEB_SERVER -> webServerWanted(unit, candidates);
            case APP -> appWanted(unit, candidates);
            case DATABASE -> databaseWanted(unit, candidates);
        };
    }

    /// A web server that runs is the one; else one that failed, else one that starts at boot, else
    /// the only one there is, if its configuration serves the site.
    private boolean webServerWanted(Unit unit, List<Unit> candidates) {
        if (unit.runs()) {
            return true;
        }
        if (candidates.stream().anyMatch(Unit::runs)) {
            return false;
        }
        if (unit.failed()) {
            return true;
        }
        if (candidates.stream().anyMatch(Unit::failed)) {
            return false;
        }
        var configured =
                bindings.configured().equals(UnitKind.of(unit.id()).map(UnitKind::product));
        return unit.startsAtBoot()
                ? configured || !bindings.portTaken()
                : configured && candidates.size() == 1 && !bindings.portTaken();
    }

    /// An application is wanted where it serves the web server's port, or where it should run and
    /// nobody serves that port.
    private boolean appWanted(Unit unit, List<Unit> candidates) {
        if (unit.runs()) {
            return bindings.serves(unit) || candidates.size() == 1;
        }
        if (!unit.startsAtBoot() && !unit.failed()) {
            return false;
        }
        if (UnitKind.of(unit.id()).filter(kind -> kind.product().equals("php-fpm")).isPresent()) {
            return phpWanted(unit, candidates);
        }
        var waiting =
                candidates.stream()
                        .filter(other -> !other.runs())
                        .filter(other -> other.startsAtBoot() || other.failed())
                        .count();
        return bindings.upstreams().isEmpty()
                ? candidates.stream().noneMatch(Unit::runs)
                : bindings.someUpstreamIsSilent() && (waiting == 1 || !mayBeTheSilentApp(unit));
    }

    /// PHP answers on a socket that carries its version.
    private boolean phpWanted(Unit unit, List<Unit> candidates) {
        var version = unit.id().replaceAll("[^0-9.]|\\.service", "").replaceAll("\\.$", "");
        var sockets =
                bindings.upstreams().stream()
                        .filter(upstream -> upstream.contains("fpm") || upstream.endsWith(":9000"))
                        .toList();
        var others = candidates.stream().filter(other -> other.id().contains("fpm")).count();
        return sockets.stream().anyMatch(socket -> !version.isEmpty() && socket.contains(version))
                || (others == 1 && !sockets.isEmpty());
    }

    /// A database that should run is wanted, unless another version of it runs in its place.
    private static boolean databaseWanted(Unit unit, List<Unit> candidates) {
        var product = UnitKind.of(unit.id()).map(UnitKind::product);
        return unit.runs()
                || ((unit.startsAtBoot() || unit.failed())
                        && candidates.stream()
                                .filter(
                                        other ->
                                                UnitKind.of(other.id())
                                                        .map(UnitKind::product)
                                                        .equals(product))
                                .noneMatch(Unit::runs));
    }
}
