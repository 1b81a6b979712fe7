package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppLogLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    DATABASE_UNREACHABLE    | psycopg2.OperationalError: connection to server at "127.0.0.1", port 5432 failed: Connection refused
                    DATABASE_UNREACHABLE    | django.db.utils.OperationalError: could not connect to server: No such file or directory
                    DATABASE_UNREACHABLE    | SQLSTATE[HY000] [2002] Connection refused
                    DATABASE_UNREACHABLE    | ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/run/mysqld/mysqld.sock' (2)
                    DATABASE_UNREACHABLE    | Error: connect ECONNREFUSED 127.0.0.1:5432
                    DATABASE_UNREACHABLE    | MongoNetworkError: failed to connect to server [localhost:27017] on first connect
                    DATABASE_UNREACHABLE    | redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.
                    DATABASE_UNREACHABLE    | FATAL:  the database system is shutting down
                    DATABASE_UNREACHABLE    | com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure
                    DATABASE_REFUSES_LOGIN  | psycopg2.OperationalError: connection to server at "127.0.0.1", port 5432 failed: FATAL:  password authentication failed for user "app"
                    DATABASE_REFUSES_LOGIN  | (1045, "Access denied for user 'app'@'localhost' (using password: YES)")
                    DATABASE_POOL_EXHAUSTED | HikariPool-1 - Connection is not available, request timed out after 30000ms (total=10, active=10, idle=0, waiting=25)
                    DATABASE_POOL_EXHAUSTED | sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00
                    DATABASE_POOL_EXHAUSTED | FATAL:  sorry, too many clients already
                    WORKER_TIMED_OUT        | [2024-09-16 11:16:08 -0400] [780833] [CRITICAL] WORKER TIMEOUT (pid:780835)
                    WORKER_TIMED_OUT        | *** HARAKIRI ON WORKER 1 (pid: 77, try: 1) ***
                    WORKER_KILLED           | DAMN ! worker 1 (pid: 77) died, killed by signal 9 :( trying respawn ...
                    WORKER_KILLED           | [16-Oct-2020 17:03:39] WARNING: [pool www] child 77 exited on signal 9 (SIGKILL) after 3.2 seconds from start
                    WORKER_KILLED           | app.service: Main process exited, code=killed, status=9/KILL
                    OUT_OF_MEMORY           | java.lang.OutOfMemoryError: GC overhead limit exceeded
                    OUT_OF_MEMORY           | FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
                    OUT_OF_MEMORY           | Worker (pid:77) was sent SIGKILL! Perhaps out of memory?
                    NO_SPACE                | OSError: [Errno 28] No space left on device
                    NO_SPACE                | mkdir: Auf dem Gerät ist kein Speicherplatz mehr verfügbar
                    NO_SPACE                | sqlite3.OperationalError: database or disk is full
                    DATABASE_UNREACHABLE    | Error: getaddrinfo EAI_AGAIN mariadb
                    DATABASE_UNREACHABLE    | psycopg.OperationalError: could not translate host name "db" to address
                    DATABASE_POOL_EXHAUSTED | ActiveRecord::ConnectionTimeoutError: could not obtain a connection from the pool within 5.000 seconds
                    DATABASE_POOL_EXHAUSTED | FATAL:  too many connections for role "app"
                    CRASHED                 | Unhandled exception. System.IO.FileNotFoundException: Could not load file
                    CRASHED                 | thread 'main' panicked at src/main.rs:7:5:
                    CRASHED                 | INFO exited: app (exit status 1; not expected)
                    READ_ONLY               | OSError: [Errno 30] Read-only file system: '/srv/app/x'
                    TOO_MANY_FILES          | Error: EMFILE: too many open files, open '/srv/app/x'
                    ADDRESS_IN_USE          | Error: listen EADDRINUSE: address already in use :::3000
                    ADDRESS_IN_USE          | Web server failed to start. Port 8080 was already in use.
                    FAILED_TO_START         | app.service: Start request repeated too quickly.
                    FAILED_TO_START         | app.service: Failed at step EXEC spawning /srv/app/bin/run: No such file or directory
                    REQUEST_HEAD_TOO_LARGE  | invalid request block size: 5031 (max 4096)...skip
                    REQUEST_HEAD_TOO_LARGE  | Error: Parse Error: Header overflow
                    PHP_CHILDREN_BUSY       | [16-Oct-2020 17:03:39] WARNING: [pool www] server reached pm.max_children setting (5), consider raising it
                    POOL_BUSY               | *** uWSGI listen queue of socket "127.0.0.1:3031" (fd: 3) full !!! (101/100) ***
                    PHP_CHILDREN_BUSY       | WARNING: [pool www] seems busy (you may need to increase pm.start_servers, or pm.min/max_spare_servers), spawning 8 children
                    POOL_BUSY               | All 200 threads are busy, waiting. Waiting = 12
                    TOO_MANY_TASKS          | java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached
                    TOO_MANY_TASKS          | RuntimeError: can't start new thread
                    WORKER_TIMED_OUT        | [pool www] child 77, script '/srv/www/index.php' (request: "GET /index.php") execution timed out (31.2 sec), terminating
                    WORKER_KILLED           | [2026-11-20 05:40:05 +0000] [155] [WARNING] Worker with pid 159 was terminated due to signal 9
                    WORKER_KILLED           | app-1 exited with code 137
                    OUT_OF_MEMORY           | PHP Fatal error:  Out of memory (allocated 31457280) (tried to allocate 20480 bytes) in /srv/www/index.php
                    OUT_OF_MEMORY           | app.service: Failed with result 'oom-kill'.
                    CRASHED                 | Nov 20 05:02:37 web-1 systemd[1]: app.service: Main process exited, code=exited, status=3/NOTIMPLEMENTED
                    CRASHED                 | app.service: Scheduled restart job, restart counter is at 4.
                    CRASHED                 | gunicorn[77]: segfault at 0 ip 00007f1 sp 00007f2 error 4 in libpython3.11.so
                    CRASHED                 | [nodemon] app crashed - waiting for file changes before starting...
                    CRASHED                 | DAMN ! worker 1 (pid: 77) died, killed by signal 11 :( trying respawn ...
                    SHUT_DOWN               | [2026-11-20 05:40:05 +0000] [155] [INFO] Handling signal: term
                    DATABASE_POOL_EXHAUSTED | Knex: Timeout acquiring a connection. The pool is probably full. Are you missing a .transacting(trx) call?
                    DATABASE_POOL_EXHAUSTED | Timed out fetching a new connection from the connection pool. (Current connection pool timeout: 10, connection limit: 5)
                    DATABASE_UNREACHABLE    | systemd[1]: Failed to start postgresql@15-main.service - PostgreSQL Cluster 15-main.
                    EXCEPTION               | Nov 20 05:19:42 web-1 gunicorn[158]: Traceback (most recent call last):
                    EXCEPTION               | Traceback (most recent call last):
                    EXCEPTION               | PHP Fatal error:  Uncaught Error: Call to undefined function x()
                    ``                      | Nov 20 04:58:41 web-1 systemd[1]: Failed to start cloudflared.service - cloudflared.
                    ``                      | nginx.service: Main process exited, code=exited, status=1/FAILURE
                    ``                      | app.service: Main process exited, code=exited, status=143/n/a
                    ``                      | Booting worker with pid: 77
                    ``                      | app.service: Main process exited, code=killed, status=15/TERM
                    ``                      | Worker with pid 77 was terminated due to signal 15
                    ``                      | 198.51.100.7 - - [20/Nov/2026:05:39:16 +0000] "GET /?q=Too+many+connections HTTP/1.1" 200 55 "No space left on device" "x"
                    ``                      | Connection refused by peer policy, will use the next server
                    """)
    void classes(String says, String line) {
        assertThat(AppLogLine.says(line).map(Enum::name).orElse("")).isEqualTo(says.strip());
    }
}
