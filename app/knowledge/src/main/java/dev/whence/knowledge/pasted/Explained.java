package dev.whence.knowledge.pasted;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Symptoms;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.HostName;
import dev.whence.knowledge.parse.Text;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What a person brought, as facts that the same causes weigh as those of live looks.
///
/// @param target what fails, as far as the evidence names it
/// @param facts what was read; their coverage says what was brought and what could not be read
/// @param kept the texts without their secrets, each with its kind in front
/// @param told what each text told, in the order in which they were brought
public record Explained(Target target, Facts facts, List<String> kept, List<Told> told) {
    private static final int LONGEST = 4 * 1024 * 1024;
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int LONGEST_KEPT = 20_000;
    private static final int MOST_FACTS = 2_000;

    public Explained {
        kept = List.copyOf(kept);
        told = List.copyOf(told);
    }

    /// What one text told.
    ///
    /// @param kinds what it was taken for, part by part; empty where it looks like nothing known
    /// @param seen empty where nothing was read from it
    public record Told(List<Pasted> kinds, List<Observation> seen) {
        public Told {
            kinds = List.copyOf(kinds);
            seen = List.copyOf(seen);
        }
    }

    /// Reads a case.
    ///
    /// @param clean takes the secrets out of a text, before anything else sees it
    /// @param now the moment of reading
    public static Explained of(Case brought, UnaryOperator<String> clean, Instant now) {
        var pieces = brought.evidence().stream().map(piece -> cleaned(piece, clean)).toList();
        var site = SiteName.in(pieces.stream().map(Piece::text).toList());
        var target = Defaults.target(site.orElse(SiteName.UNKNOWN)).withSeen(seen(brought.codes()));
        return new Reading(
                        new About(
                                target, site.isPresent(), brought.cloudflare(), asked(pieces), now))
                .read(pieces);
    }

    /// Reads texts about a failing site that is known.
    public static Explained about(
            Target target, List<Piece> brought, UnaryOperator<String> clean, Instant now) {
        var pieces = brought.stream().map(piece -> cleaned(piece, clean)).toList();
        return new Reading(new About(target, true, Optional.empty(), asked(pieces), now))
                .read(pieces);
    }

    /// The same facts beside those that are known already.
    public Facts beside(Facts known) {
        var observed = new ArrayList<>(known.observed());
        observed.addAll(facts.observed());
        var entries = new ArrayList<>(known.coverage().entries());
        entries.addAll(facts.coverage().entries());
        return new Facts(observed, new Coverage(entries));
    }

    private static Optional<Instant> asked(List<Piece> pieces) {
        return AnswerDates.newest(pieces.stream().map(Piece::text).toList());
    }

    private static Symptoms seen(List<Integer> codes) {
        return new Symptoms(codes, Optional.empty(), Optional.empty(), "");
    }

    private static Piece cleaned(Piece piece, UnaryOperator<String> clean) {
        var text = piece.text();
        var bounded =
                text.length() <= LONGEST
                        ? text
                        : text.substring(0, LONGEST / 4)
                                + "\n"
                                + text.substring(text.length() - LONGEST * 3 / 4);
        return new Piece(piece.said(), clean.apply(narrow(bounded)));
    }

    /// No program prints lines that are longer, and no reader needs them.
    private static String narrow(String text) {
        return text.lines().allMatch(line -> line.length() <= LONGEST_LINE)
                ? text
                : text.lines()
                        .map(line -> line.substring(0, Math.min(line.length(), LONGEST_LINE)))
                        .collect(Collectors.joining("\n"));
    }

    /// One reading on its way.
    private static final class Reading {
        private final About about;
        private final Map<Pasted, Set<Fact>> facts = new LinkedHashMap<>();
        private final Set<Integer> codes = new TreeSet<>();
        private boolean shown;
        private final List<String> kept = new ArrayList<>();
        private final List<Told> told = new ArrayList<>();
        private final Set<Observation> ofThisPiece = new LinkedHashSet<>();
        private final List<Coverage.Entry> unread = new ArrayList<>();

        Reading(About about) {
            this.about = about;
            codes.addAll(about.codes());
        }

        Explained read(List<Piece> pieces) {
            var parts = pieces.stream().map(Reading::parts).toList();
            var only = onlyHost(parts);
            for (var i = 0; i < pieces.size(); i++) {
                read(pieces.get(i), parts.get(i), only);
            }
            Commands.facts(parts.stream().flatMap(List::stream).toList())
                    .forEach(fact -> add(Pasted.CURL, fact));
            for (var piece : pieces) {
                RayFollowed.facts(everything(), Text.clean(piece.text()), only)
                        .toList()
                        .forEach(fact -> add(Pasted.NGINX_ACCESS_LOG, fact));
            }
            Linked.tries(everything()).toList().forEach(fact -> add(Pasted.CURL, fact));
            reported();
            return new Explained(about.target(), all(), kept, told);
        }

        private static List<Transcript.Part> parts(Piece piece) {
            return Transcript.parts(piece.text());
        }

        /// Where one text alone tells its host, the others are of the same.
        private static String onlyHost(List<List<Transcript.Part>> all) {
            Set<String> hosts = new LinkedHashSet<>();
            all.stream()
                    .flatMap(List::stream)
                    .map(Reading::hostOf)
                    .filter(host -> !host.isEmpty())
                    .forEach(hosts::add);
            return hosts.size() == 1 ? hosts.iterator().next() : "";
        }

        private static String hostOf(Transcript.Part part) {
            return part.on().isEmpty() ? HostName.in(part.output()).orElse("") : part.on();
        }

        private void read(Piece piece, List<Transcript.Part> parts, String only) {
            Set<Pasted> kinds = new LinkedHashSet<>();
            ofThisPiece.clear();
            var saw = false;
            for (var part : parts) {
                var kind =
                        Recognition.ofOutput(part.output())
                                .filter(_ -> Transcript.program(part.command()).equals("curl"))
                                .or(() -> CommandKind.of(part.command()))
                                .or(
                                        () ->
                                                Recognition.kindOf(
                                                        part.command() + "\n" + part.output(),
                                                        piece.said()));
                if (kind.isPresent()) {
                    kinds.add(kind.get());
                    saw |= read(kind.get(), part, hostOf(part).isEmpty() ? only : hostOf(part));
                }
            }
            saw |= aside(piece.text(), kinds, only);
            keep(kinds, piece.text());
            told.add(new Told(List.copyOf(kinds), List.copyOf(ofThisPiece)));
            if (!saw) {
                unread(piece.text(), kinds);
            }
        }

        private boolean aside(String text, Set<Pasted> kinds, String only) {
            var kind = kinds.stream().findFirst().orElse(Pasted.SHELL);
            var seen = Asides.facts(Text.clean(text), only, about).limit(MOST_FACTS).toList();
            seen.forEach(fact -> add(kind, fact));
            if (!seen.isEmpty()) {
                kinds.add(kind);
            }
            return !seen.isEmpty();
        }

        private boolean read(Pasted kind, Transcript.Part part, String on) {
            var sheet = new Sheet(kind, part.command(), Text.clean(part.output()), on, about);
            var seen = facts(sheet);
            seen.forEach(fact -> add(kind, fact));
            seen.forEach(fact -> ofThisPiece.add(observed(kind, fact)));
            return !seen.isEmpty();
        }

        /// A text that no reader foresaw costs its own facts and nobody else's.
        private static List<Fact> facts(Sheet sheet) {
            try {
                return Readers.of(sheet.kind())
                        .facts(sheet)
                        .limit(MOST_FACTS)
                        .map(Fact.class::cast)
                        .toList();
            } catch (RuntimeException | StackOverflowError e) {
                System.getLogger(Explained.class.getName())
                        .log(System.Logger.Level.DEBUG, "A reader broke", e);
                return List.of();
            }
        }

        private void add(Pasted kind, Fact fact) {
            if (fact instanceof EdgeFact.Reported(var told, _, _)) {
                codes.addAll(told);
                shown = true;
                facts.computeIfAbsent(kind, _ -> new LinkedHashSet<>());
            } else {
                facts.computeIfAbsent(kind, _ -> new LinkedHashSet<>()).add(fact);
            }
        }

        /// The numbers that visitors see: those that no page told stand for a page of their own.
        private void reported() {
            if (codes.isEmpty()) {
                return;
            }
            var finer = codes.stream().anyMatch(code -> code >= 1000);
            codes.stream()
                    .filter(code -> !(finer && code == 530))
                    .filter(code -> !told(code))
                    .flatMap(code -> PageFacts.ofCode(code, about))
                    .forEach(fact -> add(Pasted.BROWSER_PAGE, fact));
            facts.computeIfAbsent(Pasted.BROWSER_PAGE, _ -> new LinkedHashSet<>())
                    .add(new EdgeFact.Reported(List.copyOf(codes), Optional.empty(), shown));
        }

        private Set<Fact> everything() {
            return facts.values().stream()
                    .flatMap(Set::stream)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        private boolean told(int code) {
            return everything().stream()
                    .anyMatch(
                            fact ->
                                    fact instanceof EdgeFact.ErrorPage page
                                            && (page.code() == code || page.status() == code));
        }

        private void keep(Set<Pasted> kinds, String text) {
            var names =
                    kinds.stream().map(Pasted::id).reduce((a, b) -> a + ", " + b).orElse("unknown");
            var shown =
                    text.length() <= LONGEST_KEPT ? text : text.substring(0, LONGEST_KEPT) + "…";
            kept.add("Pasted (" + names + "):\n" + Text.clean(shown));
        }

        private void unread(String text, Set<Pasted> kinds) {
            var sample = Text.sample(text.lines().findFirst().orElse(""));
            unread.add(
                    new Coverage.Entry(
                            kinds.stream()
                                    .findFirst()
                                    .map(Sources::check)
                                    .orElse(Sources.check(Pasted.BROWSER_PAGE)),
                            Vantage.PASTED,
                            new Outcome.Broke(
                                    new Trouble(
                                            "Nothing was read from the text that begins with: "
                                                    + sample,
                                            "Bring more of it, or say of which kind it is.")),
                            Duration.ZERO));
        }

        private Facts all() {
            List<Observation> observed = new ArrayList<>();
            Map<CheckId, List<Observation>> byCheck = new LinkedHashMap<>();
            facts.forEach(
                    (kind, seen) ->
                            seen.forEach(
                                    fact -> {
                                        var each = observed(kind, fact);
                                        observed.add(each);
                                        byCheck.computeIfAbsent(
                                                        each.check(), _ -> new ArrayList<>())
                                                .add(each);
                                    }));
            List<Coverage.Entry> entries = new ArrayList<>();
            byCheck.forEach(
                    (check, seen) ->
                            entries.add(
                                    new Coverage.Entry(
                                            check,
                                            Vantage.PASTED,
                                            new Outcome.Saw(seen),
                                            Duration.ZERO)));
            entries.addAll(unread);
            return new Facts(observed, new Coverage(entries));
        }

        private Observation observed(Pasted kind, Fact fact) {
            return new Observation(Sources.check(kind, fact), from(fact), about.now(), fact);
        }

        private static Vantage from(Evidence fact) {
            var host =
                    switch (fact) {
                        case HostFact seen -> seen.on();
                        case TunnelFact seen -> seen.on();
                        default -> "";
                    };
            return new Vantage(Vantage.Kind.PASTED, host);
        }
    }

    /// The address of the failing site, where the evidence names it.
    public Optional<URI> site() {
        return Optional.of(target.url()).filter(_ -> isNamed(target));
    }

    /// Whether somebody named the site; otherwise its address only stands in for one.
    public static boolean isNamed(Target target) {
        return !target.url().equals(SiteName.UNKNOWN);
    }
}
