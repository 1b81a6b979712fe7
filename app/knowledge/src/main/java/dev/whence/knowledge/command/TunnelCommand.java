package dev.whence.knowledge.command;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;

/// A command that looks at a tunnel connector. None of them writes or asks for a secret (facts
/// §E.1).
public sealed interface TunnelCommand extends HostCommand {
    /// The version of the program that is installed (facts §E.2).
    record Version(SshHost host) implements TunnelCommand {
        @Override
        public List<String> words() {
            return List.of("cloudflared", "--version");
        }

        @Override
        public Privilege privilege() {
            return Privilege.NONE;
        }
    }

    /// The units that run a connector, by the names that they usually have (facts §E.7), and
    /// further ones.
    record Units(SshHost host, List<UnitName> more) implements TunnelCommand {
        private static final String PROPERTIES =
                "Id,LoadState,ActiveState,SubState,UnitFileState,Result,"
                        + "ExecMainStatus,NRestarts,StateChangeTimestamp,User,ExecStart";

        public Units {
            more = List.copyOf(more);
        }

        @Override
        public List<String> words() {
            return Stream.concat(
                            Stream.of(
                                    "env",
                                    "LC_ALL=C",
                                    "TZ=UTC",
                                    "systemctl",
                                    "show",
                                    "--no-pager",
                                    "-p",
                                    PROPERTIES,
                                    "--",
                                    "cloudflared.service",
                                    "cloudflare*.service",
                                    "argo*.service"),
                            more.stream().map(UnitName::value))
                    .toList();
        }

        @Override
        public Privilege privilege() {
            return Privilege.NONE;
        }
    }

    /// The connector's processes with their control group, which tells a container (facts §E.7).
    record Processes(SshHost host) implements TunnelCommand {
        @Override
        public List<String> words() {
            return List.of(
                    "ps",
                    "-ww",
                    "-C",
                    "cloudflared,cloudflared-lin",
                    "-o",
                    "pid=,user=,cgroup=,args=");
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }
    }

    /// What the connector's own web server says, each page followed by a line of `==>`, its status
    /// and its address (facts §E.8).
    record Pages(SshHost host, List<HostPort> servers, List<Page> pages) implements TunnelCommand {
        /// A page that the connector has for everybody on its host.
        public enum Page {
            READY("/ready"),
            TUNNEL("/diag/tunnel"),
            CONFIG("/config"),
            FLAGS("/diag/configuration"),
            COUNTERS("/metrics");

            private final String path;

            Page(String path) {
                this.path = path;
            }

            /// The path, as an address ends with it.
            public String path() {
                return path;
            }
        }

        public Pages {
            servers = List.copyOf(servers);
            pages = List.copyOf(pages);
        }

        @Override
        public List<String> words() {
            return Stream.concat(
                            Stream.of(
                                    "curl",
                                    "-sS",
                                    "-g",
                                    "-m",
                                    "3",
                                    "--noproxy",
                                    "*",
                                    "-w",
                                    "\\n==> %{http_code} %{url_effective}\\n"),
                            servers.stream()
                                    .flatMap(
                                            server ->
                                                    pages.stream()
                                                            .map(
                                                                    page ->
                                                                            "http://"
                                                                                    + server
                                                                                    + page.path())))
                    .toList();
        }

        @Override
        public Privilege privilege() {
            return Privilege.NONE;
        }
    }

    /// The beginning of configuration files, each after a line with its name.
    record ConfigFiles(SshHost host, List<FilePath> files) implements TunnelCommand {
        public ConfigFiles {
            files = List.copyOf(files);
        }

        @Override
        public List<String> words() {
            return Stream.concat(
                            Stream.of("head", "-v", "-c", "65536", "--"),
                            files.stream().map(FilePath::value))
                    .toList();
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }
    }

    /// What the program says of its configuration file; the order of the words matters (facts
    /// §E.4).
    record Validate(SshHost host, FilePath file) implements TunnelCommand {
        @Override
        public List<String> words() {
            return List.of(
                    "cloudflared", "tunnel", "--config", file.value(), "ingress", "validate");
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }
    }

    /// The end of the journal of units.
    ///
    /// @param minutes how far back; empty means as far as there are lines
    record Journal(SshHost host, List<UnitName> units, OptionalInt minutes, int lines)
            implements TunnelCommand {
        public Journal {
            units = List.copyOf(units);
        }

        @Override
        public List<String> words() {
            List<String> words =
                    new ArrayList<>(
                            List.of(
                                    "journalctl",
                                    "--no-pager",
                                    "-o",
                                    "short-iso",
                                    "-n",
                                    Integer.toString(lines)));
            minutes.ifPresent(back -> words.add("--since=-" + back + "min"));
            for (var unit : units) {
                words.add("-u");
                words.add(unit.value());
            }
            return List.copyOf(words);
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }
    }

    /// The end of a log file.
    record LogTail(SshHost host, FilePath file, int lines) implements TunnelCommand {
        @Override
        public List<String> words() {
            return List.of("tail", "-n", Integer.toString(lines), "--", file.value());
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }
    }

    /// The host's own time, against which its log lines are read.
    record Now(SshHost host) implements TunnelCommand {
        @Override
        public List<String> words() {
            return List.of("date", "-u", "+%Y-%m-%dT%H:%M:%SZ");
        }

        @Override
        public Privilege privilege() {
            return Privilege.NONE;
        }
    }

    /// The connectors of a tunnel. It works only where the host holds the account's certificate
    /// (facts §E.6).
    record ConnectorList(SshHost host, UUID tunnel) implements TunnelCommand {
        @Override
        public List<String> words() {
            return List.of(
                    "cloudflared",
                    "tunnel",
                    "info",
                    "--output",
                    "json",
                    tunnel.toString().toLowerCase(Locale.ROOT));
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }
    }

    /// One request to a service, as the connector would send it.
    ///
    /// @param url scheme, name for SNI, port and path
    /// @param dial the address to connect to in place of the URL's; empty means the URL's
    /// @param socket the Unix socket to connect to
    /// @param host the Host header
    /// @param forwarded the scheme that the visitor used
    /// @param trust a file with trusted certificates
    /// @param verify the certificate must be one that is trusted
    /// @param http2 speak HTTP/2
    /// @param talk tell each step on standard error
    record TryService(
            SshHost host,
            URI url,
            Optional<HostPort> dial,
            Optional<FilePath> socket,
            HostHeader hostHeader,
            String forwarded,
            Optional<FilePath> trust,
            boolean verify,
            boolean http2,
            boolean talk)
            implements TunnelCommand {
        /// The longest that it waits, in seconds.
        public static final int SECONDS = 8;

        /// A value for the Host header.
        public record HostHeader(String value) {
            public HostHeader {
                if (!value.matches("[A-Za-z0-9_.:\\[\\]-]{1,260}")) {
                    throw new IllegalArgumentException("That is not a value for a Host header.");
                }
            }
        }

        public TryService {
            var scheme = url.getScheme();
            if (!"http".equals(scheme) && !"https".equals(scheme)) {
                throw new IllegalArgumentException("Only http and https services can be tried.");
            }
            if (!forwarded.equals("http") && !forwarded.equals("https")) {
                throw new IllegalArgumentException("A visitor comes over http or https.");
            }
        }

        /// The same, telling each step.
        public TryService talking() {
            return new TryService(
                    host, url, dial, socket, hostHeader, forwarded, trust, verify, http2, true);
        }

        /// The same, whatever the certificate.
        public TryService trusting() {
            return new TryService(
                    host, url, dial, socket, hostHeader, forwarded, trust, false, http2, talk);
        }

        @Override
        public List<String> words() {
            List<String> words =
                    new ArrayList<>(
                            List.of(
                                    "curl",
                                    "-sS",
                                    "-g",
                                    "-o",
                                    "/dev/null",
                                    "-m",
                                    Integer.toString(SECONDS),
                                    "--connect-timeout",
                                    "5",
                                    "--noproxy",
                                    "*",
                                    "-A",
                                    "Whence",
                                    "-H",
                                    "Host: " + hostHeader.value(),
                                    "-H",
                                    "X-Forwarded-Proto: " + forwarded,
                                    "-w",
                                    "%{http_code} %{time_total}"));
            if (url.getScheme().equals("https")) {
                words.add(http2 ? "--http2" : "--http1.1");
            }
            if (!verify) {
                words.add("-k");
            }
            if (talk) {
                words.add("-v");
            }
            trust.ifPresent(file -> words.addAll(List.of("--cacert", file.value())));
            socket.ifPresent(path -> words.addAll(List.of("--unix-socket", path.value())));
            dial.ifPresent(
                    to ->
                            words.addAll(
                                    List.of(
                                            "--connect-to",
                                            url.getHost() + ":" + url.getPort() + ":" + to)));
            words.addAll(List.of("--url", url.toString()));
            return List.copyOf(words);
        }

        @Override
        public Privilege privilege() {
            return socket.isPresent() || trust.isPresent() ? Privilege.WANTED : Privilege.NONE;
        }
    }
}
