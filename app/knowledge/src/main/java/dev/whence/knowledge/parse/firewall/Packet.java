package dev.whence.knowledge.parse.firewall;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;

import java.util.Optional;
import java.util.Set;

/// The first packet of a new TCP connection to this host, as it arrives from outside, or the host's
/// answer to it.
///
/// @param peer the other end: where the first packet comes from, and where the answer goes
/// @param port the host's own port
/// @param external the interface of the default route; empty where it is not known
/// @param destination where a rule sent it on to; empty while it is meant for this host
/// @param leaves the interface through which it would leave for there; empty where not known
/// @param answer the packet is on its way back
public record Packet(
        IPAddress peer,
        int port,
        Optional<String> external,
        Optional<IPAddress> destination,
        Optional<String> leaves,
        boolean answer) {
    private static final Set<String> INTERNAL =
            Set.of("lo", "docker", "br-", "veth", "virbr", "cni", "flannel", "cali", "lxc", "lxd");

    /// A packet that arrives.
    public static Packet from(IPAddress peer, int port, Optional<String> external) {
        return new Packet(peer, port, external, Optional.empty(), Optional.empty(), false);
    }

    /// The host's answer to it.
    public Packet answered() {
        return new Packet(peer, port, external, Optional.empty(), external, true);
    }

    /// Whether it is an IPv6 packet.
    public boolean v6() {
        return peer.isIPv6();
    }

    /// Whether a rule sent it on to another machine or container.
    public boolean forwarded() {
        return destination.isPresent();
    }

    /// The same to another port of this host.
    Packet to(int otherPort) {
        return new Packet(peer, otherPort, external, destination, leaves, answer);
    }

    /// The same, sent on.
    Packet to(IPAddress other, int otherPort, Optional<String> through) {
        return new Packet(peer, otherPort, external, Optional.of(other), through, answer);
    }

    /// Whether it came in through an interface; a name may end in `+` or `*`. An answer begins
    /// here.
    Truth arrivesAt(String name) {
        return answer ? Truth.NO : facesOutside(name);
    }

    /// Whether it would go out through an interface.
    Truth leavesAt(String name) {
        if (answer) {
            return facesOutside(name);
        }
        return leaves.map(known -> Truth.of(covers(name, known))).orElse(Truth.MAYBE);
    }

    private Truth facesOutside(String name) {
        if (external.isPresent()) {
            return Truth.of(covers(name, external.get()));
        }
        if (name.equals("+") || name.equals("*")) {
            return Truth.YES;
        }
        return INTERNAL.stream().anyMatch(name::startsWith) ? Truth.NO : Truth.MAYBE;
    }

    /// Whether it comes from an address.
    Truth comesFrom(Blocks blocks) {
        return answer ? isOwn(blocks) : Truth.of(blocks.contains(peer));
    }

    /// Whether it goes to an address.
    Truth goesTo(Blocks blocks) {
        if (destination.isPresent()) {
            return Truth.of(blocks.contains(destination.get()));
        }
        return answer ? Truth.of(blocks.contains(peer)) : isOwn(blocks);
    }

    /// This host's own addresses are not known; that they are not shared by many, and not loopback,
    /// is.
    private Truth isOwn(Blocks blocks) {
        if (blocks.isEverything(v6())) {
            return Truth.YES;
        }
        return blocks.isNeverOfOneHost() ? Truth.NO : Truth.MAYBE;
    }

    /// Whether its source port is in a list.
    Truth fromPort(String list) {
        return answer ? isOwnPort(list) : PortList.holdsHigh(list);
    }

    /// Whether its destination port is in a list.
    Truth toPort(String list) {
        return answer ? PortList.holdsHigh(list) : isOwnPort(list);
    }

    private Truth isOwnPort(String list) {
        return Truth.of(PortList.holds(list, port));
    }

    /// The state of its connection, in lower case.
    String state() {
        return answer ? "established" : "new";
    }

    /// The flags of TCP that it carries, in lower case.
    Set<String> flags() {
        return answer ? Set.of("syn", "ack") : Set.of("syn");
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
