package dev.whence.desktop.endtoend;

import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Answers DNS questions over UDP from the lines of a zone file; a name that is not there does not
/// exist.
final class StandInDns implements AutoCloseable {
    private final DatagramSocket socket;
    private final List<Record> records;

    StandInDns(String zone) {
        try {
            records = parsed(zone);
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    /// Where it listens.
    int port() {
        return socket.getLocalPort();
    }

    private static List<Record> parsed(String zone) throws IOException {
        var in = new ByteArrayInputStream(zone.getBytes(StandardCharsets.US_ASCII));
        List<Record> all = new ArrayList<>();
        try (var master = new Master(in, Name.root, 300)) {
            for (var next = master.nextRecord(); next != null; next = master.nextRecord()) {
                all.add(next);
            }
        }
        return all;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(new byte[1500], 1500);
                socket.receive(packet);
                var asked = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                var wire = answer(asked).toWire();
                socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
            } catch (IOException _) {
                // A packet that is no question, or the end.
            }
        }
    }

    private Message answer(Message asked) {
        var question = asked.getQuestion();
        var answer = new Message(asked.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        var named = records.stream().filter(each -> each.getName().equals(question.getName()));
        var own = named.toList();
        own.stream()
                .filter(
                        each ->
                                each.getType() == question.getType()
                                        || each.getType() == Type.CNAME)
                .forEach(each -> answer.addRecord(each, Section.ANSWER));
        if (own.isEmpty()) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
