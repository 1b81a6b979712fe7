package dev.whence.knowledge.parse.firewall;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;

import java.util.Optional;
import java.util.Set;

/// The first packet of a new TCP connection to this host, as it arrives from outside.
///
/// @param port where it goes
/// @param external the interface of the default route; empty where it is not known
/// @param destination where a rule sent it on to; empty while it is meant for this host
/// @param leaves the interface through which it would leave for there; empty where not known
public record Packet(
        IPAddress source,
        int port,
        Optional<String> external,
        Optional<IPAddress> destination,
        Optional<String> leaves) {
    private static final Set<String> INTERNAL =
            Set.of("lo", "docker", "br-", "veth", "virbr", "cni", "flannel", "cali", "lxc", "lxd");

    /// A packet that arrives.
    public static Packet from(IPAddress source, int port, Optional<String> external) {
        return new Packet(source, port, external, Optional.empty(), Optional.empty());
    }

    /// Whether it is an IPv6 packet.
    public boolean v6() {
        return source.isIPv6();
    }

    /// Whether a rule sent it on to another machine or container.
    public boolean forwarded() {
        return destination.isPresent();
    }

    /// The same to another port of this host.
    Packet to(int otherPort) {
        return new Packet(source, otherPort, external, destination, leaves);
    }

    /// The same, sent on.
    Packet to(IPAddress other, int otherPort, Optional<String> through) {
        return new Packet(source, otherPort, external, Optional.of(other), through);
    }

    /// Whether it came in through an interface; a name may end in `+` or `*`.
    Truth arrivesAt(String name) {
        if (external.isPresent()) {
            return Truth.of(covers(name, external.get()));
        }
        if (name.equals("+") || name.equals("*")) {
            return Truth.YES;
        }
        return INTERNAL.stream().anyMatch(name::startsWith) ? Truth.NO : Truth.MAYBE;
    }

    /// Whether it would go out through an interface.
    Truth leavesAt(String name) {
        return leaves.map(known -> Truth.of(covers(name, known))).orElse(Truth.MAYBE);
    }

    /// Whether it goes to an address. This host's own addresses are not known; that it is not sent
    /// to many, and not to loopback, is.
    Truth goesTo(Blocks blocks) {
        if (destination.isPresent()) {
            return Truth.of(blocks.contains(destination.get()));
        }
        if (blocks.isEverything(v6())) {
            return Truth.YES;
        }
        return blocks.isNeverOfOneHost() ? Truth.NO : Truth.MAYBE;
    }

    /// Reads one address; empty for any other text.
    static Optional<IPAddress> address(String text) {
        return Optional.ofNullable(new IPAddressString(text.strip()).getAddress())
                .filter(address -> !address.isMultiple());
    }

    private static boolean covers(String pattern, String name) {
        if (pattern.endsWith("+") || pattern.endsWith("*")) {
            return name.startsWith(pattern.substring(0, pattern.length() - 1));
        }
        return pattern.equals(name);
    }
}
