package dev.whence.live;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Ask.RecordType;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Resolved;

import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.WireParseException;

import java.io.IOException;
import java.net.IDN;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks DNS servers: over UDP first, over TCP where that stays silent or the answer is too long.
final class DnsAsker {
    private static final Duration UDP_PATIENCE = Duration.ofSeconds(2);
    private static final int LONGEST_CHAIN = 16;

    /// Reads the system's list of DNS servers again: the machine may have changed networks.
    DnsAsker() {
        ResolverConfig.refresh();
    }

    /// Asks the given server, or the system's own one after the other until one answers.
    Resolved ask(String name, RecordType type, Optional<HostPort> via, Deadline by)
            throws InterruptedException {
        try {
            var asked = Name.fromString(IDN.toASCII(name, IDN.ALLOW_UNASSIGNED), Name.root);
            var query = Message.newQuery(Record.newRecord(asked, typeOf(type), DClass.IN));
            return anyOf(servers(via, by), query, by);
        } catch (TextParseException | IllegalArgumentException _) {
            return new Resolved.Failed("not a DNS name");
        }
    }

    private static List<InetSocketAddress> servers(Optional<HostPort> via, Deadline by)
            throws InterruptedException {
        if (via.isEmpty()) {
            return ResolverConfig.getCurrentConfig().servers();
        }
        var port = via.get().port() == 0 ? SimpleResolver.DEFAULT_PORT : via.get().port();
        return switch (Names.bySystem(via.get().host(), by)) {
            case Names.Found.Addresses(var all) ->
                    List.of(new InetSocketAddress(all.getFirst(), port));
            case Names.Found.Nothing _ -> List.of();
        };
    }

    private static Resolved anyOf(List<InetSocketAddress> servers, Message query, Deadline by)
            throws InterruptedException {
        Resolved answer = new Resolved.Silent("no DNS server is known");
        for (var i = 0; i < servers.size(); i++) {
            var last = i == servers.size() - 1;
            var share = last ? by : by.orIn(by.left().dividedBy(2));
            answer = oneServer(servers.get(i), query, share);
            if (!(answer instanceof Resolved.Silent || answer instanceof Resolved.Failed)) {
                return answer;
            }
        }
        return answer;
    }

    private static Resolved oneServer(InetSocketAddress server, Message query, Deadline by)
            throws InterruptedException {
        var udp =
                by.orIn(
                        Duration.ofNanos(
                                Math.min(
                                        by.left().dividedBy(2).toNanos(), UDP_PATIENCE.toNanos())));
        return switch (send(server, false, query, udp)) {
            case Heard.Answer(var message) -> read(message, query);
            case Heard.Garbage() -> new Resolved.Failed("unreadable answer");
            case Heard.Nothing(var overUdp) ->
                    switch (send(server, true, query, by)) {
                        case Heard.Answer(var message) -> read(message, query);
                        case Heard.Garbage() -> new Resolved.Failed("unreadable answer");
                        case Heard.Nothing(_) -> new Resolved.Silent(overUdp);
                    };
        };
    }

    private sealed interface Heard {
        record Answer(Message message) implements Heard {}

        record Garbage() implements Heard {}

        record Nothing(String why) implements Heard {}
    }

    private static Heard send(InetSocketAddress server, boolean tcp, Message query, Deadline by)
            throws InterruptedException {
        var resolver = new SimpleResolver(server);
        resolver.setTCP(tcp);
        resolver.setTimeout(by.left().plusMillis(1));
        var coming = resolver.sendAsync(query).toCompletableFuture();
        try {
            return new Heard.Answer(coming.get(by.left().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            return new Heard.Nothing("no answer from " + shown(server));
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case WireParseException _ -> new Heard.Garbage();
                case java.net.SocketTimeoutException _ ->
                        new Heard.Nothing("no answer from " + shown(server));
                case IOException io -> new Heard.Nothing(shown(server) + ": " + Text.of(io));
                case null, default -> throw new IllegalStateException(e);
            };
        }
    }

    private static Resolved read(Message answer, Message query) {
        var rcode = answer.getRcode();
        if (rcode == Rcode.NXDOMAIN) {
            return new Resolved.NoSuchName();
        }
        if (rcode != Rcode.NOERROR) {
            return new Resolved.Failed(Rcode.string(rcode));
        }
        var type = query.getQuestion().getType();
        var owner = query.getQuestion().getName();
        var aliases = new ArrayList<String>();
        var records = answer.getSection(Section.ANSWER);
        while (type != Type.CNAME && aliases.size() < LONGEST_CHAIN) {
            var next = target(records, owner);
            if (next.isEmpty()) {
                break;
            }
            owner = next.get();
            aliases.add(owner.toString(true));
        }
        return values(records, owner, type, aliases);
    }

    private static Optional<Name> target(List<Record> records, Name owner) {
        return records.stream()
                .filter(record -> record.getName().equals(owner))
                .filter(CNAMERecord.class::isInstance)
                .map(record -> ((CNAMERecord) record).getTarget())
                .findFirst();
    }

    private static Resolved values(
            List<Record> records, Name owner, int type, List<String> aliases) {
        var found =
                records.stream()
                        .filter(record -> record.getType() == type)
                        .filter(record -> record.getName().equals(owner))
                        .toList();
        if (found.isEmpty()) {
            return new Resolved.NoRecords(aliases);
        }
        var ttl = found.stream().mapToLong(Record::getTTL).min().orElse(0);
        var values = found.stream().map(DnsAsker::value).toList();
        return new Resolved.Records(values, aliases, Duration.ofSeconds(ttl));
    }

    private static String value(Record record) {
        return switch (record) {
            case ARecord a -> Text.of(a.getAddress());
            case AAAARecord aaaa -> Text.of(aaaa.getAddress());
            case CNAMERecord cname -> cname.getTarget().toString(true);
            case NSRecord ns -> ns.getTarget().toString(true);
            case TXTRecord txt -> text(txt);
            default -> record.rdataToString();
        };
    }

    private static String text(TXTRecord txt) {
        var whole = new StringBuilder();
        for (var part : txt.getStringsAsByteArrays()) {
            whole.append(new String(part, StandardCharsets.UTF_8));
        }
        return whole.toString();
    }

    private static int typeOf(RecordType type) {
        return switch (type) {
            case A -> Type.A;
            case AAAA -> Type.AAAA;
            case CNAME -> Type.CNAME;
            case TXT -> Type.TXT;
            case NS -> Type.NS;
        };
    }

    private static String shown(InetSocketAddress server) {
        return new HostPort(Text.of(server.getAddress()), server.getPort()).toString();
    }
}
