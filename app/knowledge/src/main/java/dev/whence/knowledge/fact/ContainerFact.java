package dev.whence.knowledge.fact;

import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a container engine, or what runs inside a container, says (facts §F.8).
public sealed interface ContainerFact extends Fact {
    /// The host; empty for what no host said.
    String on();

    @Override
    default Hop hop() {
        return Hop.APP;
    }

    @Override
    default Health health() {
        return Health.SAYS_NOTHING;
    }

    /// One container.
    ///
    /// @param service its name in a compose file; may be empty
    /// @param state `running`, `restarting`, `exited`, `created`, `paused`, `dead`; empty where it
    ///   is not said
    /// @param exitCode of its last end; 137 is a kill
    /// @param restarts how often the engine restarted it by itself
    /// @param checkup what its own health check says: `healthy`, `unhealthy`, `starting`; empty
    ///   where it has none
    /// @param networkMode `bridge`, `host`, `none`, `container:NAME`, `service:NAME` or a network;
    ///   empty where it is not known
    /// @param networks the networks that it is in; empty where nobody asked for them
    /// @param exposed the ports that its image says it serves
    record Container(
            String on,
            String name,
            String service,
            String image,
            String state,
            int exitCode,
            boolean oomKilled,
            int restarts,
            String checkup,
            String networkMode,
            List<Attached> networks,
            List<Published> ports,
            List<Integer> exposed)
            implements ContainerFact {
        public Container {
            networks = List.copyOf(networks);
            ports = List.copyOf(ports);
            exposed = List.copyOf(exposed);
        }

        /// Whether it runs and stays.
        public boolean runs() {
            return state.equals("running") || state.equals("paused");
        }

        /// Whether the engine starts it over and over.
        public boolean loops() {
            return state.equals("restarting");
        }

        /// Whether it ended or was never started.
        public boolean stopped() {
            return state.equals("exited") || state.equals("created") || state.equals("dead");
        }

        /// Whether the tunnel connector runs in it.
        public boolean isConnector() {
            return image.contains("cloudflared") || name.contains("cloudflared");
        }

        /// Whether a web server runs in it that passes requests on.
        public boolean isProxy() {
            return image.matches(
                    "(?:.*/)?(?:nginx|openresty|caddy|traefik|haproxy|httpd|nginx-proxy-manager|swag"
                        + "|angie|apache)(?:-[a-z-]+)?(?:[:@].*)?");
        }

        /// Whether a database runs in it.
        public boolean isDatabase() {
            return image.matches(
                    "(?:.*/)?(?:postgres|postgresql|mysql|mariadb|mongo|mongodb|redis|valkey"
                            + "|memcached)(?:[:@].*)?");
        }

        /// Whether it shares the network of its host.
        public boolean onHostNetwork() {
            return networkMode.equals("host");
        }

        /// Whether it shares the network of another container.
        public boolean sharesNetwork() {
            return networkMode.startsWith("container:") || networkMode.startsWith("service:");
        }

        /// Whether it is in the default bridge, where names of containers are not known.
        public boolean onDefaultBridge() {
            return networkMode.equals("bridge") || networkMode.equals("default");
        }

        /// Whether other containers of its networks may call it so.
        public boolean answersTo(String called) {
            return !called.isEmpty()
                    && (name.equals(called)
                            || service.equals(called)
                            || networks.stream().anyMatch(each -> each.aliases().contains(called)));
        }

        /// The names of its networks.
        public Set<String> networkNames() {
            var names = new TreeSet<String>();
            networks.forEach(each -> names.add(each.network()));
            return names;
        }

        /// Whether it is in a network of the other.
        public boolean meets(Container other) {
            return other.networkNames().stream().anyMatch(networkNames()::contains);
        }

        /// Its addresses in its networks.
        public List<String> addresses() {
            return networks.stream()
                    .map(Attached::address)
                    .filter(address -> !address.isEmpty())
                    .toList();
        }

        /// The ports inside that its published ports lead to.
        public List<Integer> innerPorts() {
            return ports.stream().map(Published::inner).distinct().sorted().toList();
        }

        @Override
        public Hop hop() {
            return isConnector() ? Hop.TUNNEL : isProxy() ? Hop.PROXY : Hop.APP;
        }
    }

    /// A network that a container is in.
    ///
    /// @param address empty while the container does not run
    /// @param aliases what the others in that network may call it
    record Attached(String network, String address, List<String> aliases) {
        public Attached {
            aliases = List.copyOf(aliases);
        }
    }

    /// A port of the host that leads into a container.
    ///
    /// @param address of the host; empty or `0.0.0.0` for all
    /// @param port of the host; 0 where the port is open inside only
    /// @param inner the port inside the container
    record Published(String address, int port, int inner) {}

    /// The log of a program shows that it runs in a container (facts §E.10).
    ///
    /// @param program `cloudflared` or `nginx`; empty where the line does not say
    /// @param container its name; may be empty
    /// @param sign what shows it
    record Logged(String on, String program, String container, String sign)
            implements ContainerFact {
        @Override
        public Hop hop() {
            return program.equals("cloudflared") ? Hop.TUNNEL : Hop.APP;
        }
    }

    /// Kubernetes runs the programs: names, networks and restarts are asked there.
    ///
    /// @param sign what shows it
    record Kubernetes(String on, String sign) implements ContainerFact {}

    /// The engine is installed and gave no answer.
    ///
    /// @param engine `docker` or `podman`
    record EngineSilent(String on, String engine, String said) implements ContainerFact {}
}
