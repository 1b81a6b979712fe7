package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.Listeners;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which ports are served: `ss`, `netstat`, `lsof -i` (facts §F.8).
final class SsPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?m)^\\s*(?:tcp\\s+)?LISTEN\\s+\\d+\\s+\\d+\\s+\\S+:\\d+"
                            + "|^\\s*tcp[46]?\\s+\\d+\\s+\\d+\\s+\\S+[:.]\\d+\\s+\\S+\\s+LISTEN"
                            + "|^\\S+\\s+\\d+\\s.*\\bTCP \\S+:\\S+ \\(LISTEN\\)"
                            + "|^(?:State|Netid|Proto)\\s+(?:State\\s+)?Recv-Q");
    private static final Pattern PERHAPS = Pattern.compile("LISTEN|:\\d{2,5}\\b");

    @Override
    public Pasted kind() {
        return Pasted.SS;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, SURE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        var sockets = Listeners.bound(sheet.text()).stream().map(Listeners.Bound::socket).toList();
        return sockets.isEmpty()
                ? Stream.empty()
                : Stream.of(
                        new HostFact.Listening(
                                sheet.on(),
                                sockets,
                                sockets.stream().anyMatch(socket -> !socket.process().isEmpty())));
    }
}
