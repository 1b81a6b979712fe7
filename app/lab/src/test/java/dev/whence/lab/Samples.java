package dev.whence.lab;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Vantage;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One exchange of every kind, each text of it made by the caller.
final class Samples {
    static final HostPort ORIGIN = new HostPort("203.0.113.10", 443);
    static final SshHost WEB = SshHost.parse(SshHost.Role.ORIGIN, "deploy@web-1.example.com:2222");

    private static final Duration TOOK = Duration.ofMillis(12);

    private Samples() {}

    /// @param text stands wherever a peer, a user or a program could put text
    static Tape tape(String text) {
        var tape = Tape.EMPTY;
        var number = 0;
        for (var pair : pairs(text).toList()) {
            tape = with(tape, pair.question(), pair.answer(), number++);
        }
        return tape;
    }

    private static Tape with(Tape tape, Ask<?> question, Answer answer, int number) {
        var from = number % 2 == 0 ? Vantage.HERE : Vantage.on(WEB);
        var exchange =
                new Exchange(
                        new CheckId("check-" + number),
                        from,
                        question,
                        answer,
                        Duration.ofMillis(number));
        return new Tape(Stream.concat(tape.exchanges().stream(), Stream.of(exchange)).toList());
    }

    private record Pair(Ask<?> question, Answer answer) {}

    private static Stream<Pair> pairs(String text) {
        var resolve =
                new Ask.Resolve(
                        "example.com", Ask.RecordType.AAAA, Optional.of(new HostPort("::1", 53)));
        var greet = new Ask.Greet(ORIGIN, "example.com");
        var dial = new Ask.Dial(ORIGIN);
        var headers = Headers.NONE.with("Server", text).with("Empty", "").with("X", "a: b");
        var via = Ask.Via.PLAIN.to(ORIGIN).withHttp2().lookingUpAt(new HostPort("192.0.2.53", 53));
        var fetch =
                new Ask.Fetch(
                        URI.create("https://example.com/a?b=c"), "GET", headers, via.keeping(0));
        var run = new Ask.Run(new TapedCommand(WEB, List.of("cat", "--", text)));
        var session =
                new TlsSession(
                        "TLSv1.3",
                        "TLS_AES_128_GCM_SHA256",
                        "h2",
                        List.of(
                                new Certificate(
                                        "CN=" + text,
                                        "CN=" + text,
                                        List.of("example.com", text),
                                        Instant.EPOCH,
                                        Instant.parse("2026-06-01T12:00:00Z"),
                                        "00ff",
                                        true)),
                        Optional.of(text),
                        true);
        var timing = new Fetched.Timing(TOOK, TOOK, TOOK, TOOK, TOOK, TOOK.multipliedBy(5));
        return Stream.of(
                new Pair(
                        resolve,
                        new Resolved.Records(List.of("2001:db8::1", text), List.of(text), TOOK)),
                new Pair(resolve, new Resolved.NoRecords(List.of(text))),
                new Pair(resolve, new Resolved.NoSuchName()),
                new Pair(resolve, new Resolved.Failed("SERVFAIL " + text)),
                new Pair(resolve, new Resolved.Silent(text)),
                new Pair(dial, new Dialled.Open(TOOK)),
                new Pair(dial, new Dialled.Refused()),
                new Pair(dial, new Dialled.TooSlow(TOOK)),
                new Pair(dial, new Dialled.Unreachable(text)),
                new Pair(greet, new Greeted.Agreed(session, TOOK)),
                new Pair(greet, new Greeted.NotOpen(new Dialled.Unreachable(text))),
                new Pair(greet, new Greeted.NotTls(text)),
                new Pair(greet, new Greeted.Alerted("unrecognized_name " + text)),
                new Pair(greet, new Greeted.HungUp(true)),
                new Pair(greet, new Greeted.Stalled(TOOK)),
                new Pair(
                        fetch,
                        new Fetched.Answered(
                                502,
                                "HTTP/2",
                                headers,
                                text,
                                true,
                                Optional.of(Fetched.Flaw.RESET),
                                Optional.of(session),
                                timing)),
                new Pair(
                        fetch,
                        new Fetched.NoAnswer(
                                Fetched.Phase.FIRST_BYTE,
                                Fetched.Reason.TOO_SLOW,
                                text,
                                Fetched.Timing.NONE)),
                new Pair(run, new Ran.Done(3, text, text, false, true, TOOK)),
                new Pair(run, new Ran.NotAllowed(text)),
                new Pair(run, new Ran.NoLogin(Ran.LoginTrouble.HOST_KEY_CHANGED, text)),
                new Pair(run, new Ran.Hung(TOOK)));
    }
}
