package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.ApacheSite;
import dev.whence.knowledge.parse.ConfigTestOutput;
import dev.whence.knowledge.parse.NginxConfig;
import dev.whence.knowledge.parse.NginxSite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A web server's configuration, whole or a piece of it, and what `nginx -t` says about it (facts
/// §F.8).
final class NginxConfigPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?m)^\\s*(?:proxy_pass|fastcgi_pass|uwsgi_pass|grpc_pass|server_name|listen)\\s+[^;\\n"
                        + "]{1,300};|^\\s*(?:server|upstream \\S+|location \\S+(?:"
                        + " \\S+)?|http)\\s*\\{|nginx: (?:the )?configuration file \\S+ (?:syntax"
                        + " is ok|test)|^\\s*<VirtualHost |^\\s*ProxyPass(?:Match)? ");
    private static final Pattern SERVER_NAME =
            Pattern.compile("(?mi)^\\s*ServerName\\s+(\\S{1,253})");
    private static final Pattern PERHAPS = Pattern.compile("[{};]|Proxy");

    @Override
    public Pasted kind() {
        return Pasted.NGINX_CONFIG;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, SURE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        List<Fact> facts = new ArrayList<>();
        ConfigTestOutput.nginx(sheet.text(), true)
                .ifPresent(
                        test ->
                                facts.add(
                                        new HostFact.ConfigTest(
                                                sheet.on(),
                                                "nginx",
                                                test.accepted(),
                                                test.message())));
        site(sheet).ifPresent(facts::add);
        return facts.stream();
    }

    private static Optional<Fact> site(Sheet sheet) {
        var target = sheet.about().target();
        var port = target.url().getScheme().equals("https") ? 443 : 80;
        var nginx = nginx(sheet.text(), target.host(), target.path(), port);
        if (nginx.isPresent()) {
            return Optional.of(
                    new HostFact.WebConfig(
                            sheet.on(),
                            "nginx",
                            nginx.get().listens(),
                            nginx.get().upstreams(),
                            nginx.get().services()));
        }
        return ApacheSite.in(sheet.text(), name(sheet))
                .map(
                        site ->
                                new HostFact.WebConfig(
                                        sheet.on(),
                                        "apache",
                                        site.listens(),
                                        site.upstreams(),
                                        site.services()));
    }

    /// The site's name, or the first that the text serves where nobody named the site.
    private static String name(Sheet sheet) {
        var served = SERVER_NAME.matcher(sheet.text());
        return !sheet.about().named() && served.find()
                ? served.group(1)
                : sheet.about().target().host();
    }

    /// A piece of a server block is taken for the whole of one.
    private static Optional<NginxSite> nginx(String text, String host, String path, int port) {
        var whole = NginxSite.in(NginxConfig.read(text), host, path, port);
        return whole.filter(site -> !site.upstreams().isEmpty())
                .or(
                        () ->
                                NginxSite.in(
                                        NginxConfig.read("server {\n" + text + "\n}"),
                                        host,
                                        path,
                                        80))
                .filter(site -> !site.upstreams().isEmpty())
                .or(() -> whole);
    }
}
