package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.HostFact.Role;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a service is to a web site, told by its name (facts §F.5, §F.7).
///
/// @param product units of one product replace each other: two versions of a database, say
public record UnitKind(Role role, String product) {
    private static final List<Known> KNOWN =
            List.of(
                    new Known(Role.WEB_SERVER, "nginx", "(?:free)?nginx|openresty|angie|tengine"),
                    new Known(Role.WEB_SERVER, "apache", "apache2(?:@.+)?|httpd|apache24"),
                    new Known(Role.WEB_SERVER, "caddy", "caddy"),
                    new Known(Role.WEB_SERVER, "haproxy", "haproxy"),
                    new Known(Role.WEB_SERVER, "lighttpd", "lighttpd"),
                    new Known(Role.WEB_SERVER, "litespeed", "lsws|lshttpd|openlitespeed"),
                    new Known(Role.WEB_SERVER, "traefik", "traefik"),
                    new Known(Role.WEB_SERVER, "varnish", "varnish"),
                    new Known(
                            Role.DATABASE,
                            "postgresql",
                            "postgresql|postgresql@.+|postgresql-\\d+(?:\\.\\d+)?"),
                    new Known(Role.DATABASE, "mysql", "mysql|mysqld|mariadb|mysql@.+|mariadb@.+"),
                    new Known(
                            Role.DATABASE,
                            "redis",
                            "redis|redis-server|redis@.+|redis-server@.+|valkey|valkey-server"),
                    new Known(Role.DATABASE, "mongodb", "mongod|mongodb"),
                    new Known(Role.APP, "php-fpm", "php[0-9.]*-?fpm[0-9]*|php\\d*-php-fpm"),
                    new Known(
                            Role.APP,
                            "",
                            "(?:gunicorn|uwsgi|uvicorn|hypercorn|daphne|puma|unicorn|passenger"
                                    + "|node|nodejs|pm2|tomcat|jetty|wildfly|payara|kestrel|django"
                                    + "|flask|fastapi|rails|laravel|express|next|nuxt|strapi|ghost"
                                    + "|streamlit|odoo|gitea|nextcloud|phoenix|spring)"
                                    + "[0-9]*(?:[-_.@].*)?"),
                    new Known(
                            Role.APP,
                            "",
                            "(?:.*[-_.])?(?:app|api|web|webapp|site|website|backend|frontend)"
                                    + "(?:[-_.@].*)?"));
    private static final Pattern NO_SERVICE_OF_A_SITE =
            Pattern.compile(
                    "cloudflared.*|systemd-.*|.*exporter.*|.*agent.*|.*backup.*|.*update.*|.*cert.*"
                        + "|.*clean.*|.*cron.*|ssh.*|docker.*|containerd.*|snap.*|getty.*"
                        + "|user@.*|fail2ban.*|crowdsec.*|ufw.*|apache-htcacheclean.*"
                        + "|postgresql-setup.*|.*runner.*|.*vpn.*|wg-quick.*|tailscaled.*"
                        + "|apt-.*|dnf-.*|man-db.*|logrotate.*|fwupd.*|e2scrub.*|fstrim.*|packagekit.*"
                        + "|motd-.*|NetworkManager.*|ModemManager.*|bluetooth.*|avahi-.*"
                        + "|chrony.*|rsyslog.*|cloud-.*|qemu-.*|unattended-.*|phpsessionclean");

    private record Known(Role role, String product, Pattern name) {
        Known(Role role, String product, String name) {
            this(role, product, Pattern.compile(name));
        }
    }

    /// The kind of a unit; empty where its name says nothing.
    public static Optional<UnitKind> of(String unit) {
        var name = unit.replaceFirst("\\.service$", "");
        if (name.length() > 200 || name.endsWith("@") || !maybeOfASite(unit)) {
            return Optional.empty();
        }
        return KNOWN.stream()
                .filter(known -> known.name().matcher(name).matches())
                .findFirst()
                .map(
                        known ->
                                new UnitKind(
                                        known.role(),
                                        known.product().isEmpty() ? name : known.product()));
    }

    /// Whether a unit may belong to a site at all: the machine's own housekeeping does not.
    public static boolean maybeOfASite(String unit) {
        return !NO_SERVICE_OF_A_SITE.matcher(unit.replaceFirst("\\.service$", "")).matches();
    }
}
