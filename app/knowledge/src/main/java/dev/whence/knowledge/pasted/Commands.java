package dev.whence.knowledge.pasted;

import dev.whence.engine.model.HostPort;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.parse.CurlText;
import dev.whence.knowledge.parse.HttpText;
import dev.whence.knowledge.parse.Text;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What several curl commands say together: the same path with several methods, and the head of an
/// answer that one command stored and another one measured.
final class Commands {
    private static final Pattern METHOD =
            Pattern.compile("(?:-X ?|--request[ =])['\"]?([A-Z]{3,7})");
    private static final Pattern STORED =
            Pattern.compile("(?:-D|--dump-header)[ =]?['\"]?([\\w./-]{1,100})");
    private static final Pattern COUNTED = Pattern.compile("\\|\\s*wc -c\\s*$");
    private static final Pattern BYTES =
            Pattern.compile("(?m)^\\s*(\\d{1,9})(?: (\\S{1,100}))?\\s*$");
    private static final Pattern WRITTEN = Pattern.compile("(?i)size_header\\D{1,4}(\\d{1,9})");
    private static final int LARGE = 16 * 1024;

    private Commands() {}

    /// The facts of all parts of all texts.
    static Stream<Fact> facts(List<Transcript.Part> parts) {
        return Stream.concat(methods(parts), heads(parts));
    }

    private static Stream<Fact> methods(List<Transcript.Part> parts) {
        Map<String, Map<String, Integer>> edge = new LinkedHashMap<>();
        Map<HostPort, Map<String, Integer>> direct = new LinkedHashMap<>();
        Map<HostPort, String> paths = new LinkedHashMap<>();
        for (var part : parts) {
            var url = asked(part);
            var status = status(part);
            if (url.isPresent() && status.isPresent()) {
                var pinned = CurlText.pinned(part.command());
                if (Peer.of(url.get().getHost(), pinned) == Peer.NAMED) {
                    edge.computeIfAbsent(path(url.get()), _ -> new TreeMap<>())
                            .put(method(part), status.get());
                } else {
                    var at = Peer.at(url.get(), pinned);
                    paths.put(at, path(url.get()));
                    direct.computeIfAbsent(at, _ -> new TreeMap<>())
                            .put(method(part), status.get());
                }
            }
        }
        return Stream.concat(
                edge.entrySet().stream()
                        .filter(each -> several(each.getValue()))
                        .map(
                                each ->
                                        new EdgeFact.Methods(
                                                each.getKey(), each.getValue(), List.of())),
                direct.entrySet().stream()
                        .filter(each -> several(each.getValue()))
                        .map(
                                each ->
                                        new HttpFact.Methods(
                                                each.getKey(),
                                                paths.getOrDefault(each.getKey(), "/"),
                                                each.getValue())));
    }

    private static boolean several(Map<String, Integer> statuses) {
        return statuses.size() > 1 && statuses.containsKey("OPTIONS");
    }

    private static Optional<URI> asked(Transcript.Part part) {
        return Transcript.program(part.command()).equals("curl")
                ? CurlText.url(part.command())
                : Optional.empty();
    }

    private static Optional<Integer> status(Transcript.Part part) {
        return Stream.concat(
                        HttpText.answers(part.output()).stream().map(HttpText.Answer::status),
                        CurlText.written(part.output()).stream().map(CurlText.Written::status))
                .filter(status -> status > 0)
                .findFirst();
    }

    private static String method(Transcript.Part part) {
        var told = METHOD.matcher(part.command());
        return told.find() ? told.group(1) : "GET";
    }

    private static Stream<Fact> heads(List<Transcript.Part> parts) {
        Map<String, Transcript.Part> stored = new LinkedHashMap<>();
        return parts.stream()
                .flatMap(
                        part -> {
                            var into = STORED.matcher(part.command());
                            if (asked(part).isPresent() && into.find()) {
                                stored.put(into.group(1), part);
                            }
                            return measured(part, stored);
                        });
    }

    private static Stream<Fact> measured(
            Transcript.Part part, Map<String, Transcript.Part> stored) {
        var bytes = BYTES.matcher(part.output());
        var written = WRITTEN.matcher(part.output());
        if (asked(part).isPresent() && written.find()) {
            return head(part, Text.number(written.group(1)));
        }
        if (!bytes.find()) {
            return Stream.empty();
        }
        var size = Text.number(bytes.group(1));
        var of = bytes.group(2) == null ? null : stored.get(bytes.group(2));
        if (of != null) {
            return head(of, size);
        }
        if (asked(part).isPresent()) {
            var headsOnly = part.command().matches(".* -\\w*I\\b.*|.*--head\\b.*|.*-D ?- .*");
            return headsOnly && COUNTED.matcher(part.command()).find()
                    ? head(part, size)
                    : Stream.empty();
        }
        return Stream.empty();
    }

    private static Stream<Fact> head(Transcript.Part part, int bytes) {
        var url = asked(part);
        var pinned = CurlText.pinned(part.command());
        return url.isEmpty() || bytes < LARGE || Peer.of(url.get().getHost(), pinned) == Peer.NAMED
                ? Stream.empty()
                : Stream.of(
                        new HttpFact.Answered(
                                Peer.at(url.get(), pinned),
                                String.valueOf(url.get().getScheme()),
                                "GET",
                                path(url.get()),
                                200,
                                "",
                                "",
                                "",
                                Duration.ZERO,
                                Duration.ZERO,
                                bytes));
    }

    private static String path(URI url) {
        return url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    }
}
