package dev.whence.knowledge.command;

import dev.whence.engine.model.SshHost;

import java.util.List;

/// A command that reads packet filters and ban lists (facts §G.1). None of them changes a rule.
public sealed interface FirewallCommand extends HostCommand {
    @Override
    default Privilege privilege() {
        return Privilege.NEEDED;
    }

    /// A run changes no rule.
    @Override
    default boolean steady() {
        return true;
    }

    @Override
    default int mostBytes() {
        return 4 * 1024 * 1024;
    }

    /// The IPv4 rules of iptables with their counters.
    record IptablesSave(SshHost host) implements FirewallCommand {
        @Override
        public List<String> words() {
            return List.of("iptables-save", "-c");
        }
    }

    /// The IPv6 rules of iptables with their counters.
    record Ip6tablesSave(SshHost host) implements FirewallCommand {
        @Override
        public List<String> words() {
            return List.of("ip6tables-save", "-c");
        }
    }

    /// The IPv4 rules of the older back end of iptables, which filters besides the newer.
    record IptablesLegacySave(SshHost host) implements FirewallCommand {
        @Override
        public List<String> words() {
            return List.of("iptables-legacy-save", "-c");
        }
    }

    /// The IPv6 rules of the older back end.
    record Ip6tablesLegacySave(SshHost host) implements FirewallCommand {
        @Override
        public List<String> words() {
            return List.of("ip6tables-legacy-save", "-c");
        }
    }

    /// The sets of addresses that rules of iptables refer to.
    record IpsetSave(SshHost host) implements FirewallCommand {
        @Override
        public List<String> words() {
            return List.of("ipset", "save");
        }
    }

    /// The rules of nftables as JSON.
    record NftRuleset(SshHost host) implements FirewallCommand {
        @Override
        public List<String> words() {
            return List.of("nft", "-j", "list", "ruleset");
        }
    }

    /// The addresses that fail2ban bans, by jail. Asking changes no ban.
    record Banned(SshHost host) implements FirewallCommand {
        @Override
        public List<String> words() {
            return List.of("fail2ban-client", "banned");
        }
    }

    /// The addresses of the host's interfaces.
    record Addresses(SshHost host) implements FirewallCommand {
        @Override
        public List<String> words() {
            return List.of("ip", "-o", "addr", "show", "scope", "global");
        }

        @Override
        public Privilege privilege() {
            return Privilege.NONE;
        }
    }

    /// The routes of the main table. The default one names the interface to the outside; others may
    /// swallow the host's answers.
    record Routes(SshHost host, boolean v6) implements FirewallCommand {
        @Override
        public List<String> words() {
            return List.of("ip", v6 ? "-6" : "-4", "-o", "route", "show");
        }

        @Override
        public Privilege privilege() {
            return Privilege.NONE;
        }
    }
}
