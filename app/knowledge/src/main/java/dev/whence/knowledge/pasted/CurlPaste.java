package dev.whence.knowledge.pasted;

import dev.whence.engine.world.Headers;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.CurlText;
import dev.whence.knowledge.parse.CurlTry;
import dev.whence.knowledge.parse.HttpText;
import dev.whence.knowledge.parse.Ranges;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What curl printed, with the command where it was copied, too.
final class CurlPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?m)curl: \\(\\d+\\) |^\\* (?:Connected to|Trying|Host"
                            + " |TCP_NODELAY|ALPN|Connection #)|^[$#] curl |^curl -|^< HTTP/\\d");
    private static final Pattern LIKE =
            Pattern.compile("(?m)^\\s*HTTP/\\d(?:\\.\\d)? \\d{3}|\\bcurl\\b.*https?://");
    private static final Pattern PERHAPS = Pattern.compile("(?s).");
    private static final Pattern UNRELATED =
            Pattern.compile(
                    "(?i)(?:.*\\.)?cloudflare\\.com|1\\.1\\.1\\.1|1\\.0\\.0\\.1|one\\.one\\.one\\.one");

    @Override
    public Pasted kind() {
        return Pasted.CURL;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, LIKE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        var url = CurlText.url(sheet.command()).or(() -> CurlText.told(sheet.text()));
        if (url.filter(asked -> UNRELATED.matcher(asked.getHost()).matches()).isPresent()) {
            return turnedAway(sheet.text()).stream();
        }
        var pinned = CurlText.pinned(sheet.command()).or(() -> around(sheet));
        var answers =
                HttpText.answers(sheet.text()).stream().filter(each -> each.status() > 0).toList();
        var written = CurlText.written(sheet.text());
        var took =
                CurlText.timed(sheet.text())
                        .orElse(written.size() == 1 ? written.getFirst().took() : Duration.ZERO);
        var facts =
                Stream.concat(
                        answers.stream()
                                .flatMap(answer -> answered(sheet, url, pinned, answer, took)),
                        CurlText.failed(sheet.text()).stream()
                                .flatMap(failed -> failed(sheet, url, pinned, failed)));
        if (!answers.isEmpty()) {
            return facts;
        }
        return Stream.of(
                        facts,
                        written.stream()
                                .filter(each -> each.status() > 0)
                                .map(each -> written.size() == 1 ? each.taking(took) : each)
                                .flatMap(each -> written(sheet, url, pinned, each)),
                        written.isEmpty() ? body(sheet, url, pinned) : Stream.<Fact>empty())
                .flatMap(each -> each);
    }

    /// A portal or a filter in the way answers for a site that is none of its own.
    private static Optional<Fact> turnedAway(String text) {
        var answers = HttpText.answers(text);
        if (answers.stream().anyMatch(HttpText.Answer::fromEdge)) {
            return Optional.of(new EdgeFact.ControlWell(""));
        }
        return answers.stream()
                .flatMap(answer -> answer.headers().first("location").stream())
                .map(to -> CurlText.url(to.strip()))
                .flatMap(Optional::stream)
                .filter(to -> !UNRELATED.matcher(to.getHost()).matches())
                .findFirst()
                .map(to -> new EdgeFact.ControlDiverted(to.getHost()));
    }

    /// The address that was reached, where it is none of the edge's.
    private static Optional<String> around(Sheet sheet) {
        var edge = Ranges.of(sheet.about().target().sources().ranges());
        return CurlText.reached(sheet.text()).filter(address -> !edge.contains(address));
    }

    private static Stream<Fact> answered(
            Sheet sheet,
            Optional<URI> url,
            Optional<String> pinned,
            HttpText.Answer answer,
            Duration took) {
        if (url.isEmpty() || answer.fromEdge()) {
            return AnswerFacts.named(url, answer, took, sheet.about());
        }
        var asked = url.get();
        return switch (Peer.of(asked.getHost(), pinned)) {
            case ITSELF -> AnswerFacts.itself(sheet.on(), asked, answer.status(), "", took);
            case DIRECT -> AnswerFacts.direct(Peer.at(asked, pinned), asked, answer, took);
            case NAMED -> AnswerFacts.named(url, answer, took, sheet.about());
        };
    }

    private static Stream<Fact> written(
            Sheet sheet, Optional<URI> url, Optional<String> pinned, CurlText.Written written) {
        if (UNRELATED.matcher(written.host()).matches()) {
            return written.status() > 0 && written.status() < 500
                    ? Stream.of(new EdgeFact.ControlWell(""))
                    : Stream.empty();
        }
        if (!written.host().isEmpty() && !written.host().equals(sheet.about().target().host())) {
            return Stream.empty();
        }
        var answer = new HttpText.Answer(written.status(), "", "", Headers.NONE, "");
        return answered(sheet, url, pinned, answer, written.took());
    }

    /// A body without a status.
    private static Stream<Fact> body(Sheet sheet, Optional<URI> url, Optional<String> pinned) {
        var fromOutside = url.isEmpty() || Peer.of(url.get().getHost(), pinned) == Peer.NAMED;
        return fromOutside ? new BrowserPagePaste().facts(sheet) : Stream.empty();
    }

    private static Stream<Fact> failed(
            Sheet sheet, Optional<URI> url, Optional<String> pinned, CurlText.Failed failed) {
        var tried = failed.tried();
        var host = url.map(URI::getHost).orElse(failed.host());
        if (host.isEmpty()) {
            return Stream.empty();
        }
        var asked = url.orElseGet(() -> made(host, failed.port()));
        return switch (Peer.of(host, pinned)) {
            case ITSELF -> AnswerFacts.itself(sheet.on(), asked, 0, tried.said(), tried.took());
            case DIRECT ->
                    tried.trouble() == TunnelFact.ServiceTried.Trouble.CERT_REFUSED
                                    && CurlTry.isOriginCa(sheet.text())
                            ? Stream.empty()
                            : TriedFacts.direct(Peer.at(asked, pinned), asked, tried);
            case NAMED -> TriedFacts.named(asked, tried, sheet.about());
        };
    }

    private static URI made(String host, int port) {
        var shown = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + shown + (port > 0 ? ":" + port : "") + "/");
    }
}
