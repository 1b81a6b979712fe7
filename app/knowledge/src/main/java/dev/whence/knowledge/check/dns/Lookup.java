package dev.whence.knowledge.check.dns;

import dev.whence.engine.world.Resolved;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.parse.Ranges;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What one resolver answered for one name.
///
/// @param answers for A, AAAA and CNAME, in this order
record Lookup(String name, String resolver, List<Resolved> answers) {
    /// All tunnel names answer with this network, whether the tunnel exists or not (facts §I.4).
    private static final Ranges TUNNELS = Ranges.of(List.of("fd10:aec2:5dae::/48"));

    private static final Pattern TUNNEL =
            Pattern.compile("([0-9a-f-]{36})\\.cfargotunnel\\.com\\.?");

    /// What the name has.
    Stream<DnsFact> found(Ranges cloudflare) {
        return Stream.of(
                        tunnelAlias(),
                        tunnelAddresses().isEmpty()
                                ? Optional.<DnsFact>empty()
                                : Optional.of(
                                        new DnsFact.TunnelAddress(
                                                name, resolver, tunnelAddresses().getFirst())),
                        addresses(cloudflare))
                .flatMap(Optional::stream);
    }

    /// Why it has no address; nothing where it has one.
    Stream<DnsFact> missing() {
        if (!values().isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(
                failure()
                        .<DnsFact>map(why -> new DnsFact.ResolverFailed(name, resolver, why))
                        .orElseGet(() -> new DnsFact.NoAddress(name, resolver, absence())));
    }

    private Optional<DnsFact> addresses(Ranges cloudflare) {
        var addresses = values().stream().filter(address -> !TUNNELS.contains(address)).toList();
        return addresses.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new DnsFact.Addresses(
                                name,
                                resolver,
                                addresses,
                                aliases(),
                                addresses.stream().allMatch(cloudflare::contains)));
    }

    private Optional<DnsFact> tunnelAlias() {
        return aliases().stream()
                .map(alias -> TUNNEL.matcher(alias.toLowerCase(Locale.ROOT)))
                .flatMap(alias -> alias.matches() ? Stream.of(alias.group(1)) : Stream.empty())
                .findFirst()
                .map(id -> new DnsFact.TunnelAlias(name, id));
    }

    private List<String> tunnelAddresses() {
        return values().stream().filter(TUNNELS::contains).toList();
    }

    private List<String> values() {
        return answers.stream()
                .limit(2)
                .flatMap(
                        answer ->
                                answer instanceof Resolved.Records records
                                        ? records.values().stream()
                                        : Stream.<String>empty())
                .distinct()
                .toList();
    }

    private List<String> aliases() {
        var direct =
                answers.getLast() instanceof Resolved.Records(var values, _, _)
                        ? values
                        : List.<String>of();
        var onTheWay =
                answers.stream()
                        .limit(2)
                        .flatMap(
                                answer ->
                                        switch (answer) {
                                            case Resolved.Records records ->
                                                    records.aliases().stream();
                                            case Resolved.NoRecords(var aliases) ->
                                                    aliases.stream();
                                            case Resolved.NoSuchName _,
                                                    Resolved.Failed _,
                                                    Resolved.Silent _ ->
                                                    Stream.<String>empty();
                                        });
        return Stream.concat(direct.stream(), onTheWay).distinct().toList();
    }

    private Optional<String> failure() {
        return answers.stream()
                .limit(2)
                .flatMap(
                        answer ->
                                switch (answer) {
                                    case Resolved.Failed(var code) -> Stream.of(code);
                                    case Resolved.Silent(var why) -> Stream.of(why);
                                    case Resolved.Records _,
                                            Resolved.NoRecords _,
                                            Resolved.NoSuchName _ ->
                                            Stream.<String>empty();
                                })
                .findFirst();
    }

    private String absence() {
        return answers.stream().limit(2).anyMatch(Resolved.NoSuchName.class::isInstance)
                ? "NXDOMAIN"
                : "no A and no AAAA record";
    }
}
