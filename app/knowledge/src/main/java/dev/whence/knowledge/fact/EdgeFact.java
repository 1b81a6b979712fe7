package dev.whence.knowledge.fact;

import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;
import dev.whence.engine.world.Fetched;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What comes through Cloudflare's edge, and what Cloudflare says about itself.
public sealed interface EdgeFact extends Fact {
    /// Words of `cf-cache-status` for an answer that was not fetched for this request (facts §I.1).
    Set<String> CACHED = Set.of("HIT", "STALE", "UPDATING", "REVALIDATED");

    @Override
    default Hop hop() {
        return Hop.EDGE;
    }

    @Override
    default Health health() {
        return Health.SAYS_NOTHING;
    }

    /// The edge answered a request, whatever the answer was: it carries a Ray ID.
    ///
    /// @param ray the first 16 hexadecimal digits of `cf-ray`
    /// @param colo the data centre in its suffix; may be empty
    /// @param cache the value of `cf-cache-status`; may be empty
    /// @param elapsed until the last byte
    record Answered(
            String method,
            String path,
            int status,
            String ray,
            String colo,
            String cache,
            String protocol,
            Duration elapsed)
            implements EdgeFact {
        public Answered {
            path = Queries.removed(path);
        }

        /// Whether the edge answered from its cache, which says nothing about what is behind it
        /// (facts §A.8, 6).
        public boolean fromCache() {
            return CACHED.contains(cache);
        }

        @Override
        public Health health() {
            return Health.WELL;
        }
    }

    /// Cloudflare made or re-dressed this error (facts §A.5-A.8).
    ///
    /// @param code the finer number: the 1xxx code where there is one, else the HTTP status
    /// @param status the HTTP status
    /// @param form how the number was read
    /// @param blames the box that the page marks as failing: `browser`, `cloudflare`, `host`; may
    ///   be empty
    /// @param detail the answer's own sentence; may be empty
    /// @param elapsed until the head came: 524 and 522 take their time (facts §A.1)
    record ErrorPage(
            int code,
            int status,
            Form form,
            String blames,
            String ray,
            String colo,
            String detail,
            Optional<Duration> retryAfter,
            Duration elapsed)
            implements EdgeFact {
        /// How Cloudflare told the code.
        public enum Form {
            STRUCTURED,
            BRANDED,
            UNBRANDED,
            SHORT,
            HEADER_ONLY
        }
    }

    /// A server error came through the edge that Cloudflare did not make.
    ///
    /// @param maker who drew the page, such as `nginx`; may be empty
    record PassedOn(int status, String ray, String colo, String maker) implements EdgeFact {}

    /// What is behind the edge was asked in plain HTTP and says that it wants TLS.
    record WantsTls(int status, String ray, String colo) implements EdgeFact {}

    /// What is behind the edge answers that its caller showed no certificate, or a wrong one (facts
    /// §I.3).
    record WantsClientCert(int status, String ray, String colo) implements EdgeFact {}

    /// An access decision of Cloudflare: the request never went further (facts §A.3, rows `block`).
    ///
    /// @param code the 1xxx code; 0 where there is none
    /// @param challenge the answer asks the visitor to prove something
    record Blocked(String method, String path, int status, int code, boolean challenge, String ray)
            implements EdgeFact {
        public Blocked {
            path = Queries.removed(path);
        }
    }

    /// The answer carries no Ray ID: it did not come through Cloudflare's proxy (facts §A.4).
    record NotProxied(String path, int status, String server) implements EdgeFact {
        public NotProxied {
            path = Queries.removed(path);
        }

        @Override
        public Hop hop() {
            return Hop.DNS;
        }
    }

    /// Nothing came from the edge.
    record NoAnswer(String path, Fetched.Phase phase, Fetched.Reason reason, String detail)
            implements EdgeFact {
        public NoAnswer {
            path = Queries.removed(path);
        }

        /// Whether the edge took the request and kept silent: what is behind it may be slow.
        public boolean hangs() {
            return phase == Fetched.Phase.FIRST_BYTE && reason == Fetched.Reason.TOO_SLOW;
        }

        @Override
        public Hop hop() {
            return Hop.CLIENT;
        }
    }

    /// `/cdn-cgi/trace` of the site (facts §B): answered by the edge itself.
    ///
    /// @param ip the address that the edge saw
    /// @param skew this machine's clock minus the edge's
    record Trace(
            String colo,
            String ip,
            String country,
            String http,
            String tls,
            String warp,
            String gateway,
            Duration skew)
            implements EdgeFact {
        @Override
        public Health health() {
            return Health.WELL;
        }
    }

    /// The site does not answer `/cdn-cgi/trace` as an edge does.
    record NoTrace(int status, String why) implements EdgeFact {}

    /// An unrelated site on Cloudflare answers: this desk reaches the edge.
    record ControlWell(String colo) implements EdgeFact {
        @Override
        public Hop hop() {
            return Hop.CLIENT;
        }

        @Override
        public Health health() {
            return Health.WELL;
        }
    }

    /// An unrelated site on Cloudflare does not answer as it should: this desk's own network is in
    /// doubt.
    record ControlFailed(String why) implements EdgeFact {
        @Override
        public Hop hop() {
            return Hop.CLIENT;
        }
    }

    /// Somebody between this desk and the edge answers for an unrelated site on Cloudflare, as the
    /// portal of a guest network does.
    ///
    /// @param to the host to which it leads
    record ControlDiverted(String to) implements EdgeFact {
        @Override
        public Hop hop() {
            return Hop.CLIENT;
        }
    }

    /// What the status page says about the data centre that answered (facts §C).
    ///
    /// @param status the page's own word, such as `operational` or `partial_outage`; `unknown`
    ///   without a component
    record ColoStatus(String colo, String component, String status) implements EdgeFact {}

    /// An incident on the status page.
    ///
    /// @param components what the page says is affected
    /// @param coversColo it names the data centre that answered
    /// @param coversService it names a service on this road (facts §C, rule 2)
    /// @param coversTime its window overlaps the failure
    record Incident(
            String name,
            String impact,
            List<String> components,
            Instant began,
            Optional<Instant> ended,
            boolean coversColo,
            boolean coversService,
            boolean coversTime)
            implements EdgeFact {
        public Incident {
            components = List.copyOf(components);
        }

        /// Whether it may be taken as a sign at all (facts §C, rule 2).
        public boolean matches() {
            return (coversColo || coversService) && coversTime;
        }
    }

    /// The status page shows nothing that matches. That does not clear the edge (facts §C, rule 4).
    record StatusQuiet(String colo) implements EdgeFact {}

    /// The status page could not be read, which proves nothing (facts §C, rule 5).
    record StatusUnknown(String why) implements EdgeFact {}

    /// The same path asked with several methods.
    ///
    /// @param statuses method → HTTP status; 0 for no answer
    /// @param mitigated the methods that an access decision stopped
    record Methods(String path, Map<String, Integer> statuses, List<String> mitigated)
            implements EdgeFact {
        public Methods {
            path = Queries.removed(path);
            statuses = Map.copyOf(statuses);
            mitigated = List.copyOf(mitigated);
        }
    }

    /// The same request repeated.
    ///
    /// @param failuresByColo data centre → failures
    /// @param askedByColo data centre → requests
    record Sampled(
            int asked,
            int failed,
            Map<String, Integer> askedByColo,
            Map<String, Integer> failuresByColo)
            implements EdgeFact {
        public Sampled {
            askedByColo = Map.copyOf(askedByColo);
            failuresByColo = Map.copyOf(failuresByColo);
        }
    }

    /// The same request repeated, in groups that have something in common.
    ///
    /// @param by what the requests of a group have in common
    record Grouped(By by, List<Group> groups) implements EdgeFact {
        /// What requests may have in common.
        public enum By {
            ADDRESS_FAMILY,
            MINUTE,
            /// Each request is a group, in the order in which they were sent.
            TURN
        }

        public Grouped {
            groups = List.copyOf(groups);
        }

        /// Whether requests failed after others had gone well.
        public boolean relapses() {
            return by == By.TURN
                    && groups.stream()
                            .dropWhile(group -> group.failed() > 0)
                            .anyMatch(group -> group.failed() > 0);
        }

        /// The one group that always fails while the others never do; each was asked twice at
        /// least. Empty where there is none.
        public Optional<String> alone() {
            var failing = groups.stream().filter(group -> group.failed() > 0).toList();
            var sound = groups.stream().filter(group -> group.failed() == 0).toList();
            return failing.size() == 1
                            && !sound.isEmpty()
                            && failing.getFirst().failed() == failing.getFirst().asked()
                            && groups.stream().allMatch(group -> group.asked() >= 2)
                    ? Optional.of(failing.getFirst().name())
                    : Optional.empty();
        }
    }

    /// Requests that have something in common.
    ///
    /// @param name such as `IPv6`, or the beginning of a minute by this desk's clock
    record Group(String name, int asked, int failed) {
        /// How it went, for a sentence.
        @Override
        public String toString() {
            return name + " " + failed + "/" + asked;
        }
    }

    /// What the user says that visitors see.
    ///
    /// @param codes may be empty
    /// @param shown somebody shows or describes such a page, beyond naming the code
    record Reported(List<Integer> codes, Optional<Instant> since, boolean shown)
            implements EdgeFact {
        public Reported {
            codes = List.copyOf(codes);
        }
    }

    /// The same request in other forms: which paths answer, and which do not.
    ///
    /// @param path the failing path
    /// @param statuses form → HTTP status; 0 for no answer
    record Paths(String path, Map<PathForm, Integer> statuses) implements EdgeFact {
        public Paths {
            path = Queries.removed(path);
            statuses = Map.copyOf(statuses);
        }
    }

    /// A form of the failing path.
    enum PathForm {
        /// As it was given.
        AS_GIVEN,
        /// With its special letters percent-encoded.
        ENCODED,
        /// With its percent-encoding taken off.
        DECODED,
        /// The root, `/`.
        ROOT,
        /// A file that hardly needs an application, `/robots.txt`.
        STATIC
    }

    /// An answer came through the edge, and its body is not what its headers say: it broke off on
    /// the way, or was wrong from the start.
    record Flawed(String path, int status, Fetched.Flaw flaw, String ray, String colo)
            implements EdgeFact {
        public Flawed {
            path = Queries.removed(path);
        }
    }

    /// What is behind the edge says that the head of the request, with its cookies, is too large.
    record HeadRefused(String path, int status, String ray, String colo) implements EdgeFact {
        public HeadRefused {
            path = Queries.removed(path);
        }
    }

    /// A browser says that the pre-flight request, OPTIONS, was not answered as it must be.
    ///
    /// @param path may be empty
    record PreflightRefused(String path, String said) implements EdgeFact {
        public PreflightRefused {
            path = Queries.removed(path);
        }

        @Override
        public Hop hop() {
            return Hop.APP;
        }
    }

    /// The zone's SSL mode, as its dashboard or API shows it (facts §H).
    ///
    /// @param mode `off`, `flexible`, `full`, `strict`, `origin_pull`
    record SslMode(String mode) implements EdgeFact {
        /// Whether the edge speaks plain HTTP to the origin, on port 80 (facts §A.1).
        public boolean plain() {
            return mode.equals("off") || mode.equals("flexible");
        }
    }
}
