package dev.whence.knowledge.words;

import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Hop;
import dev.whence.engine.model.Place;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.verdict.Standing;
import dev.whence.knowledge.Step;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What the words of the engine are called in front of people; the names stand in `names.yaml`.
public final class Names {
    private static final Map<String, String> NAMES = Yaml.sentences(Names.class, "names.yaml");

    private Names() {}

    /// A station of the road: `Web server`.
    public static String of(Hop hop) {
        return name("hop", hop);
    }

    /// Where a fault sits: `At the origin`.
    public static String of(Place place) {
        return name("place", place);
    }

    /// How a cause stands: `proven`.
    public static String of(Standing standing) {
        return name("standing", standing);
    }

    /// A step of the checklist: `Origin, directly`.
    public static String of(Step step) {
        return name("step", step);
    }

    /// Who looked: `from this desk`, `on web-1`.
    public static String of(Vantage from) {
        var name = "vantage." + key(from.kind());
        return (from.host().isEmpty() && NAMES.containsKey(name + ".unnamed")
                        ? name(name + ".unnamed")
                        : name(name))
                .replace("{host}", from.host());
    }

    /// The failing site: its host; words where nobody named it, so that a name under `.invalid`
    /// (RFC 2606) stands in for it.
    public static String site(Target target) {
        return isNamed(target) ? target.host() : name("site.unnamed");
    }

    /// The failing address without its query, which may carry what is nobody's business.
    public static String address(Target target) {
        var url = target.url().toString();
        var query = url.indexOf('?');
        if (!isNamed(target)) {
            return name("site.unnamed");
        }
        return query < 0 ? url : url.substring(0, query) + "?…";
    }

    private static boolean isNamed(Target target) {
        return !target.host().endsWith(".invalid");
    }

    /// How a look ended: `looked`, `ran out of time`.
    public static String of(Outcome outcome) {
        return name("outcome." + outcome.id());
    }

    /// Why a check did not look, as a sentence.
    public static String of(SkipReason why) {
        return name("skip", why);
    }

    /// Why nobody looked on an origin that may be the connector's own host.
    static String noSshBeside() {
        return name("skip.no-ssh.beside");
    }

    /// Where a fix is made, with the hosts of that role by name: `On the origin (web-1)`.
    public static String of(CauseWords.Where where, Target target) {
        var hosts =
                switch (where) {
                    case ON_ORIGIN -> hosts(target, SshHost.Role.ORIGIN);
                    case ON_TUNNEL_HOST -> hosts(target, SshHost.Role.TUNNEL);
                    case ON_DATABASE_HOST, IN_CLOUDFLARE, AT_PROVIDER, HERE -> "";
                };
        return hosts.isEmpty()
                ? name("where", where)
                : name("where." + key(where) + ".named").replace("{hosts}", hosts);
    }

    /// What a fix can do to a running site, as a sentence or two.
    public static String of(CauseWords.Risk risk) {
        return name("risk", risk);
    }

    private static String hosts(Target target, SshHost.Role role) {
        return target.hosts(role).map(SshHost::name).collect(Collectors.joining(", "));
    }

    private static String name(String kind, Enum<?> value) {
        return name(kind + "." + key(value));
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String name(String key) {
        var name = NAMES.get(key);
        if (name == null) {
            throw new IllegalStateException("names.yaml has no " + key + ".");
        }
        return name;
    }
}
