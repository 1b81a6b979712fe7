package dev.whence.report;

import static dev.whence.report.ReportComposer.TOLD;

import dev.whence.engine.run.Incident;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.words.Names;
import dev.whence.knowledge.words.Unseen;
import dev.whence.report.Block.Code;
import dev.whence.report.Block.Heading;
import dev.whence.report.Block.Paragraph;

import java.util.Map;
import java.util.stream.Stream;

/// What nobody could look at for want of access, and what to type there.
final class NotSeen {
    private NotSeen() {}

    static Stream<Block> of(Incident incident) {
        var hidden = Unseen.of(incident, Knowledge.CHECKS);
        return hidden.isEmpty()
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(
                                new Heading(1, TOLD.say("unseen")),
                                new Paragraph(TOLD.say("unseen.do"))),
                        hidden.stream().map(NotSeen::commands));
    }

    private static Block commands(Unseen unseen) {
        return new Code(
                TOLD.say(
                        "unseen.on",
                        Map.of(
                                "from",
                                Names.of(unseen.from()),
                                "why",
                                String.join(" ", unseen.why()))),
                String.join("\n", unseen.commands()));
    }
}
