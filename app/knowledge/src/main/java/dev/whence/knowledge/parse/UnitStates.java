package dev.whence.knowledge.parse;

import dev.whence.knowledge.parse.SystemctlShow.Unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the short answers about services: `systemctl is-active`, the tables of `systemctl
/// --failed`, `Get-Service`, `Get-IISAppPool`, `appcmd list apppool` and `pm2 list`.
public final class UnitStates {
    private static final Pattern ASKED =
            Pattern.compile(
                    "systemctl (?:-\\S+ )*is-(?:active|failed) (?:-\\S+ )*([\\w@.: -]{1,300})$");
    private static final Pattern STATE =
            Pattern.compile("active|inactive|failed|activating|deactivating|unknown");
    private static final Pattern TABLE =
            Pattern.compile(
                    "^\\s*(?:[●○×*]"
                            + " )?\\s*([\\w@.:\\\\-]{1,200}\\.service)\\s+(loaded|masked|not-found)"
                            + "\\s+(active|inactive|failed|activating)\\s+([\\w-]{1,20})\\b.*$");
    private static final Pattern WINDOWS =
            Pattern.compile("^(Stopped|Running)\\s+(\\S{1,100})\\s+\\S.*$");
    private static final Pattern POOLS = Pattern.compile("(?m)^Name\\s+Status\\s+CLR Ver\\b");
    private static final Pattern POOL =
            Pattern.compile("^(\\S.{0,99}?)\\s{2,}(Started|Stopped)\\b.*$");
    private static final Pattern APPCMD =
            Pattern.compile("^APPPOOL \"([^\"]{1,100})\" \\(.*state:(Started|Stopped)\\)$");
    private static final Pattern PM2 =
            Pattern.compile(
                    "^[│|]\\s*\\d+\\s*[│|]\\s*(\\S{1,100})\\s*[│|].*[│|]\\s*(\\d{1,6})\\s*[│|]\\s*"
                            + "(errored|stopped|online|launching)\\s*[│|].*$");
    private static final int MOST = 50;

    /// The type of a unit that is a pool of a web server of Windows.
    public static final String POOL_OF_A_SITE = "pool";

    private UnitStates() {}

    /// The services with their states, each as a unit of systemd would show it.
    public static List<Unit> read(String command, String text) {
        List<Unit> units = new ArrayList<>(asked(command, text));
        var pools = POOLS.matcher(text).find();
        for (var line : Text.lines(text)) {
            if (units.size() < MOST) {
                row(line.stripTrailing(), pools).ifPresent(units::add);
            }
        }
        return List.copyOf(units);
    }

    private static List<Unit> asked(String command, String text) {
        var asked = ASKED.matcher(command.strip());
        if (!asked.find()) {
            return List.of();
        }
        var names = asked.group(1).strip().split("\\s+", -1);
        var states = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        List<Unit> units = new ArrayList<>();
        for (var i = 0; i < Math.min(names.length, states.size()); i++) {
            if (STATE.matcher(states.get(i)).matches()) {
                units.add(unit(service(names[i]), "loaded", states.get(i), "", 0));
            }
        }
        return units;
    }

    private static String service(String name) {
        return name.contains(".") ? name : name + ".service";
    }

    private static Optional<Unit> row(String line, boolean pools) {
        var table = TABLE.matcher(line);
        if (table.matches()) {
            return Optional.of(
                    unit(table.group(1), table.group(2), table.group(3), table.group(4), 0));
        }
        var windows = WINDOWS.matcher(line);
        if (windows.matches()) {
            var name = windows.group(2).toLowerCase(Locale.ROOT);
            return Optional.of(unit(service(name), "loaded", windows.group(1), "", 0));
        }
        var pool = pools ? POOL.matcher(line) : APPCMD.matcher(line);
        if (pool.matches()) {
            return Optional.of(pool.group(1))
                    .filter(name -> !name.equals("DefaultAppPool"))
                    .map(name -> unit(name, "loaded", pool.group(2), "", 0))
                    .map(UnitStates::application);
        }
        var pm2 = PM2.matcher(line);
        return pm2.matches()
                ? Optional.of(
                        unit(pm2.group(1), "loaded", pm2.group(3), "", Text.number(pm2.group(2))))
                : Optional.empty();
    }

    /// Pools run nothing but sites, whatever their names.
    private static Unit application(Unit pool) {
        return new Unit(
                pool.id(),
                pool.names(),
                POOL_OF_A_SITE,
                pool.load(),
                pool.active(),
                pool.sub(),
                pool.enabled(),
                pool.result(),
                pool.exitStatus(),
                pool.restarts(),
                pool.mainPid(),
                pool.since(),
                pool.file());
    }

    private static Unit unit(String id, String load, String said, String sub, int restarts) {
        var active =
                switch (said) {
                    case "Running", "Started", "online" -> "active";
                    case "Stopped", "stopped" -> "inactive";
                    case "errored" -> "failed";
                    case "launching" -> "activating";
                    default -> said;
                };
        var shown =
                switch (active) {
                    case "active" -> "running";
                    case "inactive" -> "dead";
                    default -> active;
                };
        return new Unit(
                id,
                List.of(id),
                "",
                load,
                active,
                sub.isEmpty() ? shown : sub,
                "",
                active.equals("failed") ? "exit-code" : "success",
                active.equals("failed") ? 1 : 0,
                restarts,
                0,
                Optional.empty(),
                "");
    }
}
