package dev.whence.live;

import dev.whence.engine.model.HostPort;

import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;

/// A DNS server on loopback that answers from a few lines of a zone file, over UDP and TCP.
final class DnsServer implements AutoCloseable {
    /// How the server misbehaves over UDP.
    enum Manner {
        HONEST,
        SILENT_OVER_UDP,
        TRUNCATING,
        SILENT,
        GARBAGE
    }

    private final List<Record> records;
    private final int rcode;
    private final Manner manner;
    private final DatagramSocket udp;
    private final ServerSocket tcp;

    DnsServer(String zone, int rcode, Manner manner) throws IOException {
        this.records = parse(zone);
        this.rcode = rcode;
        this.manner = manner;
        this.tcp = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::overUdp);
        Thread.ofVirtual().start(this::overTcp);
    }

    HostPort address() {
        return new HostPort("127.0.0.1", tcp.getLocalPort());
    }

    private static List<Record> parse(String zone) throws IOException {
        try (var master =
                new Master(
                        new java.io.ByteArrayInputStream(
                                zone.getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                        Name.root,
                        300)) {
            var all = new java.util.ArrayList<Record>();
            for (var record = master.nextRecord(); record != null; record = master.nextRecord()) {
                all.add(record);
            }
            return all;
        }
    }

    private void overUdp() {
        while (!udp.isClosed()) {
            try {
                var packet = new DatagramPacket(new byte[1500], 1500);
                udp.receive(packet);
                var asked = Arrays.copyOf(packet.getData(), packet.getLength());
                if (manner == Manner.SILENT || manner == Manner.SILENT_OVER_UDP) {
                    continue;
                }
                var answer = answer(new Message(asked), manner == Manner.TRUNCATING);
                var wire = manner == Manner.GARBAGE ? garbage(answer) : answer.toWire();
                udp.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static byte[] garbage(Message answer) {
        var wire = answer.toWire();
        return Arrays.copyOf(wire, wire.length - 3);
    }

    private void overTcp() {
        while (!tcp.isClosed()) {
            try {
                var caller = tcp.accept();
                if (manner == Manner.SILENT) {
                    continue;
                }
                try (caller) {
                    var in = new DataInputStream(caller.getInputStream());
                    var asked = in.readNBytes(in.readUnsignedShort());
                    var wire = answer(new Message(asked), false).toWire();
                    var out = new DataOutputStream(caller.getOutputStream());
                    out.writeShort(wire.length);
                    out.write(wire);
                }
            } catch (IOException _) {
                // The caller left.
            }
        }
    }

    private Message answer(Message asked, boolean truncated) {
        var answer = new Message(asked.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.getHeader().setRcode(rcode);
        answer.addRecord(asked.getQuestion(), Section.QUESTION);
        if (truncated) {
            answer.getHeader().setFlag(Flags.TC);
        } else {
            records.forEach(record -> answer.addRecord(record, Section.ANSWER));
        }
        return answer;
    }

    @Override
    public void close() {
        TcpDialler.close(udp);
        TcpDialler.close(tcp);
    }
}
