package dev.whence.knowledge.command;

import dev.whence.engine.model.SshHost;

import java.util.List;

/// A command that reads packet filters and ban lists.
public sealed interface FirewallCommand extends HostCommand {
    /// The IPv4 rules of iptables with their counters (facts §G.1).
    record IptablesSave(SshHost host) implements FirewallCommand {
        @Override
        public List<String> words() {
            return List.of("iptables-save", "-c");
        }

        @Override
        public Privilege privilege() {
            return Privilege.NEEDED;
        }
    }
}
