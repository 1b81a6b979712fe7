package dev.whence.knowledge.pasted;

import dev.whence.engine.model.HostPort;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TcpFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceTried.Trouble;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds in what was brought the requests that somebody sent to the very service that the tunnel's
/// rule names.
final class Linked {
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "^(?:([a-z]+)://)?(\\[[0-9A-Fa-f:]+\\]|[^/:\\[\\]]+)(?::(\\d{1,5}))?(?:/.*)?$");

    private Linked() {}

    /// The tries of known services.
    static Stream<Fact> tries(Collection<Fact> facts) {
        var services =
                facts.stream()
                        .flatMap(Linked::service)
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.toSet());
        return facts.stream().flatMap(fact -> tried(fact, services));
    }

    private static Stream<String> service(Fact fact) {
        return switch (fact) {
            case TunnelFact.ServiceFailure failure -> Stream.of(failure.service());
            case TunnelFact.RuleMatched matched -> Stream.of(matched.service());
            default -> Stream.empty();
        };
    }

    private static Stream<Fact> tried(Fact fact, Set<String> services) {
        return switch (fact) {
            case HostFact.LocalAnswer local ->
                    at(local.url()).stream()
                            .flatMap(
                                    at ->
                                            named(services, at)
                                                    .map(
                                                            service ->
                                                                    tried(
                                                                            local.on(),
                                                                            service,
                                                                            local.status(),
                                                                            local.status() > 0
                                                                                    ? Trouble.NONE
                                                                                    : trouble(
                                                                                            local
                                                                                                    .trouble()),
                                                                            local.trouble(),
                                                                            local.took())));
            case HostFact.PortTried local ->
                    at(local.url()).stream()
                            .flatMap(
                                    at ->
                                            named(services, at)
                                                    .map(
                                                            service ->
                                                                    tried(
                                                                            local.on(),
                                                                            service,
                                                                            local.status(),
                                                                            local.status() > 0
                                                                                    ? Trouble.NONE
                                                                                    : trouble(
                                                                                            local
                                                                                                    .trouble()),
                                                                            local.trouble(),
                                                                            Duration.ZERO)));
            case HttpFact.Answered answer ->
                    named(services, answer.at())
                            .map(
                                    service ->
                                            tried(
                                                    "",
                                                    service,
                                                    answer.status(),
                                                    Trouble.NONE,
                                                    "",
                                                    answer.total()));
            case TcpFact.Refused refused ->
                    named(services, refused.to())
                            .map(
                                    service ->
                                            tried(
                                                    "",
                                                    service,
                                                    0,
                                                    Trouble.REFUSED,
                                                    "",
                                                    Duration.ZERO));
            default -> Stream.empty();
        };
    }

    private static Fact tried(
            String on, String service, int status, Trouble trouble, String said, Duration took) {
        return new TunnelFact.ServiceTried(on, service, status, trouble, said, took);
    }

    private static Trouble trouble(String said) {
        if (said.contains("refused")) {
            return Trouble.REFUSED;
        }
        if (said.contains("imed out") || said.contains("imeout")) {
            return Trouble.TIMED_OUT;
        }
        if (said.contains("resolve")) {
            return Trouble.NO_SUCH_HOST;
        }
        return said.contains("Empty reply") ? Trouble.EMPTY : Trouble.OTHER;
    }

    private static Stream<String> named(Set<String> services, HostPort at) {
        return services.stream().filter(service -> at(service).filter(at::equals).isPresent());
    }

    private static Optional<HostPort> at(String url) {
        var address = ADDRESS.matcher(url);
        if (!address.matches()) {
            return Optional.empty();
        }
        try {
            var host = address.group(2).replaceAll("[\\[\\]]", "");
            var loopback = host.matches("localhost|127\\..*|::1");
            var port =
                    address.group(3) == null
                            ? Peer.port(URI.create(String.valueOf(address.group(1)) + "://x"))
                            : Integer.parseInt(address.group(3));
            return Optional.of(new HostPort(loopback ? "localhost" : host, port));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
