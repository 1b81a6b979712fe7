package dev.whence.knowledge.check.host;

import dev.whence.knowledge.command.LogPath;
import dev.whence.knowledge.command.UnitName;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which log files a web server writes: those that its configuration names, and those that the
/// distributions use (facts §F.7).
final class LogFiles {
    private static final int MOST = 12;
    private static final Pattern ERROR =
            Pattern.compile("(?im)^\\s*(?:error_log|ErrorLog)\\s+\"?([^\\s\";]{1,300})");
    private static final Pattern ACCESS =
            Pattern.compile("(?im)^\\s*(?:access_log|CustomLog)\\s+\"?([^\\s\";]{1,300})");
    private static final List<String> USUAL_ERROR =
            List.of(
                    "/var/log/nginx/error.log",
                    "/var/log/apache2/error.log",
                    "/var/log/httpd/error_log",
                    "/var/log/haproxy.log");
    private static final List<String> USUAL_ACCESS =
            List.of(
                    "/var/log/nginx/access.log",
                    "/var/log/apache2/access.log",
                    "/var/log/apache2/other_vhosts_access.log",
                    "/var/log/httpd/access_log");

    private static final Pattern POSTGRES = Pattern.compile("postgresql@([A-Za-z0-9_.-]{1,60})");
    private static final Pattern PHP = Pattern.compile("php[0-9.]{1,5}-fpm");

    private LogFiles() {}

    /// Where errors may be written, given the lines of the configuration.
    static List<LogPath> errors(String configuration) {
        return files(ERROR, configuration, USUAL_ERROR);
    }

    /// Where requests may be written.
    static List<LogPath> requests(String configuration) {
        return files(ACCESS, configuration, USUAL_ACCESS);
    }

    /// The files of units that do not write to the journal → the unit.
    static Map<LogPath, String> ofUnits(List<UnitName> units) {
        Map<LogPath, String> files = new LinkedHashMap<>();
        for (var unit : units) {
            var name = unit.value().replaceFirst("\\.service$", "");
            var file =
                    switch (name) {
                        case "mysql", "mysqld", "mariadb" -> "/var/log/mysql/error.log";
                        case "php-fpm" -> "/var/log/php-fpm/error.log";
                        case "redis-server" -> "/var/log/redis/redis-server.log";
                        default -> ofVersion(name);
                    };
            LogPath.maybe(file).ifPresent(path -> files.put(path, unit.value()));
        }
        return files;
    }

    private static String ofVersion(String name) {
        var postgres = POSTGRES.matcher(name);
        if (postgres.matches()) {
            return "/var/log/postgresql/postgresql-" + postgres.group(1) + ".log";
        }
        return PHP.matcher(name).matches() ? "/var/log/" + name + ".log" : "";
    }

    private static List<LogPath> files(Pattern named, String configuration, List<String> usual) {
        var configured =
                named.matcher(configuration)
                        .results()
                        .map(found -> found.group(1))
                        .map(LogFiles::debian);
        return Stream.concat(configured, usual.stream())
                .flatMap(path -> LogPath.maybe(path).stream())
                .distinct()
                .limit(MOST)
                .toList();
    }

    /// Debian's Apache names its directory by a variable.
    private static String debian(String path) {
        return path.replace("${APACHE_LOG_DIR}", "/var/log/apache2");
    }
}
