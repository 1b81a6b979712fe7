package dev.whence.live;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Ask.RecordType;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Resolved;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/// Turns a host into the addresses to dial: through a chosen DNS server, or as the system does,
/// hosts file included.
final class Names {
    private final DnsAsker dns;

    Names(DnsAsker dns) {
        this.dns = dns;
    }

    /// What a host's name led to.
    sealed interface Found {
        /// At least one address.
        record Addresses(List<InetAddress> all) implements Found {}

        /// No address.
        ///
        /// @param late there was no answer in time
        record Nothing(String why, boolean late) implements Found {}
    }

    /// Looks a host up; an IP address is its own answer.
    Found find(String host, Optional<HostPort> resolver, Deadline by) throws InterruptedException {
        var byName = resolver.isPresent() && !isAddress(host);
        return byName ? asked(host, resolver, by) : bySystem(host, by);
    }

    private static boolean isAddress(String host) {
        return new HostPort(host, 0).isAddress();
    }

    private static Found literal(String address) {
        try {
            return new Found.Addresses(List.of(InetAddress.ofLiteral(address)));
        } catch (IllegalArgumentException _) {
            return new Found.Nothing("not an address: " + address, false);
        }
    }

    private Found asked(String host, Optional<HostPort> resolver, Deadline by)
            throws InterruptedException {
        var v4 = dns.ask(host, RecordType.A, resolver, by);
        return v4 instanceof Resolved.NoRecords
                ? found(host, dns.ask(host, RecordType.AAAA, resolver, by))
                : found(host, v4);
    }

    private static Found found(String host, Resolved answer) {
        return switch (answer) {
            case Resolved.Records(var values, _, _) ->
                    new Found.Addresses(values.stream().map(InetAddress::ofLiteral).toList());
            case Resolved.NoRecords _ -> new Found.Nothing(host + " has no address", false);
            case Resolved.NoSuchName() -> new Found.Nothing(host + " does not exist", false);
            case Resolved.Failed(var code) -> new Found.Nothing(host + ": " + code, false);
            case Resolved.Silent(var why) -> new Found.Nothing(host + ": " + why, true);
        };
    }

    /// Asks the system. Its look-up is a native call that hears no interrupt, hence the thread of
    /// its own.
    static Found bySystem(String host, Deadline by) throws InterruptedException {
        if (isAddress(host)) {
            return literal(host);
        }
        var coming = Interrupts.apart("look-up " + host, () -> nativeLookUp(host));
        return Interrupts.await(coming, by)
                .orElseGet(() -> new Found.Nothing(host + ": the look-up did not end", true));
    }

    private static Found nativeLookUp(String host) {
        try {
            return new Found.Addresses(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException _) {
            return new Found.Nothing(host + " does not resolve", false);
        }
    }
}
