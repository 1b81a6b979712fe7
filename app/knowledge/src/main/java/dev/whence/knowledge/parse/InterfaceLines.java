package dev.whence.knowledge.parse;

import java.util.List;
import java.util.regex.Pattern;

/// Reads the addresses of a host's interfaces from `ip -o addr` and `ip addr`, without loopback and
/// the bridges of containers and virtual machines.
public final class InterfaceLines {
    private static final int MOST = 200;
    private static final Pattern ONE =
            Pattern.compile(
                    "(?m)^\\d{1,5}:\\s+(\\S{1,40})\\s+inet6?\\s+([0-9A-Fa-f.:]{2,45})(?:/\\d{1,3})?\\s");
    private static final Pattern NOT_ITS_OWN =
            Pattern.compile("^(?:lo|docker\\d|br-|veth|cni|flannel|virbr|podman|lxc|kube)");

    private InterfaceLines() {}

    /// The addresses, in order.
    public static List<String> read(String text) {
        return ONE.matcher(text)
                .results()
                .limit(MOST)
                .filter(line -> !NOT_ITS_OWN.matcher(line.group(1)).find())
                .map(line -> line.group(2))
                .filter(address -> !address.startsWith("fe80"))
                .distinct()
                .toList();
    }
}
