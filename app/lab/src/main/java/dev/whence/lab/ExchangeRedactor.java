package dev.whence.lab;

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

import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;

/// Passes every text in a question or an answer through a cleaner; what has no room for a secret
/// stays as it is.
final class ExchangeRedactor {
    private final UnaryOperator<String> cleaner;

    ExchangeRedactor(UnaryOperator<String> cleaner) {
        this.cleaner = cleaner;
    }

    Exchange clean(Exchange exchange) {
        return new Exchange(
                exchange.check(),
                exchange.from(),
                clean(exchange.asked()),
                clean(exchange.answer()),
                exchange.took());
    }

    Ask<?> clean(Ask<?> asked) {
        return switch (asked) {
            case Ask.Resolve(var name, var type, var via) ->
                    new Ask.Resolve(clean(name), type, via);
            case Ask.Dial dial -> dial;
            case Ask.Greet(var to, var sni) -> new Ask.Greet(to, clean(sni));
            case Ask.Fetch(var uri, var method, var headers, var via) ->
                    new Ask.Fetch(clean(uri), clean(method), clean(headers), via);
            case Ask.Run(var command) ->
                    new Ask.Run(new TapedCommand(command.host(), clean(command.words())));
        };
    }

    Answer clean(Answer answer) {
        return switch (answer) {
            case Resolved resolved -> clean(resolved);
            case Dialled dialled -> clean(dialled);
            case Greeted greeted -> clean(greeted);
            case Fetched fetched -> clean(fetched);
            case Ran ran -> clean(ran);
        };
    }

    private Resolved clean(Resolved resolved) {
        return switch (resolved) {
            case Resolved.Records(var values, var aliases, var ttl) ->
                    new Resolved.Records(clean(values), clean(aliases), ttl);
            case Resolved.NoRecords(var aliases) -> new Resolved.NoRecords(clean(aliases));
            case Resolved.NoSuchName none -> none;
            case Resolved.Failed(var code) -> new Resolved.Failed(clean(code));
            case Resolved.Silent(var why) -> new Resolved.Silent(clean(why));
        };
    }

    private Dialled clean(Dialled dialled) {
        return switch (dialled) {
            case Dialled.Open open -> open;
            case Dialled.Refused refused -> refused;
            case Dialled.TooSlow slow -> slow;
            case Dialled.Unreachable(var why) -> new Dialled.Unreachable(clean(why));
        };
    }

    private Greeted clean(Greeted greeted) {
        return switch (greeted) {
            case Greeted.Agreed(var session, var took) -> new Greeted.Agreed(clean(session), took);
            case Greeted.NotOpen(var dialled) -> new Greeted.NotOpen(clean(dialled));
            case Greeted.NotTls(var said) -> new Greeted.NotTls(clean(said));
            case Greeted.Alerted(var name) -> new Greeted.Alerted(clean(name));
            case Greeted.HungUp hungUp -> hungUp;
            case Greeted.Stalled stalled -> stalled;
        };
    }

    private Fetched clean(Fetched fetched) {
        return switch (fetched) {
            case Fetched.Answered(
                            var status,
                            var protocol,
                            var headers,
                            var body,
                            var cut,
                            var flaw,
                            var tls,
                            var timing) ->
                    new Fetched.Answered(
                            status,
                            clean(protocol),
                            clean(headers),
                            clean(body),
                            cut,
                            flaw,
                            tls.map(this::clean),
                            timing);
            case Fetched.NoAnswer(var phase, var reason, var detail, var timing) ->
                    new Fetched.NoAnswer(phase, reason, clean(detail), timing);
        };
    }

    private Ran clean(Ran ran) {
        return switch (ran) {
            case Ran.Done(var exit, var out, var err, var cut, var asRoot, var took) ->
                    new Ran.Done(exit, clean(out), clean(err), cut, asRoot, took);
            case Ran.NotAllowed(var why) -> new Ran.NotAllowed(clean(why));
            case Ran.NoLogin(var trouble, var why) -> new Ran.NoLogin(trouble, clean(why));
            case Ran.Hung hung -> hung;
        };
    }

    private TlsSession clean(TlsSession session) {
        return new TlsSession(
                clean(session.protocol()),
                clean(session.cipher()),
                clean(session.alpn()),
                session.chain().stream().map(this::clean).toList(),
                session.distrust().map(this::clean),
                session.wantsClientCertificate());
    }

    private Certificate clean(Certificate certificate) {
        return new Certificate(
                clean(certificate.subject()),
                clean(certificate.issuer()),
                clean(certificate.names()),
                certificate.notBefore(),
                certificate.notAfter(),
                certificate.sha256(),
                certificate.signedByItself());
    }

    /// A header is cleaned as the line that it is on the wire: its name says whether it is secret.
    private Headers clean(Headers headers) {
        return new Headers(
                headers.lines().stream()
                        .map(line -> new Headers.Line(line.name(), valueOf(line)))
                        .toList());
    }

    private String valueOf(Headers.Line line) {
        var start = line.name() + ": ";
        var clean = clean(start + line.value());
        return clean.startsWith(start) ? clean.substring(start.length()) : clean;
    }

    private URI clean(URI uri) {
        return URI.create(clean(uri.toString()));
    }

    private List<String> clean(List<String> texts) {
        return texts.stream().map(this::clean).toList();
    }

    private String clean(String text) {
        return cleaner.apply(text);
    }
}
