package dev.whence.knowledge.parse.firewall;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.IPAddressString;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Addresses as rules and sets name them: single ones, CIDR blocks and ranges, with exceptions.
///
/// @param in what belongs to it
/// @param out what does not, though it lies in a block that does
public record Blocks(List<IPAddressSeqRange> in, List<IPAddressSeqRange> out) {
    public Blocks {
        in = List.copyOf(in);
        out = List.copyOf(out);
    }

    /// The addresses of some texts; what cannot be read is left out.
    static Blocks of(Stream<String> texts) {
        return new Blocks(texts.flatMap(text -> range(text).stream()).toList(), List.of());
    }

    /// One block, as in `-s 173.245.48.0/20` or `1.1.1.1-1.1.1.9`.
    static Blocks of(String text) {
        return of(Stream.of(text));
    }

    /// The same with exceptions.
    Blocks without(Blocks exceptions) {
        var all = new ArrayList<>(out);
        all.addAll(exceptions.in);
        return new Blocks(in, all);
    }

    /// Both together.
    Blocks and(Blocks more) {
        var all = new ArrayList<>(in);
        all.addAll(more.in);
        var exceptions = new ArrayList<>(out);
        exceptions.addAll(more.out);
        return new Blocks(all, exceptions);
    }

    /// Whether an address belongs to it.
    boolean contains(IPAddress address) {
        return in.stream().anyMatch(range -> holds(range, address))
                && out.stream().noneMatch(range -> holds(range, address));
    }

    boolean isEverything(boolean v6) {
        return in.stream()
                .anyMatch(
                        range ->
                                range.getLower().isIPv6() == v6
                                        && range.getLower().isZero()
                                        && range.getUpper().isMax());
    }

    /// Whether it names only addresses that no single host is reached by from outside.
    boolean isNeverOfOneHost() {
        return !in.isEmpty()
                && in.stream()
                        .allMatch(
                                range ->
                                        range.getLower().isMulticast()
                                                || range.getLower().isLoopback()
                                                || range.getLower().isMax());
    }

    /// Reads an address, a block or a range; empty for any other text.
    static Optional<IPAddressSeqRange> range(String text) {
        var dash = text.indexOf('-');
        if (dash > 0) {
            var low = Packet.address(text.substring(0, dash));
            var high = Packet.address(text.substring(dash + 1));
            return low.isPresent() && high.isPresent() && low.get().isIPv6() == high.get().isIPv6()
                    ? Optional.of(low.get().spanWithRange(high.get()))
                    : Optional.empty();
        }
        return Optional.ofNullable(new IPAddressString(text.strip()).getAddress())
                .map(address -> address.toPrefixBlock().coverWithSequentialRange());
    }

    private static boolean holds(IPAddressSeqRange range, IPAddress address) {
        return range.getLower().isIPv6() == address.isIPv6() && range.contains(address);
    }
}
