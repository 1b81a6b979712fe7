package dev.whence.knowledge.fact;

import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;

import java.util.List;

/// What the name leads to.
public sealed interface DnsFact extends Fact {
    @Override
    default Hop hop() {
        return Hop.DNS;
    }

    /// The name has addresses.
    ///
    /// @param resolver who said so; `system` for the resolver of this machine
    /// @param aliases the CNAMEs on the way, nearest first
    /// @param cloudflare every address lies in Cloudflare's ranges: the record is proxied (facts
    ///   §D, use 1)
    record Addresses(
            String name,
            String resolver,
            List<String> addresses,
            List<String> aliases,
            boolean cloudflare)
            implements DnsFact {
        public Addresses {
            addresses = List.copyOf(addresses);
            aliases = List.copyOf(aliases);
        }

        @Override
        public Health health() {
            return Health.WELL;
        }
    }

    /// The name does not exist, or has no address.
    record NoAddress(String name, String resolver, String why) implements DnsFact {
        @Override
        public Health health() {
            return Health.BROKEN;
        }
    }

    /// The resolver did not answer or failed, so nobody knows.
    record ResolverFailed(String name, String resolver, String why) implements DnsFact {
        @Override
        public Health health() {
            return Health.SAYS_NOTHING;
        }
    }

    /// The name's record leads to a tunnel. Proxied names hide it from public DNS (facts §I.4).
    ///
    /// @param tunnelId the id in front of `.cfargotunnel.com`, lower case
    record TunnelAlias(String name, String tunnelId) implements DnsFact {
        @Override
        public Health health() {
            return Health.SAYS_NOTHING;
        }
    }

    /// The name answers with the address that all tunnel names share: its record leads to a tunnel
    /// with the proxy switched off, which cannot work for any visitor (facts §I.4).
    record TunnelAddress(String name, String resolver, String address) implements DnsFact {
        @Override
        public Health health() {
            return Health.BROKEN;
        }
    }

    /// Who serves the zone.
    ///
    /// @param cloudflare the name servers are Cloudflare's, or the zone is set up through a
    ///   Cloudflare CNAME (facts §I.4)
    record Nameservers(String zone, List<String> servers, boolean cloudflare) implements DnsFact {
        public Nameservers {
            servers = List.copyOf(servers);
        }

        @Override
        public Health health() {
            return Health.SAYS_NOTHING;
        }
    }
}
