package dev.whence.knowledge.parse;

import static dev.whence.knowledge.fact.HostFact.AppLog.AppLine.*;

import dev.whence.knowledge.fact.HostFact.AppLog.AppLine;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what applications, their servers and systemd write when something is wrong (facts §F.5,
/// §F.6). The words of many languages and servers are tried in order, the telling ones first.
public final class AppLogLine {
    private static final String DATABASE =
            "(?:postgres|psycopg|mysql|mariadb|pymysql|sqlalchemy|database|\\bdb\\b|redis|mongo"
                    + "|SQLSTATE|hikari|jdbc|PDOException|ActiveRecord|pgbouncer|:5432|:3306"
                    + "|:6379|:27017|:1433|port 5432|port 3306)";
    private static final List<Words> WORDS =
            List.of(
                    new Words(NO_SPACE, "No space left on device|\\bENOSPC\\b|Errno 28\\b"),
                    new Words(
                            NO_SPACE,
                            "kein Speicherplatz mehr|Aucun espace disponible|No queda"
                                + " espacio|Spazio esaurito sul device|Não há (?:mais )?espaço|Geen"
                                + " ruimte meer|Brak miejsca na urządzeniu|не осталось свободного"
                                + " места|设备上没有空间|空き領域がありません|not enough space on the disk|database"
                                + " or disk is full"),
                    new Words(NO_SPACE, "Disk quota exceeded|\\bEDQUOT\\b|\\bdisk full\\b"),
                    new Words(
                            READ_ONLY,
                            "Read-only file system|Remounting filesystem"
                                    + " read-only|\\bEROFS\\b|Errno 30\\b"),
                    new Words(
                            TOO_MANY_FILES,
                            "Too many open files|\\bEMFILE\\b|\\bENFILE\\b|Errno 24\\b"),
                    new Words(
                            DATABASE_REFUSES_LOGIN,
                            "password authentication failed|no pg_hba\\.conf entry|role \"[^\"]*\""
                                + " does not exist|database \"[^\"]*\" does not exist|Access denied"
                                + " for user|Unknown database|WRONGPASS|NOAUTH Authentication"
                                + " required|invalid username-password pair|SCRAM"
                                + " authentication|Authentication failed.*mongo|MongoServerError:"
                                + " Authentication failed"),
                    new Words(
                            DATABASE_POOL_EXHAUSTED,
                            "QueuePool limit|Connection is not available, request timed out|sorry,"
                                + " too many clients already|remaining connection slots are"
                                + " reserved|Too many connections|max_user_connections|no more"
                                + " connections allowed|could not obtain a connection from the"
                                + " pool|connection pool (?:exhausted|is"
                                + " full|timeout)|ResourceRequest timed"
                                + " out|query_wait_timeout|timeout (?:exceeded )?(?:when trying to"
                                + " connect|acquiring a connection)|max number of clients"
                                + " reached|Timed out fetching a new connection from the connection"
                                + " pool|Timeout expired\\. +The timeout period elapsed prior to"
                                + " obtaining a connection from the pool|PoolExhausted|pool error"
                                + " Timeout waiting for an idle object|Cannot get a connection,"
                                + " pool error|Unable to acquire JDBC Connection.*timed"
                                + " out|couldn't get a connection after|No ManagedConnections"
                                + " available|connection pool.{0,40}exhausted|knex.{0,40}pool is"
                                + " probably full|pool is probably full|PoolTimeout|all pooled"
                                + " connections were in use|PoolTimedOut|pool timed out while"
                                + " waiting|too many connections for|connection limit"
                                + " exceeded|could not obtain a (?:database )?connection"
                                + " within|WaitQueueTimeout|checking out a connection from"
                                + " connection pool|MaxClientsInSessionMode|timed out waiting for"
                                + " (?:a |an available )?(?:database )?connection from the"
                                + " pool|ER_CON_COUNT_ERROR|waiting for an? (?:available |free"
                                + " )?(?:database )?connection.{0,20}timed out"),
                    new Words(
                            DATABASE_UNREACHABLE,
                            "connection to server (?:at|on socket) .*failed|could not connect to"
                                + " server|Can't connect to (?:local )?(?:MySQL|MariaDB)?"
                                + " ?(?:server|MySQL server)|MySQL server has gone away|Lost"
                                + " connection to (?:MySQL|MariaDB|server)|server has gone"
                                + " away|Communications link failure|Connection to \\S+ refused\\."
                                + " Check that the hostname|the database system is (?:starting"
                                + " up|shutting down|in recovery mode)|terminating connection due"
                                + " to administrator command|server closed the connection"
                                + " unexpectedly|MongoNetworkError|ServerSelectionTimeoutError|No"
                                + " connection could be made.*sql|Error \\d+ (?:while )?connecting"
                                + " to \\S+:\\d+|LOADING Redis|MISCONF|OOM command not"
                                + " allowed|server login has been failing|PG::ConnectionBad"
                                + "|ActiveRecord::ConnectionNotEstablished|Mysql2::Error::ConnectionError|Can't"
                                + " reach database"
                                + " server|SequelizeConnection(?:Refused)?Error|SQLSTATE\\[HY000\\]"
                                + " \\[200[23]\\]|Error establishing a database connection"),
                    new Words(
                            DATABASE_UNREACHABLE,
                            DATABASE
                                    + ".{0,300}(?:Connection refused|ECONNREFUSED|No route to host"
                                    + "|connection timed out|ETIMEDOUT|EHOSTUNREACH"
                                    + "|Name or service not known|ENOTFOUND|no such host)"),
                    new Words(
                            DATABASE_UNREACHABLE,
                            "(?:Connection refused|ECONNREFUSED|No route to host|ETIMEDOUT"
                                    + "|ENOTFOUND|EAI_AGAIN|could not translate host name"
                                    + "|UnknownHostException|getaddrinfo(?: for \\S+)? failed|dial"
                                    + " tcp|\\[Errno 111\\]).{0,300}"
                                    + DATABASE),
                    new Words(
                            TOO_MANY_TASKS,
                            "OutOfMemoryError: unable to create (?:new )?native thread"),
                    new Words(
                            OUT_OF_MEMORY,
                            "java\\.lang\\.OutOfMemoryError|System\\.OutOfMemoryException|Out of"
                                + " memory \\(allocated|exited"
                                + " .{0,40}OOMKilled|\\bOOMKilled\\b(?!.{0,3}[:=] ?\"?false)|Failed"
                                + " with result .oom-kill|heap out of memory|Allocation failed -"
                                + " JavaScript|Allowed memory size of \\d+ bytes exhausted|Cannot"
                                + " allocate memory|\\bMemoryError\\b|fatal error: runtime: out of"
                                + " memory|NoMemoryError|std::bad_alloc|has been killed by the OOM"
                                + " killer|Perhaps out of memory"),
                    new Words(
                            WORKER_TIMED_OUT,
                            "WORKER TIMEOUT|HARAKIRI|execution timed out \\(|Maximum execution time"
                                    + " of \\d+ seconds|Terminating timed out worker|Rack::Timeout"
                                    + "|request_terminate_timeout|Worker \\d+ failed to check in"
                                    + " within \\d+ seconds|worker=\\d+ PID:\\d+ timeout"),
                    new Words(
                            WORKER_KILLED,
                            "was sent SIGKILL|(?:killed by|exited on|terminated due to|terminated"
                                + " by|due to|via) signal:? (?:9\\b|SIGKILL)|status=9/KILL|exited"
                                + " with code 137|Exited \\(137\\)|signal: killed|exit status 137"),
                    new Words(
                            CRASHED,
                            "was sent SIG(?:SEGV|ABRT|BUS|ILL)|(?:killed by|exited on|terminated"
                                + " due to|terminated by) signal:? (?:[4-8]|11)\\b"
                                + "|status=(?:4/ILL|6/ABRT|7/BUS|8/FPE|11/SEGV)|Segmentation"
                                + " fault|segfault at|\\bSIGSEGV\\b|\\bSIGABRT\\b|core"
                                + " dumped|code=dumped|worker respawning too fast|Main process"
                                + " exited, code=exited, status=(?!0/|130/|143/)\\d|code=exited,"
                                + " status=1/FAILURE|app crashed - waiting|npm ERR! (?:code"
                                + " ELIFECYCLE|Exit status)|exited with code"
                                + " \\[?(?!0\\b|143\\b|130\\b)\\d|\\bExited"
                                + " \\((?!0\\)|143\\)|130\\))\\d{1,3}\\)|panic: runtime error|fatal"
                                + " error: all goroutines|too many unstable restarts|Application"
                                + " pool .* disabled due to a series of failures|reached restart"
                                + " limit|exited from Program\\.Main with exit code|Unhandled"
                                + " exception\\. [A-Z]\\w+\\.|^Node\\.js v\\d+\\.\\d|thread 'main'"
                                + " panicked at|\\(exit status \\d+; not expected\\)|entered FATAL"
                                + " state|Exited too quickly|Back-off restarting failed|Faulting"
                                + " application name:|Scheduled restart"
                                + " job|CrashLoopBackOff|hs_err_pid"),
                    new Words(
                            ADDRESS_IN_USE,
                            "Address already in use|port is already allocated|EADDRINUSE|Connection"
                                + " in use: \\(|Port \\d+ was already in use|bind: address already"
                                + " in use|unable to bind listening socket|Only one usage of each"
                                + " socket address"),
                    new Words(
                            FAILED_TO_START,
                            "Worker failed to boot|APPLICATION FAILED TO START|failed loading app"
                                + " in worker|no python application found|Failed to start |Failed"
                                + " with result"
                                + " '(?:exit-code|core-dump|timeout|resources|protocol|start-limit-hit)'|Start"
                                + " request repeated too quickly|Cannot find"
                                + " module|ModuleNotFoundError|App failed to start|Failed at step"
                                + " \\S+ spawning|status=203/EXEC|ANCM .{0,40}(?:Start|Load)"
                                + " Failure|Could not find or load main class|Unable to access"
                                + " jarfile"),
                    new Words(
                            PHP_CHILDREN_BUSY,
                            "server reached (?:pm\\.)?max_children|seems busy \\(you may need"),
                    new Words(
                            TOO_MANY_TASKS,
                            "unable to create (?:new )?native thread|can't start new thread"
                                    + "|fork(?:\\(\\))?:? .{0,40}Resource temporarily unavailable"
                                    + "|fork rejected by pids controller|pthread_create failed"),
                    new Words(
                            POOL_BUSY,
                            "listen queue of socket .* full|All \\d+ threads are busy"
                                    + "|RejectedExecutionException|thread pool is exhausted"
                                    + "|Maximum number of threads \\(\\d+\\) created"
                                    + "|request queue is full|ECONNREFUSED.*backlog"
                                    + "|table full, dropping packet|Possible SYN flooding"),
                    new Words(
                            SHUT_DOWN,
                            "Handling signal: (?:term|int|hup|quit)|Shutting down: Master"
                                    + "|Gracefully? (?:stopping|shutting down)|Commencing graceful"
                                    + " shutdown|received SIG(?:TERM|INT|HUP)|SIGTERM received"
                                    + "|^(?:Stopping|Stopped) [^.]{1,120}(?:\\.{3})?\\.?$"
                                    + "|\\bStopping \\S+\\.service\\b"
                                    + "|Deactivated successfully"),
                    new Words(
                            REQUEST_HEAD_TOO_LARGE,
                            "invalid request block size: \\d+ \\(max|Request header is too large"
                                    + "|HPE_HEADER_OVERFLOW|Parse Error: Header overflow"
                                    + "|Header is too large|HttpParser Full for"
                                    + "|Request Header Fields Too Large"
                                    + "|limit request headers? fields?"
                                    + "|Got more than \\d+ bytes .{0,40}when reading"
                                    + "|HTTP element \\S{1,30} is longer than"),
                    new Words(
                            URL_REJECTED,
                            "Invalid character found in the request target|invalid URL escape"
                                    + "|The request was rejected because the URL contained"
                                    + "|URIError: Failed to decode param|Ambiguous URI"
                                    + "|double escape sequence|Invalid (?:encoded )?URI path"),
                    new Words(
                            EXCEPTION,
                            "(?:^|[\\]|:] +)Traceback \\(most recent call last\\)|Exception in"
                                + " thread|Unhandled ?(?:Promise ?Rejection|exception|error)|PHP"
                                + " Fatal error|(?:^|[\\]|:] +)panic: |Uncaught"
                                + " (?:Exception|Error|\\w+Error)|(?:^|[\\]|:]) *Caused by:"
                                + " |Internal Server Error:|\\[error\\] .*Error handling"
                                + " request|Error handling request"));

    /// Programs that are no application: what ends them is another station's matter.
    private static final Pattern OTHER_PROGRAM =
            Pattern.compile(
                    "\\b(?:cloudflared|nginx|openresty|apache2|httpd|caddy|haproxy|traefik"
                            + "|envoy|docker|containerd)(?:\\.service|\\b)",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern UNIT =
            Pattern.compile("(?:^|\\s)([A-Za-z0-9@_.-]{1,100})\\.(?:service|timer|mount): ");

    private static final Pattern DATABASE_SERVER =
            Pattern.compile("\\b(?:postgres|mysql|mariadb|mongo|redis)", Pattern.CASE_INSENSITIVE);
    private static final Set<AppLine> ENDS =
            EnumSet.of(FAILED_TO_START, CRASHED, WORKER_KILLED, SHUT_DOWN);
    private static final Pattern REQUEST =
            Pattern.compile("\"[A-Z]{3,10} \\S{0,4000} HTTP/[0-9.]{1,3}\" \\d{3}");

    private record Words(AppLine says, Pattern pattern) {
        Words(AppLine says, String pattern) {
            this(says, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
        }
    }

    private AppLogLine() {}

    /// What one line says.
    ///
    /// @param times how many lines it stands for
    public record Entry(String unit, AppLine says, Instant at, String sample, int times) {}

    /// What the lines say that say something.
    public static Stream<Entry> entries(List<JournalJson.Entry> journal) {
        return journal.stream()
                .flatMap(
                        line ->
                                says(line.message())
                                        .map(
                                                says ->
                                                        new Entry(
                                                                line.unit(),
                                                                says,
                                                                line.at(),
                                                                Text.sample(line.message()),
                                                                line.times()))
                                        .stream());
    }

    /// What a message says; empty where it says nothing that is known. A line of an access log says
    /// nothing: what visitors write stands in it.
    static Optional<AppLine> says(String message) {
        var line = message.length() <= 2_000 ? message : message.substring(0, 2_000);
        if (REQUEST.matcher(line).find()) {
            return Optional.empty();
        }
        return WORDS.stream()
                .filter(words -> words.pattern().matcher(line).find())
                .map(Words::says)
                .findFirst()
                .flatMap(says -> ofWhom(says, line));
    }

    /// A unit of another program that ends or does not start tells nothing about the application.
    private static Optional<AppLine> ofWhom(AppLine says, String line) {
        if (!ENDS.contains(says)) {
            return Optional.of(says);
        }
        if (OTHER_PROGRAM.matcher(line).find() || isHousekeeping(line)) {
            return Optional.empty();
        }
        return Optional.of(
                says == FAILED_TO_START && DATABASE_SERVER.matcher(line).find()
                        ? DATABASE_UNREACHABLE
                        : says);
    }

    private static boolean isHousekeeping(String line) {
        var unit = UNIT.matcher(line);
        return unit.find() && !UnitKind.maybeOfASite(unit.group(1));
    }
}
