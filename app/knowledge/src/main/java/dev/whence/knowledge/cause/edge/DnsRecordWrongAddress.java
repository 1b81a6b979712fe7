package dev.whence.knowledge.cause.edge;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.origin.OriginNotListening;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TcpFact;

import java.util.Set;
import java.util.regex.Pattern;

/// The proxied record holds an old or wrong address, so Cloudflare knocks at the wrong house.
public final class DnsRecordWrongAddress implements Cause {
    /// Addresses that no record may hold: the desk reaches the origin over a network of its own.
    private static final Pattern PRIVATE =
            Pattern.compile(
                    "^(?:10\\.|127\\.|192\\.168\\.|172\\.(?:1[6-9]|2\\d|3[01])\\.|f[cd]|::1|localhost)");

    @Override
    public Place place(Facts facts) {
        return Place.EDGE;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginNotListening.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "moved",
                        DnsFact.ZoneRecord.class,
                        HttpFact.Answered.class,
                        (record, answer) ->
                                elsewhere(record, answer, facts.facts())
                                        && shut(record, facts.facts())
                                        && unreached(facts.facts()))
                .pointsTo(
                        "another-address",
                        DnsFact.ZoneRecord.class,
                        HttpFact.Answered.class,
                        (record, answer) ->
                                elsewhere(record, answer, facts.facts())
                                        && unreached(facts.facts()))
                .pointsTo(
                        "not-the-hosts",
                        DnsFact.ZoneRecord.class,
                        HostFact.OwnAddresses.class,
                        (record, own) ->
                                notOf(own, record, facts.facts()) && unreached(facts.facts()))
                .fits(
                        "nothing-arrives",
                        HostFact.Requests.class,
                        EdgeFact.ErrorPage.class,
                        (log, page) ->
                                unreached(page) && log.fromCloudflare() == 0 && log.marked() == 0)
                .fits(
                        "never-arrived",
                        HostFact.Followed.class,
                        EdgeFact.ErrorPage.class,
                        (seen, page) -> unreached(page) && seen.neverArrived())
                .fits("code", EdgeFact.ErrorPage.class, DnsRecordWrongAddress::unreached)
                .rulesOut(
                        "right-address",
                        DnsFact.ZoneRecord.class,
                        TcpFact.Open.class,
                        (record, dial) -> record.content().equals(dial.to().host()))
                .rulesOut("leads-to-tunnel", DnsFact.ZoneRecord.class, DnsFact.ZoneRecord::tunnel)
                .rulesOut("followed", HostFact.Followed.class, HostFact.Followed::surely)
                .rulesOut(
                        "arrives",
                        HostFact.Requests.class,
                        log -> log.fromCloudflare() > 0 || log.marked() > 0)
                .done();
    }

    /// The origin answers properly, by an address of the same family that is in no record.
    private static boolean elsewhere(
            DnsFact.ZoneRecord record, HttpFact.Answered answer, Facts facts) {
        var host = answer.at().host();
        return record.address()
                && !record.originless()
                && answer.status() < 500
                && !PRIVATE.matcher(host).find()
                && host.contains(":") == record.content().contains(":")
                && facts.all(DnsFact.ZoneRecord.class)
                        .noneMatch(each -> each.content().equals(host));
    }

    private static boolean notOf(
            HostFact.OwnAddresses own, DnsFact.ZoneRecord record, Facts facts) {
        var v6 = record.content().contains(":");
        return record.address()
                && !record.originless()
                && own.open().stream().anyMatch(address -> address.contains(":") == v6)
                && facts.all(DnsFact.ZoneRecord.class)
                        .noneMatch(each -> own.open().contains(each.content()));
    }

    private static boolean shut(DnsFact.ZoneRecord record, Facts facts) {
        return facts.all(TcpFact.class)
                .anyMatch(
                        dial ->
                                !(dial instanceof TcpFact.Open)
                                        && dial.to().host().equals(record.content()));
    }

    private static boolean unreached(Facts facts) {
        return facts.all(EdgeFact.ErrorPage.class).anyMatch(DnsRecordWrongAddress::unreached);
    }

    private static boolean unreached(EdgeFact.ErrorPage page) {
        return page.code() >= 521 && page.code() <= 523;
    }
}
