package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.parse.CopiedPage;
import dev.whence.knowledge.parse.PageMaker;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the browser shows: the page's source, its copied text, or a person's words about it (facts
/// §A.5-A.7).
final class BrowserPagePaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?i)cf-error-details|cf-wrapper|<title>[^<]{0,260}\\| 5\\d\\d:"
                        + " |<center><h1>5\\d\\d|HTTP Error"
                        + " 50\\d\\.\\d|error-landing\\?utm_source|\"cloudflare_error\"\\s*:|What"
                        + " happened\\?|Cloudflare Ray ID|^\\s*error code:"
                        + " \\d{3,4}\\s*$|^\\s*<!doctype html|^\\s*<html");
    private static final Pattern LIKE =
            Pattern.compile(
                    "(?i)^\\W*(?:error(?: code)?[: ]{0,2})?(?:5\\d\\d|1[0-2]\\d\\d)\\b[^\\n"
                        + "]{0,80}\\s*(?:\\n"
                        + "[^\\n"
                        + "]{0,200}){0,4}\\s*$|cloudflare (?:tunnel )?error|argo tunnel"
                        + " error|cloudflare 5\\d\\d|bad gateway|web server is down|gateway"
                        + " time-?out|a timeout occurred|origin is unreachable|ssl handshake"
                        + " failed|running in SSL mode|header (?:or cookie|fields) too large|plain"
                        + " HTTP request was sent|No required SSL certificate|The SSL certificate"
                        + " error|web server is returning an? unknown error|worker threw"
                        + " exception|origin dns error");
    private static final Pattern PERHAPS = Pattern.compile("(?s).");
    private static final Pattern WANTS_TLS =
            Pattern.compile(
                    "plain HTTP request was sent to HTTPS port|speaking plain HTTP to an"
                        + " SSL-enabled server port|sent an HTTP request to an HTTPS server|web"
                        + " server is running in SSL mode|requires TLS|This combination of host and"
                        + " port requires TLS");

    private static final Pattern HEAD_TOO_LARGE =
            Pattern.compile(
                    "(?i)Request Header Or Cookie Too Large|Request Header Fields Too Large|Size of"
                            + " a request header field exceeds|size of the request headers is too"
                            + " long|Bad Request - (?:Request|Header) Too Long|Request header is"
                            + " too large");

    private static final Pattern CHALLENGE =
            Pattern.compile(
                    "Just a moment\\.\\.\\.|[Vv]erify(?:ing)? you are (?:a )?human|Checking (?:if"
                            + " the site connection is secure|your browser)");
    private static final Pattern BLOCKED =
            Pattern.compile(
                    "Sorry, you have been blocked|Attention Required!|" + CHALLENGE.pattern());

    @Override
    public Pasted kind() {
        return Pasted.BROWSER_PAGE;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, LIKE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        var about = sheet.about();
        if (WANTS_TLS.matcher(sheet.text()).find() && about.mayPassEdge()) {
            return Stream.of(new EdgeFact.WantsTls(400, "", ""));
        }
        if (PageMaker.wantsClientCertificate(400, sheet.text()) && about.mayPassEdge()) {
            return Stream.of(new EdgeFact.WantsClientCert(400, "", ""));
        }
        if (HEAD_TOO_LARGE.matcher(sheet.text()).find() && about.mayPassEdge()) {
            return Stream.of(
                    new EdgeFact.HeadRefused(
                            about.target().path(),
                            sheet.text().contains("431") ? 431 : 400,
                            "",
                            ""));
        }
        if (BLOCKED.matcher(sheet.text()).find() && about.mayPassEdge()) {
            return Stream.of(blocked(about, CHALLENGE.matcher(sheet.text()).find()));
        }
        var told = ProgramPage.facts(sheet).toList();
        if (!told.isEmpty()) {
            return told.stream();
        }
        return CopiedPage.read(sheet.text()).stream().flatMap(page -> PageFacts.of(page, about));
    }

    private static Fact blocked(About about, boolean challenge) {
        var target = about.target();
        return new EdgeFact.Blocked(target.method(), target.path(), 403, 0, challenge, "");
    }
}
