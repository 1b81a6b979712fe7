package dev.whence.knowledge.pasted;

import dev.whence.engine.model.HostPort;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TcpFact;
import dev.whence.knowledge.parse.BanLists;
import dev.whence.knowledge.parse.ConsoleText;
import dev.whence.knowledge.parse.DashboardText;
import dev.whence.knowledge.parse.DoorText;
import dev.whence.knowledge.parse.ProviderRules;
import dev.whence.knowledge.parse.Ranges;
import dev.whence.knowledge.parse.RayTable;
import dev.whence.knowledge.parse.Text;
import dev.whence.knowledge.parse.ZoneLines;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a text of any kind may hold beside what its own reader reads: what a person copied from the
/// zone's dashboard, from a browser's console, from a ban list, or tried at the host's doors.
final class Asides {
    private static final Set<Integer> WEB = Set.of(80, 443);

    /// A site of somebody else, as a person tells it, with the error that it shows.
    private static final Pattern OTHERS =
            Pattern.compile(
                    "(?im)^[^\\n"
                            + "]{0,120}\\b(?:different|other|another|unrelated)["
                            + " -](?:host(?:er|ing)?|provider|origin|server|company|owner|data"
                            + " ?cent(?:er|re))\\b[^\\n"
                            + "]{0,60}?\\b(5[0-3]\\d)\\b");

    /// How often it fails, as a person tells it.
    private static final Pattern SELDOM =
            Pattern.compile(
                    "(?i)\\b(\\d{1,6}) (?:of|in|out of|from) (?:every )?(\\d{2,7})"
                            + " (?:requests?|calls?|hits?|POSTs?|GETs?|tries|attempts)?\\b[^.\\n"
                            + "]{0,30}\\b(?:fail|error|5\\d\\d)");

    private Asides() {}

    /// The facts in a whole text.
    ///
    /// @param on the host that it is of; may be empty
    static Stream<Fact> facts(String text, String on, About about) {
        var edge = Ranges.of(about.target().sources().ranges());
        return Stream.of(
                        zone(text, about),
                        DashboardText.sslMode(text).stream().map(EdgeFact.SslMode::new),
                        ConsoleText.read(text).stream()
                                .map(
                                        said ->
                                                new EdgeFact.PreflightRefused(
                                                        said.url(), said.said())),
                        banned(text, on, edge),
                        OTHERS.matcher(text)
                                .results()
                                .limit(1)
                                .map(
                                        found ->
                                                new EdgeFact.ControlFailed(
                                                        "another site shows " + found.group(1))),
                        SELDOM.matcher(text).results().limit(1).map(Asides::seldom),
                        RayTable.read(text).stream().map(Asides::sampled),
                        ProviderRules.open(text).stream()
                                .map(ports -> new HostFact.ProviderOpens(on, ports)),
                        DoorText.read(text).stream()
                                .filter(
                                        door ->
                                                !edge.contains(door.address())
                                                        && !Ranges.isLocal(door.address()))
                                .flatMap(Asides::doors))
                .flatMap(each -> each);
    }

    private static Stream<Fact> zone(String text, About about) {
        var all = ZoneLines.read(text);
        var own = all.stream().filter(each -> each.isOf(about.target().host())).toList();
        var named = about.named() && !own.isEmpty() ? own : all;
        var told = named.equals(own) || all.size() == 1 ? named : List.<ZoneLines.Entry>of();
        var records =
                told.stream()
                        .map(
                                each ->
                                        new DnsFact.ZoneRecord(
                                                each.name(),
                                                each.kind(),
                                                each.content(),
                                                each.proxied()));
        var dnsOnly =
                told.isEmpty()
                        ? all.isEmpty() && about.named() && DashboardText.saysDnsOnly(text)
                        : told.stream().noneMatch(each -> each.proxied() || tunnel(each));
        return Stream.concat(
                records,
                dnsOnly ? Stream.of(new DnsFact.DnsOnly(about.target().host())) : Stream.empty());
    }

    private static boolean tunnel(ZoneLines.Entry entry) {
        return entry.content().endsWith(".cfargotunnel.com");
    }

    private static Stream<Fact> banned(String text, String on, Ranges edge) {
        return BanLists.read(text).entrySet().stream()
                .map(
                        jail ->
                                new HostFact.Banned(
                                        on,
                                        jail.getKey(),
                                        jail.getValue().stream().filter(edge::contains).toList()))
                .filter(held -> !held.addresses().isEmpty())
                .map(Fact.class::cast);
    }

    private static Fact seldom(MatchResult found) {
        var failed = Text.number(found.group(1));
        var asked = Text.number(found.group(2));
        return new EdgeFact.Sampled(asked, Math.min(asked, failed), Map.of(), Map.of());
    }

    private static Fact sampled(RayTable.Counted counted) {
        return new EdgeFact.Sampled(
                RayTable.Counted.all(counted.asked()),
                RayTable.Counted.all(counted.failed()),
                counted.asked(),
                counted.failed());
    }

    /// A door alone may be shut on purpose; that nothing at all answers says more.
    private static Stream<Fact> doors(DoorText.Tried tried) {
        var silent =
                tried.doors().entrySet().stream()
                        .filter(
                                door ->
                                        door.getValue() == HostFact.Door.SILENT
                                                && WEB.contains(door.getKey()))
                        .map(
                                door ->
                                        new TcpFact.TooSlow(
                                                new HostPort(tried.address(), door.getKey()),
                                                Duration.ZERO));
        var all =
                tried.dead() || tried.lives()
                        ? Stream.of(new HostFact.Doors("", tried.address(), tried.doors()))
                        : Stream.<Fact>empty();
        return Stream.concat(silent.map(Fact.class::cast), all);
    }
}
