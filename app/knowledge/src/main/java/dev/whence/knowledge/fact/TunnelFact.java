package dev.whence.knowledge.fact;

import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;
import dev.whence.engine.model.HostPort;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a host says about the tunnel connector that runs on it (facts §E).
public sealed interface TunnelFact extends Fact {
    /// The host; empty for what no host said.
    String on();

    @Override
    default Hop hop() {
        return Hop.TUNNEL;
    }

    @Override
    default Health health() {
        return Health.SAYS_NOTHING;
    }

    /// A cloudflared unit of systemd.
    ///
    /// @param exitStatus of the last main process; 0 where none ended
    /// @param restarts how often systemd restarted it by itself
    /// @param since when it entered this state
    record Service(
            String on,
            String unit,
            String active,
            String sub,
            String result,
            int exitStatus,
            int restarts,
            Optional<Instant> since,
            boolean enabled)
            implements TunnelFact {
        /// Whether it runs.
        public boolean runs() {
            return active.equals("active") || active.equals("reloading");
        }

        /// Whether systemd waits for it to be ready, or to end: it may run yet, or still.
        public boolean changes() {
            return active.equals("deactivating")
                    || (active.equals("activating") && sub.startsWith("start"));
        }

        /// Whether systemd starts it over and over.
        public boolean loops() {
            return sub.equals("auto-restart") || result.equals("start-limit-hit");
        }

        @Override
        public Health health() {
            return runs() ? Health.SAYS_NOTHING : Health.BROKEN;
        }
    }

    /// No cloudflared unit and no cloudflared process is on the host.
    record NotHere(String on) implements TunnelFact {}

    /// cloudflared processes that run on the host.
    ///
    /// @param inContainer at least one belongs to a container
    record Processes(String on, int count, boolean inContainer) implements TunnelFact {}

    /// How the connector is started, read from its command line (facts §E.7).
    ///
    /// @param unit the unit that starts it; empty where it is a process of nobody's unit
    /// @param user the user that it runs as; may be empty
    /// @param config the configuration file that is named there
    /// @param logFile the log file that is named there
    /// @param tunnel the id of the tunnel that is named there
    /// @param byToken a token is used, so that the configuration comes from Cloudflare as a rule
    record Started(
            String on,
            String unit,
            String user,
            Optional<String> config,
            Optional<String> logFile,
            Optional<String> tunnel,
            boolean byToken)
            implements TunnelFact {}

    /// The connector writes its log to this file, in place of the journal (facts §E.10).
    record LogFile(String on, String file) implements TunnelFact {}

    /// The version that is installed.
    record Version(String on, String version) implements TunnelFact {}

    /// What `/ready` says: connections to the edge, and nothing about the service behind.
    record Ready(String on, int connections, String connectorId) implements TunnelFact {
        @Override
        public Health health() {
            return connections > 0 ? Health.WELL : Health.BROKEN;
        }
    }

    /// The connector's own web server, which tells about itself, answers at this address (facts
    /// §E.8).
    record Metrics(String on, HostPort at) implements TunnelFact {}

    /// No metrics port answers on the host.
    record MetricsSilent(String on, String why) implements TunnelFact {}

    /// The tunnel that the running connector serves.
    record Running(String on, String tunnelId, String connectorId, List<String> edgeAddresses)
            implements TunnelFact {
        public Running {
            edgeAddresses = List.copyOf(edgeAddresses);
        }
    }

    /// The configuration in force (facts §E.7, §E.8).
    ///
    /// @param version of the remote configuration; -1 for a local one
    /// @param file the local file; empty where none is used or known
    record Configuration(
            String on, Source source, int version, Optional<String> file, List<Rule> rules)
            implements TunnelFact {
        /// Where a configuration comes from.
        public enum Source {
            LOCAL,
            REMOTE,
            NONE
        }

        public Configuration {
            rules = List.copyOf(rules);
        }
    }

    /// One ingress rule with the options that decide how its service is spoken to.
    ///
    /// @param index from 0, as cloudflared counts
    /// @param hostname may be empty: every name
    /// @param path a Go regular expression; may be empty: every path
    /// @param hostHeader the Host header sent instead; may be empty
    /// @param serverName SNI and the name to verify; may be empty
    /// @param sniFromHost SNI and the name to verify are the request's Host
    /// @param caPool a file with further trusted certificates; may be empty
    record Rule(
            int index,
            String hostname,
            String path,
            String service,
            String hostHeader,
            String serverName,
            boolean noTlsVerify,
            boolean http2,
            boolean sniFromHost,
            String caPool) {
        /// A rule that trusts and names nothing out of the ordinary.
        public Rule(
                int index,
                String hostname,
                String path,
                String service,
                String hostHeader,
                String serverName,
                boolean noTlsVerify,
                boolean http2) {
            this(
                    index,
                    hostname,
                    path,
                    service,
                    hostHeader,
                    serverName,
                    noTlsVerify,
                    http2,
                    false,
                    "");
        }

        /// Whether it is the rule for everything that no other rule took.
        public boolean catchesAll() {
            return (hostname.isEmpty() || hostname.equals("*")) && path.isEmpty();
        }
    }

    /// The ingress rule that takes this URL.
    record RuleMatched(String on, String url, Rule rule) implements TunnelFact {
        public RuleMatched {
            url = Queries.removed(url);
        }

        /// The service that the rule names.
        public String service() {
            return rule.service();
        }
    }

    /// No rule leads this URL to a service: the one that takes it, mostly the last, answers by
    /// itself.
    ///
    /// @param service what that rule says, such as `http_status:404`
    record RuleMissing(String on, String url, String service) implements TunnelFact {
        public RuleMissing {
            url = Queries.removed(url);
        }

        @Override
        public Health health() {
            return Health.BROKEN;
        }
    }

    /// The tunnel has no ingress rules at all: it answers 503 to everything.
    record NoRules(String on) implements TunnelFact {
        @Override
        public Health health() {
            return Health.BROKEN;
        }
    }

    /// What cloudflared says about its own configuration file (facts §E.4).
    ///
    /// @param message the reason where it is refused, or the warning
    record Validated(String on, String file, boolean accepted, String message)
            implements TunnelFact {}

    /// What the connector's counters did around one marked request (facts §J.2).
    ///
    /// @param requests more requests since the first reading
    /// @param errors more requests that it could not get an answer for
    /// @param byCode status of the service's own answers → how many more
    /// @param status what the visitor got for the marked request; 0 where nothing came
    /// @param mark what the marked request carried in its query; may be empty
    record Counted(
            String on,
            long requests,
            long errors,
            Map<Integer, Long> byCode,
            int status,
            String mark)
            implements TunnelFact {
        public Counted {
            byCode = Map.copyOf(byCode);
        }

        /// The same without a word about the mark.
        public Counted(
                String on, long requests, long errors, Map<Integer, Long> byCode, int status) {
            this(on, requests, errors, byCode, status, "");
        }

        /// Whether requests of other visitors moved the counters, too.
        public boolean crowded() {
            return requests > 1;
        }
    }

    /// When things happened, as a connector's log tells it.
    ///
    /// @param lost when connections to the edge were lost
    /// @param registered when connections were registered
    /// @param failed when requests got no answer from the service, each failure once
    record Timeline(String on, List<Instant> lost, List<Instant> registered, List<Instant> failed)
            implements TunnelFact {
        public Timeline {
            lost = List.copyOf(lost);
            registered = List.copyOf(registered);
            failed = List.copyOf(failed);
        }

        /// How often connections were lost anew after others had been registered.
        public int bouts() {
            var bouts = lost.isEmpty() ? 0 : 1;
            for (int i = 1; i < lost.size(); i++) {
                var before = lost.get(i - 1);
                var now = lost.get(i);
                if (registered.stream().anyMatch(at -> at.isAfter(before) && !at.isAfter(now))) {
                    bouts++;
                }
            }
            return bouts;
        }
    }

    /// A connector lost its way to the edge or began anew around the minutes in which requests
    /// failed.
    ///
    /// @param at when, by the clock of the host
    /// @param near how many failures lie in the minutes around that
    /// @param elsewhere how many do not
    record Reconnected(String on, Instant at, int near, int elsewhere) implements TunnelFact {
        /// Whether the failures are those of the lost connection.
        public boolean accounts() {
            return near > 0 && near >= 4 * elsewhere;
        }
    }

    /// One of several connectors of a tunnel is not like the others.
    ///
    /// @param its what is said of it
    /// @param others what is said of another one
    record Differs(String on, Trait trait, String its, String others) implements TunnelFact {
        /// In what connectors can differ.
        public enum Trait {
            CONFIGURATION_VERSION,
            RULES,
            FAILURES
        }
    }

    /// How far one marked request came, by what every connector counted around it (facts §J.2).
    ///
    /// @param on the host whose connector took it; empty where none or several counted requests
    /// @param status what the visitor got; 0 where nothing came
    /// @param ray the Ray ID of the answer; may be empty
    /// @param rounds how often it was sent: again where other visitors moved the counters
    record Traced(String on, End end, int status, String ray, int rounds) implements TunnelFact {
        /// Where the request ended.
        public enum End {
            /// Nobody can tell: other visitors moved the counters, too.
            UNCLEAR,
            /// No connector here is connected with the edge.
            NO_CONNECTION,
            /// The edge knows no connector for the name, though one here is connected; or a
            /// connector that is not here answered, with the empty 404 of one without a rule.
            OTHER_TUNNEL,
            /// No connector here took it: another connector, a cache, a Worker or the edge
            /// answered.
            ELSEWHERE,
            /// The connector took it and got no answer from its service.
            SERVICE_UNREACHED,
            /// The connector took it and its service stayed silent.
            SERVICE_SILENT,
            /// The service answered with this very error.
            SERVICE_FAILED,
            /// The connector answered 404 itself, or a service did without a body.
            NO_RULE,
            /// The connector answered 503 itself, or a service did without a body.
            NO_INGRESS,
            /// The service answered properly and the edge shows an error.
            ANSWER_UNUSABLE,
            /// Some requests arrive and others fail without arriving.
            UNSTABLE,
            /// The service answered, and so the visitor got.
            ANSWERED
        }
    }

    /// The connector could not get an answer from its service (facts §E.11), one fact for each kind
    /// and service.
    ///
    /// @param service the service URL of the rule; may be empty
    /// @param address what was dialled or looked up; may be empty
    /// @param rule the rule's index; -1 where the line does not say
    /// @param count how many failures; the two lines of one failure count once
    /// @param marked the marked request of this run is among them
    record ServiceFailure(
            String on,
            Fault kind,
            String service,
            String address,
            int rule,
            int count,
            Optional<Instant> last,
            boolean marked,
            String sample)
            implements TunnelFact {
        private static final Pattern RESOLVER = Pattern.compile("\\blookup \\S+ on (\\S+?): ");

        /// The port that was dialled, or that the service URL names; empty where neither says.
        public Optional<Integer> port() {
            return Ports.of(address).or(() -> Ports.of(service));
        }

        /// The resolver that was asked, as the error names it; empty where it names none.
        public String resolver() {
            var named = RESOLVER.matcher(sample);
            return named.find() ? named.group(1) : "";
        }

        /// Whether it looked for its service on its own machine, or in its own container.
        public boolean toItself() {
            return Hosts.isLoopback(address.isEmpty() ? service : address);
        }

        /// What went wrong between the connector and its service.
        public enum Fault {
            REFUSED,
            TIMED_OUT,
            NO_SUCH_HOST,
            RESOLVER_FAILED,
            NO_ROUTE,
            NETWORK_UNREACHABLE,
            PERMISSION_DENIED,
            SOCKET_MISSING,
            CLOSED,
            RESET,
            TLS_TIMED_OUT,
            PLAIN_HTTP_ANSWERED,
            TLS_ANSWERED,
            NOT_HTTP,
            MALFORMED,
            HEAD_TOO_LARGE,
            IDLE_CLOSED,
            CERT_UNTRUSTED,
            CERT_NAME_MISMATCH,
            CERT_EXPIRED,
            CERT_NOT_YET_VALID,
            CERT_OTHER,
            TLS_HANDSHAKE_FAILURE,
            TLS_PROTOCOL_VERSION,
            TLS_UNRECOGNIZED_NAME,
            CLIENT_CERT_REQUIRED,
            BODY_CUT,
            TOO_MANY_FILES,
            BAD_SCHEME,
            ACCESS_REQUIRED,
            VISITOR_LEFT,
            OTHER
        }
    }

    /// What a configuration file on a connector's host says, whether or not it is in force (facts
    /// §E.3).
    ///
    /// @param file may be empty where the text was brought
    /// @param ignored keys that stand where cloudflared does not read them, or that it does not
    ///   know, each with its place, such as `ingress[0].noTLSVerify`
    record FileWritten(String on, String file, List<Rule> rules, List<String> ignored)
            implements TunnelFact {
        public FileWritten {
            rules = List.copyOf(rules);
            ignored = List.copyOf(ignored);
        }
    }

    /// What cloudflared found at its start when it tried its own way to the edge (facts §E.14).
    record Prechecked(String on, Result dns, Result udp, Result tcp) implements TunnelFact {
        /// The outcome of one kind of try; a failure towards one of the two regions counts.
        public enum Result {
            UNKNOWN,
            PASS,
            FAIL,
            SKIP
        }
    }

    /// A tunnel without an account, whose name lasts as long as its process.
    ///
    /// @param name under `trycloudflare.com`
    record QuickTunnel(String on, String name) implements TunnelFact {}

    /// How often the edge took or refused this connector, counted from its start (facts §E.8).
    record Registrations(String on, long taken, long refused) implements TunnelFact {}

    /// Trouble between the connector and the edge (facts §E.12), one fact for each kind.
    ///
    /// @param connections how many of the connector's connections had it; 0 where no line says
    /// @param alone cloudflared called it an error, as it does where no connection is left
    record EdgeTrouble(
            String on,
            Snag kind,
            int count,
            Optional<Instant> last,
            String sample,
            int connections,
            boolean alone)
            implements TunnelFact {
        /// An edge that closes all connections time and again is broken there.
        @Override
        public Health health() {
            return kind == Snag.EDGE_CLOSED && alone && connections > 1 && count > 2
                    ? Health.BROKEN
                    : Health.SAYS_NOTHING;
        }

        @Override
        public Hop hop() {
            return kind == Snag.EDGE_CLOSED ? Hop.EDGE : Hop.TUNNEL;
        }

        /// What went wrong between the connector and the edge.
        public enum Snag {
            QUIC_TIMED_OUT,
            QUIC_REJECTED,
            QUIC_NOT_PERMITTED,
            QUIC_INTERCEPTED,
            QUIC_TOO_BIG,
            QUIC_UNSUPPORTED,
            QUIC_CURVES,
            QUIC_FAILED,
            TCP_FAILED,
            TLS_INTERCEPTED,
            EDGE_CERT_OUT_OF_DATE,
            EDGE_ADDRESS_FALSE,
            FAMILY_UNREACHABLE,
            DNS_FAILED,
            NO_ADDRESSES,
            UNAUTHORIZED,
            TUNNEL_UNKNOWN,
            CONTROL_STREAM_FAILED,
            TOKEN_INVALID,
            CREDENTIALS_MISSING,
            CONFIG_INVALID,
            NO_INGRESS,
            CONFIG_REJECTED,
            CONNECTION_LOST,
            EDGE_CLOSED,
            FALLBACK_TO_HTTP2,
            STOPPED
        }
    }

    /// The connector registered connections with the edge.
    record Registered(
            String on, int count, Optional<Instant> last, String location, String protocol)
            implements TunnelFact {}

    /// The exact service of the rule, tried from the connector's host.
    ///
    /// @param status the answer's status; 0 where there was none
    /// @param trouble what curl said instead; empty where an answer came
    record ServiceTried(
            String on, String service, int status, Trouble trouble, String said, Duration took)
            implements TunnelFact {
        /// The port that the service URL names; empty for a socket file.
        public Optional<Integer> port() {
            return Ports.of(service);
        }

        /// How trying a service can fail.
        public enum Trouble {
            NONE,
            NO_SUCH_HOST,
            REFUSED,
            TIMED_OUT,
            TLS_FAILED,
            CERT_REFUSED,
            EMPTY,
            RESET,
            NOT_HTTP,
            SOCKET_MISSING,
            PERMISSION_DENIED,
            OTHER
        }

        /// Whether the certificate was refused for this, in the words of the program that tried.
        public boolean refusedFor(Refusal why) {
            return trouble == Trouble.CERT_REFUSED && why.said.matcher(said).find();
        }

        /// What is wrong with a certificate that is refused.
        public enum Refusal {
            EXPIRED("certificate has expired"),
            OTHER_NAME("subject name matches|does not match target host|hostname mismatch"),
            UNTRUSTED(
                    "self[- ]signed certificate|unable to get (?:local )?issuer"
                            + "|unable to verify the first");

            private final Pattern said;

            Refusal(String said) {
                this.said = Pattern.compile("(?i)" + said);
            }
        }

        /// What came of it, for a sentence: the status, or what stood in the way.
        public String outcome() {
            return answered()
                    ? String.valueOf(status)
                    : "no answer: "
                            + (said.isBlank()
                                    ? trouble.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                                    : said);
        }

        /// Whether the service answered HTTP at all.
        public boolean answered() {
            return status > 0;
        }
    }

    /// A service that hung up on plain HTTP, tried over TLS from the connector's host.
    ///
    /// @param service as the rule names it
    /// @param speaksTls whether it agreed on TLS, even if it then gave no answer
    record TlsTried(String on, String service, boolean speaksTls) implements TunnelFact {
        /// What came of it, for a sentence.
        public String outcome() {
            return speaksTls ? "speaks TLS" : "hangs up as well";
        }
    }

    /// What `tunnel info` says about the connectors of a tunnel, or the API does.
    record Connectors(String on, String tunnelId, String name, List<Connector> connectors)
            implements TunnelFact {
        public Connectors {
            connectors = List.copyOf(connectors);
        }
    }

    /// One connector of a tunnel.
    ///
    /// @param edges how many connections to which data centres, as printed
    record Connector(String id, String version, String originIp, String edges) {}
}
