package dev.whence.report;

import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Certificate;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.Exchange;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Greeted;
import dev.whence.engine.world.Headers;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.Resolved;
import dev.whence.engine.world.TlsSession;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One question to the world and its answer as raw text, as a person would have seen it at a shell.
///
/// @param asked one line
/// @param answered as many lines as came; the tape has bounded and redacted them
public record Transcript(String asked, String answered) {
    private static final Told TOLD = Told.beside(Transcript.class);
    private static final Pattern PLAIN_WORD = Pattern.compile("[\\w@%+=:,./-]+");

    /// The text of one exchange.
    public static Transcript of(Exchange exchange) {
        return new Transcript(asked(exchange.asked()), answered(exchange.answer()));
    }

    private static String asked(Ask<?> ask) {
        return switch (ask) {
            case Ask.Resolve(var name, var type, var via) ->
                    TOLD.say(
                            "resolve",
                            Map.of(
                                    "type",
                                    type,
                                    "name",
                                    name,
                                    "via",
                                    via.map(Object::toString)
                                            .orElseGet(() -> TOLD.say("resolve.system"))));
            case Ask.Dial(var to) -> TOLD.say("dial", "to", to);
            case Ask.Greet(var to, var sni) ->
                    TOLD.say(
                            "greet",
                            Map.of(
                                    "to",
                                    to,
                                    "sni",
                                    sni.isEmpty() ? TOLD.say("greet.no-name") : sni));
            case Ask.Fetch(var uri, var method, _, var via) ->
                    via.connect()
                            .map(
                                    to ->
                                            TOLD.say(
                                                    "fetch.at",
                                                    Map.of("method", method, "uri", uri, "to", to)))
                            .orElseGet(
                                    () -> TOLD.say("fetch", Map.of("method", method, "uri", uri)));
            case Ask.Run(var command) ->
                    TOLD.say(
                            "run",
                            Map.of(
                                    "command",
                                    command.words().stream()
                                            .map(Transcript::quoted)
                                            .collect(Collectors.joining(" "))));
        };
    }

    private static String quoted(String word) {
        return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String answered(Answer answer) {
        return switch (answer) {
            case Resolved resolved -> resolved(resolved);
            case Dialled dialled -> dialled(dialled);
            case Greeted greeted -> greeted(greeted);
            case Fetched fetched -> fetched(fetched);
            case Ran ran -> ran(ran);
        };
    }

    private static String resolved(Resolved resolved) {
        return switch (resolved) {
            case Resolved.Records(var values, var aliases, _) ->
                    lines(Stream.concat(aliases(aliases), values.stream()));
            case Resolved.NoRecords(var aliases) ->
                    lines(Stream.concat(aliases(aliases), Stream.of(TOLD.say("no-records"))));
            case Resolved.NoSuchName() -> TOLD.say("no-such-name");
            case Resolved.Failed(var code) -> TOLD.say("dns-failed", "why", code);
            case Resolved.Silent(var why) -> TOLD.say("dns-silent", "why", why);
        };
    }

    private static Stream<String> aliases(List<String> aliases) {
        return aliases.stream().map(alias -> TOLD.say("alias", "value", alias));
    }

    private static String dialled(Dialled dialled) {
        return switch (dialled) {
            case Dialled.Open(var took) -> TOLD.say("open", "took", took);
            case Dialled.Refused() -> TOLD.say("refused");
            case Dialled.TooSlow(var waited) -> TOLD.say("too-slow", "took", waited);
            case Dialled.Unreachable(var why) -> TOLD.say("unreachable", "why", why);
        };
    }

    private static String greeted(Greeted greeted) {
        return switch (greeted) {
            case Greeted.Agreed(var session, var took) ->
                    lines(
                            Stream.concat(
                                    Stream.of(
                                            TOLD.say(
                                                    "agreed",
                                                    Map.of(
                                                            "protocol",
                                                            session.protocol(),
                                                            "cipher",
                                                            session.cipher(),
                                                            "alpn",
                                                            session.alpn().isEmpty()
                                                                    ? TOLD.say("alpn.none")
                                                                    : session.alpn(),
                                                            "took",
                                                            took))),
                                    session(session)));
            case Greeted.NotOpen(var dialled) -> dialled(dialled);
            case Greeted.NotTls(var said) -> TOLD.say("not-tls", "why", said);
            case Greeted.Alerted(var name) -> TOLD.say("alerted", "why", name);
            case Greeted.HungUp(var reset) -> TOLD.say(reset ? "reset" : "closed");
            case Greeted.Stalled(var waited) -> TOLD.say("stalled", "took", waited);
        };
    }

    private static Stream<String> session(TlsSession session) {
        var said = new ArrayList<String>();
        for (var certificate : session.chain()) {
            said.add(certificate(said.size() + 1, certificate));
        }
        session.distrust().ifPresent(why -> said.add(TOLD.say("distrust", "why", why)));
        if (session.wantsClientCertificate()) {
            said.add(TOLD.say("client-certificate"));
        }
        return said.stream();
    }

    private static String certificate(int number, Certificate certificate) {
        return TOLD.say(
                "certificate",
                Map.of(
                        "number", number,
                        "subject", certificate.subject(),
                        "issuer", certificate.issuer(),
                        "names", certificate.names(),
                        "from", certificate.notBefore(),
                        "until", certificate.notAfter(),
                        "sha256", certificate.sha256()));
    }

    private static String fetched(Fetched fetched) {
        return switch (fetched) {
            case Fetched.Answered answered ->
                    lines(
                            Stream.of(
                                            Stream.of(
                                                    answered.protocol() + " " + answered.status()),
                                            headers(answered.headers()),
                                            Stream.of("", answered.body()),
                                            answered.flaw().stream()
                                                    .map(why -> TOLD.say("flaw", "why", why)),
                                            answered.cut()
                                                    ? Stream.of(TOLD.say("body-cut"))
                                                    : Stream.<String>empty())
                                    .flatMap(part -> part));
            case Fetched.NoAnswer(var phase, var reason, var detail, _) ->
                    TOLD.say("no-answer", Map.of("reason", reason, "phase", phase, "why", detail));
        };
    }

    private static Stream<String> headers(Headers headers) {
        return headers.lines().stream().map(line -> line.name() + ": " + line.value());
    }

    private static String ran(Ran ran) {
        return switch (ran) {
            case Ran.Done done -> done(done);
            case Ran.NotAllowed(var why) -> TOLD.say("not-allowed", "why", why);
            case Ran.NoLogin(var trouble, var why) ->
                    TOLD.say("no-login", Map.of("reason", trouble, "why", why));
            case Ran.Hung(var waited) -> TOLD.say("hung", "took", waited);
        };
    }

    private static String done(Ran.Done done) {
        var said = new ArrayList<String>();
        said.add(done.out().stripTrailing());
        said.add(done.err().stripTrailing());
        said.add(done.cut() ? TOLD.say("output-cut") : "");
        said.add(done.exit() == 0 ? "" : TOLD.say("exit", "code", done.exit()));
        return lines(said.stream().filter(part -> !part.isEmpty()));
    }

    private static String lines(Stream<String> parts) {
        return parts.collect(Collectors.joining("\n"));
    }
}
