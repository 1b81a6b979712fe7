package dev.whence.knowledge.fact;

import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;
import dev.whence.engine.model.HostPort;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What a host says about the programs, files and rules on it (facts §F, §G).
public sealed interface HostFact extends Fact {
    /// The host.
    String on();

    @Override
    default Health health() {
        return Health.SAYS_NOTHING;
    }

    /// What a program is to the road.
    enum Role {
        WEB_SERVER(Hop.PROXY),
        APP(Hop.APP),
        DATABASE(Hop.DATABASE);

        private final Hop hop;

        Role(Hop hop) {
            this.hop = hop;
        }

        /// The station of the road that such a program is.
        public Hop hop() {
            return hop;
        }
    }

    /// A unit of systemd.
    ///
    /// @param load `loaded`, `not-found`, `masked` …
    /// @param result of the last run: `success`, `exit-code`, `signal`, `oom-kill`, `timeout`,
    ///   `start-limit-hit`
    /// @param exitStatus of the last main process
    /// @param restarts how often systemd restarted it by itself
    /// @param since when it entered this state
    /// @param enabled it starts at boot
    /// @param wanted the site needs it: it is the only one of its role, it is enabled, or the user
    ///   named it
    record Unit(
            String on,
            Role role,
            String unit,
            String load,
            String active,
            String sub,
            String result,
            int exitStatus,
            int restarts,
            Optional<Instant> since,
            boolean enabled,
            boolean wanted)
            implements HostFact {
        /// Whether it runs.
        public boolean runs() {
            return active.equals("active") || active.equals("reloading");
        }

        /// Whether systemd starts it over and over, or gave up doing so.
        public boolean loops() {
            return sub.equals("auto-restart") || result.equals("start-limit-hit");
        }

        /// Whether it ended by itself, not by somebody's hand.
        public boolean failed() {
            return active.equals("failed") || loops();
        }

        @Override
        public Hop hop() {
            return role.hop();
        }

        @Override
        public Health health() {
            return wanted && !runs() ? Health.BROKEN : Health.SAYS_NOTHING;
        }
    }

    /// Every TCP port on which something listens.
    ///
    /// @param processesShown the list names the programs, as it does for root
    record Listening(String on, List<Socket> sockets, boolean processesShown) implements HostFact {
        public Listening {
            sockets = List.copyOf(sockets);
        }

        /// The ports, each once, in order.
        public List<Integer> ports() {
            return sockets.stream().map(Socket::port).distinct().sorted().toList();
        }

        /// Whether anything listens on the port, on any address.
        public boolean has(int port) {
            return sockets.stream().anyMatch(socket -> socket.port() == port);
        }

        /// Ports on which a program listens that may be the site's application; empty where
        /// programs are not shown.
        public List<Integer> appPorts() {
            return sockets.stream()
                    .filter(Socket::maybeApp)
                    .map(Socket::port)
                    .distinct()
                    .sorted()
                    .toList();
        }

        /// Whether something listens on the port, but for addresses of the other family only. `ss`
        /// writes `*` where a program takes both, and `::` where it takes IPv6 alone.
        public boolean servesOtherFamily(HostPort dialled) {
            var six = dialled.host().contains(":");
            var literal = six || dialled.host().matches("[0-9.]+");
            return literal
                    && has(dialled.port())
                    && sockets.stream()
                            .filter(socket -> socket.port() == dialled.port())
                            .noneMatch(
                                    socket ->
                                            socket.address().equals("*")
                                                    || socket.address().contains(":") == six);
        }

        /// Whether something listens on the port, and only on loopback.
        public boolean onlyLoopback(int port) {
            return has(port)
                    && sockets.stream()
                            .filter(socket -> socket.port() == port)
                            .allMatch(Socket::loopback);
        }

        @Override
        public Hop hop() {
            return Hop.PROXY;
        }
    }

    /// One listening socket.
    ///
    /// @param address as printed, without a zone: `0.0.0.0`, `*`, `::`, `127.0.0.1`
    /// @param process the program; empty where it is not shown
    /// @param waiting connections that nobody has accepted yet
    /// @param backlog how many may wait
    record Socket(String address, int port, String process, int waiting, int backlog) {
        private static final Set<String> NO_APPS =
                Set.of(
                        "apache2",
                        "caddy",
                        "cloudflared",
                        "cupsd",
                        "docker-proxy",
                        "haproxy",
                        "httpd",
                        "mariadbd",
                        "master",
                        "memcached",
                        "mongod",
                        "mysqld",
                        "nginx",
                        "node_exporter",
                        "postgres",
                        "redis-server",
                        "rpcbind",
                        "sshd",
                        "systemd",
                        "systemd-resolve");

        /// Whether the program may be an application: it is named, and no web server, database or
        /// system service.
        public boolean maybeApp() {
            return !process.isEmpty() && !NO_APPS.contains(process);
        }

        /// Whether it takes connections to every address of the host.
        public boolean onEveryAddress() {
            return Set.of("0.0.0.0", "*", "::").contains(address);
        }

        /// Whether it can be reached from this host only.
        public boolean loopback() {
            return address.startsWith("127.") || address.equals("::1");
        }

        /// Whether its queue is full, so that new connections are dropped (facts §F.8).
        public boolean full() {
            return backlog > 0 && waiting >= backlog;
        }
    }

    /// What a web server's configuration sends requests for this name to.
    ///
    /// @param upstreams `127.0.0.1:8000`, `unix:/run/app.sock` …
    /// @param listens the ports that it says it serves
    /// @param services those of the upstreams that it asks in HTTP, with their scheme:
    ///   `http://127.0.0.1:8000`; files of earlier versions have none
    record WebConfig(
            String on,
            String program,
            List<Integer> listens,
            List<String> upstreams,
            List<String> services)
            implements HostFact {
        public WebConfig {
            listens = List.copyOf(listens);
            upstreams = List.copyOf(upstreams);
            services = List.copyOf(Objects.requireNonNullElse(services, List.of()));
        }

        @Override
        public Hop hop() {
            return Hop.PROXY;
        }
    }

    /// What the web server says about its own configuration.
    ///
    /// @param message the first line that says why not; empty where it is accepted
    record ConfigTest(String on, String program, boolean accepted, String message)
            implements HostFact {
        @Override
        public boolean isAboutToFail(Instant now) {
            return !accepted;
        }

        @Override
        public Hop hop() {
            return Hop.PROXY;
        }
    }

    /// One kind of line in a web server's error log (facts §F.1-F.4).
    ///
    /// @param upstream what it tried to reach; may be empty
    /// @param count in the window that was read
    /// @param recent at least one line lies in the time of the failure
    record WebLog(
            String on,
            WebLine says,
            String upstream,
            int count,
            Optional<Instant> last,
            boolean recent,
            String sample)
            implements HostFact {
        /// The port that it tried to reach; empty for a socket file or where the line does not say.
        public Optional<Integer> upstreamPort() {
            return Ports.of(upstream);
        }

        /// The port that it wanted to listen on, as the line names it; empty where it does not.
        public Optional<Integer> wantedPort() {
            return Ports.wanted(sample);
        }

        /// What a line of a web server's error log says.
        public enum WebLine {
            UPSTREAM_REFUSED,
            UPSTREAM_NO_ROUTE,
            UPSTREAM_CONNECT_TIMED_OUT,
            UPSTREAM_READ_TIMED_OUT,
            UPSTREAM_CLOSED_EARLY,
            UPSTREAM_RESET,
            UPSTREAM_SOCKET_MISSING,
            UPSTREAM_PERMISSION_DENIED,
            UPSTREAM_BACKLOG_FULL,
            UPSTREAM_HEADER_TOO_BIG,
            UPSTREAM_INVALID,
            UPSTREAM_NOT_TLS,
            UPSTREAM_TLS_ALERT,
            UPSTREAM_TLS_VERSION,
            UPSTREAM_TLS_TIMED_OUT,
            UPSTREAM_CERT_EXPIRED,
            UPSTREAM_CERT_NAME,
            UPSTREAM_CERT_UNTRUSTED,
            UPSTREAM_CLIENT_CERT,
            UPSTREAM_QUEUE_FULL,
            UPSTREAM_NAME_UNKNOWN,
            NO_LIVE_UPSTREAMS,
            ADDRESS_IN_USE,
            CONFIG_INVALID,
            CERTIFICATE_UNREADABLE,
            TOO_MANY_FILES,
            TOO_FEW_CONNECTIONS,
            NO_MEMORY,
            WORKER_KILLED,
            WORKER_CRASHED,
            NO_SPACE,
            RATE_LIMITED,
            FORBIDDEN,
            BODY_TOO_LARGE,
            PLAIN_HTTP_ON_TLS,
            CLIENT_CERT_MISSING,
            NO_SHARED_CIPHER,
            REQUEST_HEAD_TOO_LARGE,
            UPSTREAM_LENGTH_WRONG,
            VISITOR_LEFT,
            URL_REJECTED,
            SNI_UNKNOWN,
            OTHER
        }

        @Override
        public Hop hop() {
            return Hop.PROXY;
        }
    }

    /// The answers in the web server's access log in the time of the failure.
    ///
    /// @param byStatus status → how many
    /// @param fromCloudflare how many came from an address in Cloudflare's ranges
    /// @param marked the marked request of this run arrived; its status, or 0
    record Requests(
            String on, int total, Map<Integer, Integer> byStatus, int fromCloudflare, int marked)
            implements HostFact {
        public Requests {
            byStatus = Map.copyOf(byStatus);
        }

        @Override
        public Hop hop() {
            return Hop.PROXY;
        }
    }

    /// What a station's log says of the request that this run sent through the edge (facts §J.2,
    /// step 4).
    ///
    /// @param station who wrote the log
    /// @param by how the request was recognised; `NOTHING` where it was not found
    /// @param status what the station answered; 0 where it was not found
    /// @param unsure why a missing line says nothing; `NONE` where it does
    record Followed(String on, Station station, Fate fate, By by, int status, Unsure unsure)
            implements HostFact {
        /// Whether the log is sure that the request did not come so far.
        public boolean neverArrived() {
            return fate == Fate.NEVER_ARRIVED;
        }

        /// Whether the request was recognised by more than its time and path.
        public boolean surely() {
            return by == By.RAY || by == By.MARK || by == By.SENDER;
        }

        @Override
        public Hop hop() {
            return station == Station.APP ? Hop.APP : Hop.PROXY;
        }
    }

    /// Whose log a request is looked for in.
    enum Station {
        WEB_SERVER,
        APP
    }

    /// What became of a request at one station.
    enum Fate {
        UNKNOWN,
        NEVER_ARRIVED,
        FAILED_HERE,
        ANSWERED
    }

    /// How a request is recognised in a log, best last.
    enum By {
        NOTHING,
        TIME,
        SENDER,
        MARK,
        RAY
    }

    /// Why a log without the request is no sign that it did not arrive (facts §J.3, #38).
    enum Unsure {
        NONE,
        /// No request at all is there since then: nobody knows whether the log still grows.
        NOTHING_SINCE,
        /// The log begins after the request: it was rotated, or more came than was read.
        BEGINS_LATER,
        /// Lines are kept back and written in blocks.
        BUFFERED,
        /// Some requests are not logged, or elsewhere.
        LOGGED_ELSEWHERE,
        /// No line is of a known form.
        FORM_UNKNOWN,
        /// A line is there that may be another request of this run.
        NOT_TOLD_APART
    }

    /// How requests ended minute by minute, as a log on the host counts them.
    ///
    /// @param source who wrote the log
    /// @param minutes those with a request, oldest first
    record Minutes(String on, Station source, List<Minute> minutes) implements HostFact {
        public Minutes {
            minutes = List.copyOf(minutes);
        }

        /// The minutes in which requests failed.
        public List<Instant> failing() {
            return minutes.stream().filter(each -> each.failed() > 0).map(Minute::at).toList();
        }

        @Override
        public Hop hop() {
            return Hop.PROXY;
        }
    }

    /// One minute.
    ///
    /// @param at its beginning, by the clock of the host
    record Minute(Instant at, int asked, int failed) {}

    /// A program of the site began anew around the minutes in which requests failed.
    ///
    /// @param what the unit or container
    /// @param at when it began, by the clock of the host
    /// @param near how many failures lie in the minutes around that
    /// @param elsewhere how many do not
    record BeganAnew(String on, String what, Instant at, int near, int elsewhere)
            implements HostFact {
        /// Whether the failures are those of the new beginning.
        public boolean accounts() {
            return near > 0 && near >= 4 * elsewhere;
        }

        @Override
        public Hop hop() {
            return Hop.APP;
        }
    }

    /// One kind of line in an application's log (facts §F.5, §F.6).
    record AppLog(
            String on,
            String unit,
            AppLine says,
            int count,
            Optional<Instant> last,
            boolean recent,
            String sample)
            implements HostFact {
        /// What a line of an application's log says.
        public enum AppLine {
            DATABASE_UNREACHABLE,
            DATABASE_REFUSES_LOGIN,
            DATABASE_POOL_EXHAUSTED,
            WORKER_TIMED_OUT,
            WORKER_KILLED,
            OUT_OF_MEMORY,
            NO_SPACE,
            READ_ONLY,
            TOO_MANY_FILES,
            ADDRESS_IN_USE,
            FAILED_TO_START,
            CRASHED,
            PHP_CHILDREN_BUSY,
            POOL_BUSY,
            REQUEST_HEAD_TOO_LARGE,
            URL_REJECTED,
            TOO_MANY_TASKS,
            SHUT_DOWN,
            EXCEPTION
        }

        /// The port that it wanted to listen on, as the line names it; empty where it does not.
        public Optional<Integer> wantedPort() {
            return Ports.wanted(sample);
        }

        @Override
        public Hop hop() {
            return switch (says) {
                case DATABASE_UNREACHABLE, DATABASE_REFUSES_LOGIN, DATABASE_POOL_EXHAUSTED ->
                        Hop.DATABASE;
                default -> Hop.APP;
            };
        }
    }

    /// The kernel ended a process because memory ran out.
    record OomKill(String on, String process, int count, Optional<Instant> last, boolean recent)
            implements HostFact {
        @Override
        public Hop hop() {
            return Hop.APP;
        }
    }

    /// One file system.
    ///
    /// @param usedPercent as `df` prints it
    /// @param inodePercent of the inodes; 0 where the file system has no such limit
    record Disk(
            String on,
            String mount,
            int usedPercent,
            int inodePercent,
            long freeBytes,
            boolean readOnly)
            implements HostFact {
        /// Whether nothing more can be written.
        public boolean full() {
            return usedPercent >= 100 || inodePercent >= 100 || readOnly;
        }

        @Override
        public boolean isAboutToFail(Instant now) {
            return full();
        }

        @Override
        public Hop hop() {
            return Hop.APP;
        }
    }

    /// How busy the host is.
    ///
    /// @param load1 the one-minute load average
    /// @param availableBytes memory that programs can still get
    record Resources(String on, double load1, int processors, long availableBytes, long totalBytes)
            implements HostFact {
        @Override
        public Hop hop() {
            return Hop.APP;
        }
    }

    /// How long programs on the host waited for something scarce (facts §F.8).
    ///
    /// @param cpu percent of the last ten seconds in which some program waited for a processor
    /// @param memory the same in which every program waited for memory
    /// @param disk the same in which every program waited for a disk
    record Pressure(String on, double cpu, double memory, double disk) implements HostFact {
        /// Whether the host hardly gets anything done.
        public boolean heavy() {
            return cpu >= 90 || memory >= 20 || disk >= 60;
        }

        @Override
        public Hop hop() {
            return Hop.APP;
        }
    }

    /// A certificate in a file that the web server's configuration names.
    ///
    /// @param names what it covers
    /// @param sha256 of the certificate, in lower case without colons
    record CertificateFile(
            String on,
            String file,
            List<String> names,
            Instant notBefore,
            Instant notAfter,
            String sha256)
            implements HostFact {
        public CertificateFile {
            names = List.copyOf(names);
        }

        @Override
        public boolean isAboutToFail(Instant now) {
            return now.isBefore(notAfter) && TlsFact.endsSoon(notBefore, notAfter, now);
        }

        @Override
        public Hop hop() {
            return Hop.PROXY;
        }
    }

    /// What the host's own rules and routes do with Cloudflare's addresses on one port (facts
    /// §G.6).
    ///
    /// @param family `IPv4` or `IPv6`
    /// @param blocked the ranges that are stopped
    /// @param admitted how many ranges may enter and are answered, as far as the host's rules could
    ///   be read; its routes may be read by anybody
    /// @param action what happens to the blocked ones: `drop` or `reject`; empty where none is
    /// @param rule the rule or the route that stops the first of them, as the host prints it; empty
    ///   where none is
    /// @param worldAdmitted an address outside Cloudflare's ranges may enter, too
    /// @param bannedBy the ban list that holds them, such as a fail2ban chain; empty where it is a
    ///   plain rule
    /// @param way `in` where that rule stops their visits, `back` where it stops the answers to
    ///   them; empty where none is stopped
    record Firewall(
            String on,
            int port,
            String family,
            List<String> blocked,
            int admitted,
            String action,
            String rule,
            boolean worldAdmitted,
            String bannedBy,
            String way)
            implements HostFact {
        public Firewall {
            blocked = List.copyOf(blocked);
            way = way.isEmpty() && !blocked.isEmpty() ? "in" : way;
        }

        /// Whether what is stopped are the answers, on their way back to Cloudflare.
        public boolean stopsAnswers() {
            return way.equals("back");
        }

        /// Whether only Cloudflare may enter, which is healthy and shuts this desk out (facts
        /// §G.6).
        public boolean onlyCloudflare() {
            return blocked.isEmpty() && !worldAdmitted;
        }

        @Override
        public Hop hop() {
            return Hop.NETWORK;
        }

        /// A banned address stops some requests, and nobody knows whether this one.
        @Override
        public Health health() {
            if (blocked.isEmpty()) {
                return Health.WELL;
            }
            return bannedBy.isEmpty() ? Health.BROKEN : Health.SAYS_NOTHING;
        }
    }

    /// The host's rules could not be read or not be followed, so nobody knows.
    ///
    /// @param action what the rule on which it hangs would do: `drop` or `reject`; empty where it
    ///   hangs on none, or that is not known
    record FirewallUnknown(String on, int port, String why, String action) implements HostFact {
        @Override
        public Hop hop() {
            return Hop.NETWORK;
        }
    }

    /// A request from the host to itself, with the URL's Host and SNI.
    ///
    /// @param status 0 where no answer came
    /// @param trouble what curl said instead; empty where an answer came
    record LocalAnswer(String on, String url, int status, String trouble, Duration took)
            implements HostFact {
        /// What came of it, for a sentence: the status, or what stood in the way.
        public String outcome() {
            return status > 0 ? String.valueOf(status) : "no answer: " + trouble;
        }

        /// Whether the host got no answer from itself in time.
        public boolean timedOut() {
            return status == 0 && trouble.toLowerCase(Locale.ROOT).contains("timed out");
        }

        public LocalAnswer {
            url = Queries.removed(url);
        }

        @Override
        public Hop hop() {
            return status == 0 || status < 500 ? Hop.PROXY : Hop.APP;
        }

        @Override
        public Health health() {
            if (status == 0) {
                return Health.SAYS_NOTHING;
            }
            return status < 500 ? Health.WELL : Health.BROKEN;
        }
    }

    /// A request from the host to one of its own ports that is not the site's: to the application
    /// behind the web server, say.
    ///
    /// @param status 0 where no answer came
    /// @param trouble what stood in the way; empty where an answer came
    record PortTried(String on, int port, String url, int status, String trouble)
            implements HostFact {
        public PortTried {
            url = Queries.removed(url);
        }

        /// Whether a program answered there.
        public boolean answered() {
            return status > 0;
        }

        /// What came of it, for a sentence: the status, or what stood in the way.
        public String outcome() {
            return answered() ? String.valueOf(status) : "no answer: " + trouble;
        }

        @Override
        public Hop hop() {
            return Hop.APP;
        }
    }

    /// A service that the web server asks for the site, tried from its host in plain HTTP and over
    /// TLS.
    ///
    /// @param service as the web server's configuration names it: `http://127.0.0.1:8000`
    /// @param plain what it answers in plain HTTP; 0 where it hangs up, or answers what is no HTTP
    /// @param speaksTls whether it agrees on TLS, even if it then gives no answer
    /// @param secure what it answers over TLS; 0 where no answer came
    record UpstreamTried(String on, String service, int plain, boolean speaksTls, int secure)
            implements HostFact {
        private static final int BAD_REQUEST = 400;

        /// Whether it is asked in plain HTTP and understands TLS alone.
        public boolean wantsTls() {
            return service.startsWith("http://")
                    && speaksTls
                    && (plain == 0
                            || (plain == BAD_REQUEST && secure > 0 && secure != BAD_REQUEST));
        }

        /// Whether it is asked over TLS and understands plain HTTP alone.
        public boolean wantsPlain() {
            return service.startsWith("https://")
                    && !speaksTls
                    && plain > 0
                    && plain != BAD_REQUEST;
        }

        /// What came of it, for a sentence.
        public String outcome() {
            return (plain > 0 ? "answers " + plain : "gives no answer")
                    + " in plain HTTP and "
                    + (secure > 0
                            ? (plain > 0 ? "" : "answers ") + secure + " over TLS"
                            : speaksTls ? "agrees on TLS" : "does not speak TLS");
        }

        @Override
        public Health health() {
            return wantsTls() || wantsPlain() ? Health.BROKEN : Health.SAYS_NOTHING;
        }

        @Override
        public Hop hop() {
            return Hop.APP;
        }
    }

    /// How far the host's clock is off.
    ///
    /// @param skew the host's clock minus this machine's
    record Clock(String on, Duration skew) implements HostFact {
        @Override
        public Hop hop() {
            return Hop.APP;
        }
    }

    /// The kernel stopped packets and logged it (facts §G, captures §14g).
    ///
    /// @param rule what the logging rule calls itself, such as `UFW BLOCK`
    /// @param in the interface by which they came; empty for packets of the host itself
    /// @param out the interface by which they would leave; empty for packets to the host itself
    /// @param port that they were sent to; 0 where there is none
    /// @param recent at least one of them in the time of the failure
    record PacketBlocked(
            String on,
            String rule,
            String in,
            String out,
            String source,
            String destination,
            int port,
            int count,
            Optional<Instant> last,
            boolean recent,
            String sample)
            implements HostFact {
        /// Whether a container of this host sent them to the host itself.
        public boolean fromContainer() {
            return out.isEmpty()
                    && in.matches("(?:br-|docker|podman|cni|veth|lxc|lxdbr|virbr|vmbr).*");
        }

        @Override
        public Hop hop() {
            return Hop.NETWORK;
        }
    }

    /// SELinux refused a program something (facts §F.6).
    ///
    /// @param program as the kernel calls it: `nginx`, `httpd`
    /// @param permission `name_connect`, `connectto`, `write` …
    /// @param target the port, path or name that it was about; may be empty
    /// @param object `tcp_socket`, `unix_stream_socket`, `sock_file`, `file` …
    /// @param recent at least one of them in the time of the failure
    record AccessDenied(
            String on,
            String program,
            String permission,
            String target,
            String object,
            int count,
            Optional<Instant> last,
            boolean recent,
            String sample)
            implements HostFact {
        /// Whether the program was about to connect to another one.
        public boolean connecting() {
            return permission.equals("name_connect")
                    || permission.equals("connectto")
                    || object.equals("sock_file")
                    || object.equals("unix_stream_socket");
        }

        @Override
        public Hop hop() {
            return Hop.PROXY;
        }
    }

    /// An application says at its start on which address it listens.
    ///
    /// @param source the unit or container that says it; may be empty
    record Announced(String on, String source, String address, int port, String sample)
            implements HostFact {
        /// Whether only its own host, or its own container, can reach it there.
        public boolean loopback() {
            return Hosts.isLoopback(address);
        }

        @Override
        public Hop hop() {
            return Hop.APP;
        }
    }

    /// What the login may see on the host.
    ///
    /// @param root the login is root, or `sudo -n` works
    /// @param journal it may read the journal of other users, and there is one
    record Access(String on, boolean root, boolean journal, String system) implements HostFact {
        @Override
        public Hop hop() {
            return Hop.NETWORK;
        }
    }

    /// The host keeps no journal: what its services printed is gone, and a silent log says nothing.
    record NoJournal(String on) implements HostFact {
        @Override
        public Hop hop() {
            return Hop.APP;
        }
    }

    /// Addresses of Cloudflare that a ban list of the host holds (facts §G.5).
    ///
    /// @param list the jail or list, such as `nginx-limit-req`
    record Banned(String on, String list, List<String> addresses) implements HostFact {
        public Banned {
            addresses = List.copyOf(addresses);
        }

        @Override
        public Hop hop() {
            return Hop.NETWORK;
        }
    }

    /// Which ports the provider's own firewall, in front of the host, lets in.
    record ProviderOpens(String on, List<Integer> ports) implements HostFact {
        public ProviderOpens {
            ports = List.copyOf(ports);
        }

        @Override
        public Hop hop() {
            return Hop.NETWORK;
        }
    }

    /// The addresses of the host's own interfaces, without loopback and containers' bridges.
    ///
    /// @param open those that lead to it from the internet; none where it stands behind somebody's
    ///   address translation
    record OwnAddresses(String on, List<String> addresses, List<String> open) implements HostFact {
        public OwnAddresses {
            addresses = List.copyOf(addresses);
            open = List.copyOf(open);
        }

        @Override
        public Hop hop() {
            return Hop.NETWORK;
        }
    }

    /// A rule of the host that turns its own requests for a port to another place, which only
    /// requests from the host itself meet.
    ///
    /// @param port the port that is asked for; 0 where the rule names none
    record OwnDetour(String on, int port, String rule) implements HostFact {
        @Override
        public Hop hop() {
            return Hop.NETWORK;
        }
    }

    /// What the doors of a host said to this desk: its SSH port and its web ports.
    ///
    /// @param doors port → how dialling it ended
    record Doors(String on, String address, Map<Integer, Door> doors) implements HostFact {
        public Doors {
            doors = Map.copyOf(doors);
        }

        /// Whether nothing at all came from the host; a refusal is an answer, too.
        public boolean dead() {
            return !doors.isEmpty()
                    && doors.values().stream()
                            .allMatch(door -> door == Door.SILENT || door == Door.NO_WAY);
        }

        @Override
        public Hop hop() {
            return Hop.NETWORK;
        }
    }

    /// How dialling one port ended.
    enum Door {
        OPEN,
        REFUSED,
        SILENT,
        NO_WAY
    }
}
