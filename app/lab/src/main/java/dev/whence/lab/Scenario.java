package dev.whence.lab;

import dev.whence.engine.cause.CauseId;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Place;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Symptoms;
import dev.whence.engine.model.Target;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A practice incident: a story for the trainee, where a good diagnosis of it ends, and a tape that
/// answers as that world would.
///
/// @param story what is told at the start
/// @param at when it happens: the clock of its run
/// @param expected where a good diagnosis ends
/// @param think how an expert goes about it, one thought a line
/// @param lesson what to take home
public record Scenario(
        String id,
        String title,
        String story,
        Instant at,
        Site site,
        Expected expected,
        List<String> think,
        String lesson) {
    /// What fails, as a trainee would type it in.
    ///
    /// @param origins addresses behind the network in front; may be empty
    /// @param originSsh hosts of the origin on which one may look
    /// @param tunnelSsh hosts of the tunnel on which one may look
    /// @param codes the error codes that visitors see
    /// @param changed what was changed before it began; may be empty
    public record Site(
            String url,
            List<String> origins,
            Optional<String> originScheme,
            List<String> originSsh,
            List<String> tunnelSsh,
            Optional<String> tunnel,
            List<String> units,
            List<Integer> codes,
            String changed) {
        public Site {
            origins = List.copyOf(origins);
            originSsh = List.copyOf(originSsh);
            tunnelSsh = List.copyOf(tunnelSsh);
            units = List.copyOf(units);
            codes = List.copyOf(codes);
        }
    }

    /// Where a good diagnosis ends.
    ///
    /// @param verdict the kind of verdict
    /// @param place empty unless the fault can be located
    /// @param cause empty unless the fault can be located
    public record Expected(String verdict, Optional<Place> place, Optional<CauseId> cause) {}

    public Scenario {
        think = List.copyOf(think);
    }

    /// What that world answers.
    public Tape tape() {
        return Scenarios.tape(id);
    }

    /// The failing address.
    public URI url() {
        return Target.url(site.url());
    }

    /// The target of the scenario.
    ///
    /// @param plain a target about which only the address is known
    public Target target(Target plain) {
        return plain.withOrigins(site.origins().stream().map(this::origin).toList())
                .withOriginScheme(site.originScheme().orElse(plain.originScheme()))
                .withHosts(
                        Stream.concat(
                                        hosts(SshHost.Role.ORIGIN, site.originSsh()),
                                        hosts(SshHost.Role.TUNNEL, site.tunnelSsh()))
                                .toList())
                .withTunnel(site.tunnel())
                .withUnits(site.units())
                .withSeen(
                        new Symptoms(
                                site.codes(), Optional.empty(), Optional.empty(), site.changed()));
    }

    private HostPort origin(String text) {
        var scheme = site.originScheme().orElse(url().getScheme());
        return HostPort.parse(text, scheme.equals("https") ? 443 : 80);
    }

    private static Stream<SshHost> hosts(SshHost.Role role, List<String> texts) {
        return texts.stream().map(text -> SshHost.parse(role, text));
    }
}
