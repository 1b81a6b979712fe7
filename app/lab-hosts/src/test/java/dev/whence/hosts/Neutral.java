package dev.whence.hosts;

import dev.whence.lab.Scenario;
import dev.whence.lab.Tape;
import dev.whence.lab.TapeFile;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes a tape of a run in the laboratory one that may be handed on: with the names and addresses
/// of a practice incident in place of the laboratory's own.
final class Neutral {
    private static final Pattern LEFT_OVER =
            Pattern.compile(
                    ".{0,40}(\\b[Ll]ab\\b|10\\.77\\.|fd77:|example\\.test|lowerdir=).{0,40}");

    private static final String WEB_HOST = "origin.example.test";
    private static final String TUNNEL_HOST = "tunnel.example.test";

    private final Map<Pattern, String> replacements = new LinkedHashMap<>();

    /// Where a practice incident happens.
    Neutral(Scenario scenario) {
        var site = scenario.site();
        var origin = site.origins().stream().findFirst().orElse("203.0.113.11");
        replace("(app|shop)\\.example\\.test", scenario.url().getHost());
        Stream.concat(site.originSsh().stream(), site.tunnelSsh().stream())
                .forEach(login -> replace(Pattern.quote(host(login)), named(login)));
        Stream.concat(site.originSsh().stream(), site.tunnelSsh().stream())
                .findFirst()
                .ifPresent(login -> replace("(?<![a-z])ops(?![a-z])", user(login)));
        replace("example\\.test", "example.com");
        replace("(?<!\\d)10\\.77\\.0\\.10\\b", "172.67.182.1");
        replace("(?<!\\d)10\\.77\\.0\\.11\\b", origin);
        replace("(?<!\\d)10\\.77\\.0\\.12\\b", "203.0.113.12");
        replace("(?<!\\d)10\\.77\\.0\\.", "198.51.100.");
        replace(
                "(?<![0-9a-f])fd77:(0:0|0000:0000):(1|0001)(::|:0:0:0:)10\\b",
                "2606:4700:3030::6815:2001");
        replace("(?<![0-9a-f])fd77:(0:0|0000:0000):(1|0001)(::|:0:0:0:)", "2001:db8::");
        replace("(?<=overlay / overlay )\\S+", "rw,relatime");
        replace("/etc/lab/certs/", "/etc/ssl/site/");
        replace("(/usr/local/lib)/lab/", "$1/");
        replace("\\b(O ?= ?|CN ?= ?)Lab\\b", "$1Example");
    }

    private void replace(String pattern, String with) {
        replacements.put(Pattern.compile(pattern), with);
    }

    /// What no tape that is handed on may hold, each with what stands around it.
    static List<String> leftOver(String text) {
        return LEFT_OVER.matcher(text).results().map(MatchResult::group).distinct().toList();
    }

    /// The laboratory's host that stands for the one of a login.
    static String host(String login) {
        return named(login).startsWith("tunnel") ? TUNNEL_HOST : WEB_HOST;
    }

    private static String user(String login) {
        return login.replaceFirst("@.*", "");
    }

    private static String named(String login) {
        return login.replaceFirst(".*@", "");
    }

    /// The tape of a saved run.
    Tape tape(Path saved) {
        try {
            var text = TapeFile.lines(TapeFile.read(new JsonMapper().readTree(saved).path("tape")));
            for (var replacement : replacements.entrySet()) {
                text = replacement.getKey().matcher(text).replaceAll(replacement.getValue());
            }
            return TapeFile.read(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
