package dev.whence.knowledge.command;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A command that looks at units, listeners, logs, files and load.
public sealed interface ServiceCommand extends HostCommand {
    @Override
    default Privilege privilege() {
        return Privilege.NONE;
    }

    /// The properties of units; a unit that does not exist is answered with `LoadState=not-found`
    /// (facts §F.8).
    record SystemctlShow(SshHost host, List<UnitName> units) implements ServiceCommand {
        private static final String PROPERTIES =
                "Id,LoadState,ActiveState,SubState,UnitFileState,Result,"
                        + "ExecMainStatus,ExecMainCode,NRestarts,MainPID,StateChangeTimestamp";

        public SystemctlShow {
            units = List.copyOf(units);
        }

        @Override
        public List<String> words() {
            return Stream.concat(
                            Stream.of("systemctl", "show", "--no-pager", "-p", PROPERTIES, "--"),
                            units.stream().map(UnitName::value))
                    .toList();
        }
    }

    /// The properties of every service that systemd has in memory, and of some more, in one answer;
    /// the times are in UTC.
    record Services(SshHost host, List<UnitName> also) implements ServiceCommand {
        private static final String PROPERTIES =
                "Id,Names,Type,LoadState,ActiveState,SubState,UnitFileState,Result,ExecMainStatus,"
                        + "NRestarts,MainPID,StateChangeTimestamp,FragmentPath";

        public Services {
            also = List.copyOf(also);
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
                                    "--all",
                                    "--no-pager",
                                    "-p",
                                    PROPERTIES,
                                    "--",
                                    "*.service"),
                            also.stream().map(UnitName::value))
                    .toList();
        }
    }

    /// The services that are installed, and whether each starts at boot.
    record UnitFiles(SshHost host) implements ServiceCommand {
        @Override
        public List<String> words() {
            return List.of(
                    "systemctl",
                    "list-unit-files",
                    "--type=service",
                    "--no-legend",
                    "--no-pager",
                    "--plain");
        }
    }

    /// Who the login is, and the groups that it is in.
    record WhoAmI(SshHost host) implements ServiceCommand {
        @Override
        public List<String> words() {
            return List.of("id");
        }
    }

    /// The name of the system. Everybody may read it, so it also shows whether root can be had.
    record OsRelease(SshHost host) implements ServiceCommand {
        @Override
        public List<String> words() {
            return List.of("cat", "--", "/etc/os-release");
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }
    }

    /// How much the journal keeps. Where it keeps nothing at all it says so here; `-o json` says no
    /// word of it.
    record JournalSize(SshHost host) implements ServiceCommand {
        @Override
        public List<String> words() {
            return List.of("journalctl", "--disk-usage");
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }
    }

    /// The TCP ports on which something listens, with the programs for root and the units where the
    /// kernel tells (facts §F.8).
    record Listeners(SshHost host) implements ServiceCommand {
        @Override
        public List<String> words() {
            return List.of("ss", "-ltnpeH");
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }

        @Override
        public boolean steady() {
            return true;
        }
    }

    /// The same from the older program.
    record ListenersOld(SshHost host) implements ServiceCommand {
        @Override
        public List<String> words() {
            return List.of("netstat", "-ltnp");
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }
    }

    /// Tests nginx's configuration and prints it whole (facts §F.8). It opens the log files and
    /// changes nothing.
    record NginxConfig(SshHost host) implements ServiceCommand {
        @Override
        public List<String> words() {
            return List.of("nginx", "-T");
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }

        @Override
        public int mostBytes() {
            return 4 * 1024 * 1024;
        }
    }

    /// Tests Apache's configuration and prints its virtual hosts (facts §F.8).
    record ApacheSites(SshHost host) implements ServiceCommand {
        @Override
        public List<String> words() {
            return List.of("apachectl", "-S");
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }
    }

    /// The lines of the web server's configuration that say where requests go, and which
    /// certificates and logs it has, straight from the files: for logins that may not test it, and
    /// for configurations that are broken.
    record SiteLines(SshHost host) implements ServiceCommand {
        private static final String DIRECTIVES =
                "^[[:space:]]*(server|upstream|location|listen|server_name|[a-z]+_pass|"
                        + "error_log|access_log|<?/?VirtualHost|ServerName|ServerAlias|Listen|"
                        + "ProxyPass|ProxyPassMatch|SetHandler|ErrorLog|CustomLog|"
                        + "ssl_certificate|SSLCertificateFile)"
                        + "([^A-Za-z_]|$)|^[^#]*[{}]";

        @Override
        public List<String> words() {
            return List.of(
                    "grep",
                    "-RhsIE",
                    "--",
                    DIRECTIVES,
                    "/etc/nginx/nginx.conf",
                    "/etc/nginx/conf.d",
                    "/etc/nginx/sites-enabled",
                    "/etc/apache2/sites-enabled",
                    "/etc/httpd/conf/httpd.conf",
                    "/etc/httpd/conf.d");
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }

        @Override
        public boolean steady() {
            return true;
        }
    }

    /// The last lines of log files, each file under a heading.
    record LogTail(SshHost host, int lines, List<LogPath> files) implements ServiceCommand {
        public LogTail {
            files = List.copyOf(files);
        }

        @Override
        public List<String> words() {
            var words = new ArrayList<>(List.of("tail", "-v", "-n", Integer.toString(lines), "--"));
            files.forEach(file -> words.add(file.value()));
            return List.copyOf(words);
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }

        @Override
        public int mostBytes() {
            return 2 * 1024 * 1024;
        }
    }

    /// What some units wrote to the journal since a moment, the newest lines only.
    record Journal(SshHost host, List<UnitName> units, Instant since, int lines)
            implements ServiceCommand {
        public Journal {
            units = List.copyOf(units);
            since = since.truncatedTo(ChronoUnit.SECONDS);
        }

        @Override
        public List<String> words() {
            var words = new ArrayList<>(JOURNAL);
            words.addAll(List.of("-n", Integer.toString(lines)));
            words.addAll(List.of("--since", "@" + since.getEpochSecond()));
            units.forEach(unit -> words.addAll(List.of("-u", unit.value())));
            return List.copyOf(words);
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }

        @Override
        public int mostBytes() {
            return 2 * 1024 * 1024;
        }
    }

    /// What the kernel wrote to the journal since a moment, the newest lines only.
    record KernelJournal(SshHost host, Instant since, int lines) implements ServiceCommand {
        public KernelJournal {
            since = since.truncatedTo(ChronoUnit.SECONDS);
        }

        @Override
        public List<String> words() {
            var words = new ArrayList<>(JOURNAL);
            words.addAll(List.of("-k", "-n", Integer.toString(lines)));
            words.addAll(List.of("--since", "@" + since.getEpochSecond()));
            return List.copyOf(words);
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }

        @Override
        public int mostBytes() {
            return 1024 * 1024;
        }
    }

    /// What the kernel still remembers, with times.
    record KernelRing(SshHost host) implements ServiceCommand {
        @Override
        public List<String> words() {
            return List.of("dmesg", "--time-format", "iso");
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }

        @Override
        public int mostBytes() {
            return 1024 * 1024;
        }
    }

    /// How full the local file systems are. Remote ones are left out: a lost server would hold the
    /// answer.
    record DiskSpace(SshHost host) implements ServiceCommand {
        @Override
        public List<String> words() {
            return List.of("df", "-PTl");
        }
    }

    /// How many inodes are left on the local file systems.
    record DiskInodes(SshHost host) implements ServiceCommand {
        @Override
        public List<String> words() {
            return List.of("df", "-Pil");
        }
    }

    /// Load, memory, mounts, processors, and how long programs waited for what is scarce, as the
    /// kernel shows them; kernels before 4.20 do not know the last.
    record KernelState(SshHost host) implements ServiceCommand {
        @Override
        public List<String> words() {
            return List.of(
                    "tail",
                    "-v",
                    "-n",
                    "2000",
                    "--",
                    "/proc/loadavg",
                    "/proc/meminfo",
                    "/proc/mounts",
                    "/sys/devices/system/cpu/online",
                    "/proc/pressure/cpu",
                    "/proc/pressure/memory",
                    "/proc/pressure/io");
        }
    }

    /// What a certificate in a file says of itself (facts §F.8).
    record Certificate(SshHost host, CertificatePath file) implements ServiceCommand {
        @Override
        public List<String> words() {
            return List.of(
                    "openssl",
                    "x509",
                    "-in",
                    file.value(),
                    "-noout",
                    "-subject",
                    "-dates",
                    "-ext",
                    "subjectAltName",
                    "-fingerprint",
                    "-sha256");
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }
    }

    /// The host's time at this very moment, as seconds since 1970, and its zone.
    record Clock(SshHost host) implements ServiceCommand {
        @Override
        public List<String> words() {
            return Time.WORDS;
        }
    }

    /// The same to within a run: where a span of minutes begins, and the zone.
    record Time(SshHost host) implements ServiceCommand {
        private static final List<String> WORDS = List.of("date", "+%s.%N %z");

        @Override
        public List<String> words() {
            return WORDS;
        }

        @Override
        public boolean steady() {
            return true;
        }
    }

    /// A request from the host to itself, with the Host and SNI of the URL; no certificate is
    /// checked, nothing is followed and the body is thrown away.
    ///
    /// @param url with the port that is asked
    /// @param address the host's own address
    record SelfRequest(SshHost host, URI url, String address) implements ServiceCommand {
        @Override
        public List<String> words() {
            var to = address.contains(":") ? "[" + address + "]" : address;
            return List.of(
                    "curl",
                    "-g",
                    "-k",
                    "-sS",
                    "-q",
                    "--noproxy",
                    "*",
                    "-o",
                    "/dev/null",
                    "-m",
                    "6",
                    "-w",
                    "%{http_code} %{time_total}\\n",
                    "--resolve",
                    url.getHost() + ":" + url.getPort() + ":" + to,
                    "--url",
                    url.toString());
        }
    }

    /// Two requests for the start page of a service that the web server asks, in plain HTTP and
    /// over TLS; no certificate is checked, nothing is followed and the bodies are thrown away.
    ///
    /// @param service where the service is, as the web server's configuration names it
    /// @param site the name for the Host header
    record UpstreamRequests(SshHost host, HostPort service, String site) implements ServiceCommand {
        @Override
        public List<String> words() {
            return List.of(
                    "curl",
                    "-q",
                    "-g",
                    "-k",
                    "-sS",
                    "--noproxy",
                    "*",
                    "-A",
                    "Whence",
                    "-o",
                    "/dev/null",
                    "-o",
                    "/dev/null",
                    "-m",
                    "3",
                    "-w",
                    "%{http_code} %{time_connect} %{time_appconnect}\\n",
                    "-H",
                    "Host: " + site,
                    "--url",
                    "http://" + service + "/",
                    "--url",
                    "https://" + service + "/");
        }
    }

    /// The beginning of every question to the journal: one JSON object a line, few fields (facts
    /// §F.8).
    List<String> JOURNAL =
            List.of(
                    "journalctl",
                    "--no-pager",
                    "-o",
                    "json",
                    "--output-fields=MESSAGE,PRIORITY,UNIT,_SYSTEMD_UNIT,SYSLOG_IDENTIFIER");
}
