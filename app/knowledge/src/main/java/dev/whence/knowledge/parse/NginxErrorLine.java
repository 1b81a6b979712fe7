package dev.whence.knowledge.parse;

import static dev.whence.knowledge.fact.HostFact.WebLog.WebLine.*;

import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.parse.WebErrorLog.Entry;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads one line of nginx's error log: what happened, in which phase, with which error number
/// (facts §F.1). A prefix that a container or the journal put before it, and a date that was lost
/// in pasting, do no harm.
final class NginxErrorLine {
    private static final Pattern LINE =
            Pattern.compile(
                    "^.{0,200}?(?:(\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d) )?"
                            + "(?:nginx: )?\\[(emerg|alert|crit|error|warn|notice|info)\\] "
                            + "(?:\\d{1,9}#\\d{1,9}: )?(?:\\*\\d{1,18} )?(.*)$");

    /// What only nginx says: a line that lost everything in front of it in pasting.
    private static final Pattern FRAGMENT =
            Pattern.compile(
                    "(?:connect\\(\\) (?:to \\S{1,300} )?failed \\(\\d|upstream (?:timed out"
                        + " \\(|prematurely closed|sent (?:too big|no valid|invalid|duplicate|more"
                        + " data|unsupported|unexpected)|server temporarily disabled|SSL"
                        + " certificate)|no live upstreams while|(?:recv|send|readv|writev)\\(\\)"
                        + " failed \\(\\d.*upstream|SSL_do_handshake\\(\\) failed|peer closed"
                        + " connection in SSL handshake|host not found in upstream|\\d+"
                        + " worker_connections are not enough|client intended to send too"
                        + " large|client sent (?:plain HTTP|no required)|still could not"
                        + " bind\\(\\)|worker process \\d+ exited on signal|accept4?\\(\\) failed"
                        + " \\(\\d|limiting (?:requests, excess|connections by zone)|rewrite or"
                        + " internal redirection cycle).*$");

    private static final Pattern CONTEXT =
            Pattern.compile(", (?:client|server|request|upstream|host|referrer): ");
    private static final Pattern UPSTREAM = Pattern.compile(", upstream: \"([^\"]{1,500})\"");
    private static final Pattern SOCKET =
            Pattern.compile("connect\\(\\) to (unix:\\S{1,300}) failed");
    private static final Pattern NAME =
            Pattern.compile(
                    "host not found in upstream \"([^\"]{1,300})\""
                            + "|^(\\S{1,300}) could not be resolved"
                            + "|no resolver defined to resolve (\\S{1,300})");
    private static final Pattern ERRNO = Pattern.compile("\\((\\d{1,5}): ");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss", Locale.ROOT);

    /// What a failed connect() means by its error number, on Linux, the BSDs and Windows.
    private static final Map<Integer, WebLine> CONNECT =
            Map.ofEntries(
                    Map.entry(111, UPSTREAM_REFUSED),
                    Map.entry(61, UPSTREAM_REFUSED),
                    Map.entry(10061, UPSTREAM_REFUSED),
                    Map.entry(113, UPSTREAM_NO_ROUTE),
                    Map.entry(101, UPSTREAM_NO_ROUTE),
                    Map.entry(65, UPSTREAM_NO_ROUTE),
                    Map.entry(51, UPSTREAM_NO_ROUTE),
                    Map.entry(110, UPSTREAM_CONNECT_TIMED_OUT),
                    Map.entry(60, UPSTREAM_CONNECT_TIMED_OUT),
                    Map.entry(10060, UPSTREAM_CONNECT_TIMED_OUT),
                    Map.entry(2, UPSTREAM_SOCKET_MISSING),
                    Map.entry(13, UPSTREAM_PERMISSION_DENIED),
                    Map.entry(11, UPSTREAM_BACKLOG_FULL),
                    Map.entry(104, UPSTREAM_RESET));

    private static final Set<String> GRAVE = Set.of("emerg", "alert", "crit", "error");

    /// What a message means that says it in words, in the order in which they are tried.
    private static final List<Words> WORDS =
            List.of(
                    new Words(NO_SPACE, "\\(28: |No space left on device"),
                    new Words(NO_MEMORY, "\\(12: |Cannot allocate memory"),
                    new Words(TOO_MANY_FILES, "\\((?:24|23): |Too many open files"),
                    new Words(NO_LIVE_UPSTREAMS, "no live upstreams"),
                    new Words(UPSTREAM_HEADER_TOO_BIG, "upstream sent too big "),
                    new Words(
                            UPSTREAM_LENGTH_WRONG,
                            "upstream sent more data than specified in \"Content-Length\""),
                    new Words(
                            VISITOR_LEFT,
                            "client prematurely closed connection|client closed connection while"
                                    + " (?!waiting for request|keepalive)"),
                    new Words(
                            REQUEST_HEAD_TOO_LARGE,
                            "client sent too (?:long (?:header line|URI)|large request|many"
                                    + " headers?)"),
                    new Words(
                            UPSTREAM_INVALID,
                            "upstream sent (?:no valid|invalid|duplicate|more data|unsupported"
                                    + "|unexpected|frame|response body|header|too large|only|an? )"
                                    + "|upstream rejected request|unsupported FastCGI protocol"),
                    new Words(
                            UPSTREAM_NOT_TLS,
                            "SSL_do_handshake\\(\\) failed.*(?:wrong version number|unknown"
                                    + " protocol|packet length too long|record layer failure|http"
                                    + " request|unexpected message).*to upstream"),
                    new Words(
                            UPSTREAM_CERT_EXPIRED,
                            "upstream SSL certificate verify error: \\((?:9|10):"
                                    + "|certificate (?:has )?expired.*to upstream"),
                    new Words(
                            UPSTREAM_CERT_NAME,
                            "upstream SSL certificate does not match"
                                    + "|upstream SSL certificate verify error: \\(6[2-4]:"),
                    new Words(
                            UPSTREAM_CERT_UNTRUSTED,
                            "upstream SSL certificate|certificate verify failed.*to upstream"),
                    new Words(
                            UPSTREAM_CLIENT_CERT,
                            "SSL_do_handshake\\(\\) failed.*certificate required.*to upstream"),
                    new Words(
                            UPSTREAM_TLS_VERSION,
                            "SSL_do_handshake\\(\\) failed.*(?:protocol version|unsupported"
                                    + " protocol|no protocols available|version too low|wrong ssl"
                                    + " version|no ciphers available|dh key too small).*to"
                                    + " upstream"),
                    new Words(
                            UPSTREAM_TLS_ALERT,
                            "(?:SSL_do_handshake\\(\\) failed|peer closed connection in SSL"
                                    + " handshake).*to upstream"),
                    new Words(
                            UPSTREAM_TLS_TIMED_OUT,
                            "upstream timed out .*while SSL handshaking to upstream"),
                    new Words(
                            UPSTREAM_CONNECT_TIMED_OUT,
                            "upstream timed out .*while connecting to upstream"),
                    new Words(UPSTREAM_READ_TIMED_OUT, "upstream timed out "),
                    new Words(UPSTREAM_CLOSED_EARLY, "upstream prematurely closed"),
                    new Words(
                            UPSTREAM_RESET,
                            "(?:recv|send|readv|writev|sendfile|sendfile64)\\(\\) failed"
                                    + " .*upstream"),
                    new Words(
                            UPSTREAM_NAME_UNKNOWN,
                            "host not found in upstream|could not be resolved|no resolver defined"),
                    new Words(ADDRESS_IN_USE, "bind\\(\\) .*\\((?:98|48): |still could not bind"),
                    new Words(
                            SNI_UNKNOWN,
                            "no \"ssl_certificate\" is defined in server listening on SSL port"
                                    + " while SSL handshaking|unrecognized name.*while SSL"
                                    + " handshaking(?! to)"),
                    new Words(
                            CERTIFICATE_UNREADABLE,
                            "cannot load certificate|SSL_CTX_use_|PEM_read_bio|BIO_new_file"
                                    + "|X509_check_private_key|ssl_stapling. ignored.*certificate"
                                    + "|no \"ssl_certificate\" is defined"),
                    new Words(TOO_FEW_CONNECTIONS, "worker_connections are not enough"),
                    new Words(WORKER_KILLED, "process \\d+ exited on signal 9\\b"),
                    new Words(WORKER_CRASHED, "process \\d+ exited on signal (?:4|5|6|7|8|11)\\b"),
                    new Words(RATE_LIMITED, "^limiting (?:requests|connections)"),
                    new Words(
                            FORBIDDEN,
                            "access forbidden by rule|directory index of .* is forbidden"),
                    new Words(
                            BODY_TOO_LARGE, "client intended to send too large (?:chunked )?body"),
                    new Words(PLAIN_HTTP_ON_TLS, "client sent plain HTTP request to HTTPS port"),
                    new Words(
                            CLIENT_CERT_MISSING,
                            "client SSL certificate verify error|client sent no required SSL"),
                    new Words(
                            NO_SHARED_CIPHER,
                            "(?:no shared cipher|unsupported protocol|version too low|no suitable"
                                    + " (?:key share|signature)).*while SSL handshaking"));

    private record Words(WebLine says, Pattern pattern) {
        Words(WebLine says, String pattern) {
            this(says, Pattern.compile(pattern));
        }
    }

    private NginxErrorLine() {}

    static Optional<Entry> read(String line, ZoneOffset zone) {
        var match = LINE.matcher(line);
        if (match.matches()) {
            return entry(match.group(3), match.group(2), at(match.group(1), zone));
        }
        var fragment = FRAGMENT.matcher(line);
        return fragment.find()
                ? entry(fragment.group(), "error", Optional.empty())
                : Optional.empty();
    }

    private static Optional<Entry> entry(String rest, String level, Optional<Instant> at) {
        var context = CONTEXT.matcher(rest);
        var message = context.find() ? rest.substring(0, context.start()) : rest;
        return says(message, level)
                .map(says -> new Entry(says, about(message, rest), at, Text.sample(message)));
    }

    private static Optional<WebLine> says(String message, String level) {
        if (message.startsWith("connect() ")) {
            var errno = ERRNO.matcher(message);
            var known = errno.find() ? CONNECT.get(Text.number(errno.group(1))) : null;
            if (known != null) {
                return Optional.of(known);
            }
        }
        var worded =
                WORDS.stream()
                        .filter(words -> words.pattern().matcher(message).find())
                        .map(Words::says)
                        .findFirst();
        if (worded.isPresent()) {
            return worded;
        }
        return level.equals("emerg")
                ? Optional.of(CONFIG_INVALID)
                : Optional.of(OTHER).filter(_ -> GRAVE.contains(level));
    }

    private static String about(String message, String rest) {
        var socket = SOCKET.matcher(message);
        if (socket.find()) {
            return socket.group(1);
        }
        var upstream = UPSTREAM.matcher(rest);
        if (upstream.find()) {
            return WebErrorLog.upstream(upstream.group(1));
        }
        var name = NAME.matcher(message);
        if (!name.find()) {
            return "";
        }
        return name.group(1) != null
                ? name.group(1)
                : name.group(2) != null ? name.group(2) : name.group(3);
    }

    private static Optional<Instant> at(String stamp, ZoneOffset zone) {
        if (stamp == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(stamp, STAMP).toInstant(zone));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
