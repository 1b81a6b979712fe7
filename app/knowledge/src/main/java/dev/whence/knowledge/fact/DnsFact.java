package dev.whence.knowledge.fact;

import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;

import java.util.List;
import java.util.Locale;
import java.util.Map;

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
        /// Without its name a quick tunnel is gone, because both live as long as its process.
        @Override
        public Hop hop() {
            return name.toLowerCase(Locale.ROOT).endsWith(".trycloudflare.com")
                    ? Hop.TUNNEL
                    : Hop.DNS;
        }

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

    /// What the zone itself says of the name: a line of its DNS page, its zone file or its API.
    ///
    /// @param kind `A`, `AAAA`, `CNAME` …
    /// @param content the address or name, without a final dot
    /// @param proxied through Cloudflare, as far as the line says
    record ZoneRecord(String name, String kind, String content, boolean proxied)
            implements DnsFact {
        /// Whether it leads to an address.
        public boolean address() {
            return kind.equalsIgnoreCase("A") || kind.equalsIgnoreCase("AAAA");
        }

        /// Whether it leads to a tunnel (facts §I.4).
        public boolean tunnel() {
            return content.toLowerCase(Locale.ROOT).endsWith(".cfargotunnel.com");
        }

        /// Whether no server is behind it: an address for documentation, as zones use it for names
        /// that a Worker answers, or a name of Workers or Pages (facts §A.2, row 522).
        public boolean originless() {
            var to = content.toLowerCase(Locale.ROOT);
            return to.startsWith("192.0.2.")
                    || to.equals("100::")
                    || to.endsWith(".workers.dev")
                    || to.endsWith(".pages.dev");
        }

        @Override
        public Health health() {
            return Health.SAYS_NOTHING;
        }
    }

    /// Somebody read in the zone that the name's record is switched to DNS only.
    record DnsOnly(String name) implements DnsFact {
        @Override
        public Health health() {
            return Health.SAYS_NOTHING;
        }
    }

    /// Resolvers give different answers for the name.
    ///
    /// @param answers resolver → its addresses, in order; none where the name has none there
    record Disagreement(String name, Map<String, List<String>> answers) implements DnsFact {
        public Disagreement {
            answers = Map.copyOf(answers);
        }

        @Override
        public Health health() {
            return Health.SAYS_NOTHING;
        }
    }
}
