package dev.whence.knowledge.parse;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Blocks of addresses, such as those from which Cloudflare answers and calls (facts §D).
public final class Ranges {
    private final List<IPAddress> blocks;

    private Ranges(List<IPAddress> blocks) {
        this.blocks = blocks;
    }

    /// The blocks in CIDR notation; what cannot be read as a block is left out.
    public static Ranges of(List<String> cidrs) {
        return new Ranges(cidrs.stream().flatMap(cidr -> read(cidr).stream()).toList());
    }

    /// Whether an address lies in one of the blocks; a text that is no address does not.
    public boolean contains(String address) {
        return read(address)
                .filter(one -> !one.isPrefixed())
                .filter(one -> blocks.stream().anyMatch(block -> block.contains(one)))
                .isPresent();
    }

    /// Whether two texts are the same address, however they are written.
    public static boolean same(String one, String other) {
        return read(one).isPresent() && read(one).equals(read(other));
    }

    /// Whether an address belongs to one machine or one private network.
    public static boolean isLocal(String address) {
        return read(address).filter(one -> one.isLoopback() || one.isLocal()).isPresent();
    }

    private static Optional<IPAddress> read(String text) {
        return Stream.of(text.strip())
                .filter(address -> !address.isEmpty() && address.length() <= 64)
                .flatMap(address -> parsed(address).stream())
                .findFirst();
    }

    private static Optional<IPAddress> parsed(String address) {
        try {
            return Optional.of(new IPAddressString(address).toAddress());
        } catch (AddressStringException | RuntimeException _) {
            return Optional.empty();
        }
    }
}
