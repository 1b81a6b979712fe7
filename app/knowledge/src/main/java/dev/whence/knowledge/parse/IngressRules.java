package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.TunnelFact.Rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads ingress rules and finds the one that takes a request, as cloudflared does (facts §E.3).
public final class IngressRules {
    private static final int MOST = 2_000;
    private static final int MOST_STEPS = 200_000;

    private IngressRules() {}

    /// Which rule takes a request.
    public sealed interface Match {
        /// This one.
        record Taken(Rule rule) implements Match {}

        /// None: there is no rule for everything at the end.
        record Nobody() implements Match {}

        /// Nobody knows: the path of this rule is a pattern that cannot be tried here.
        record Unreadable(Rule rule) implements Match {}
    }

    /// The rules of a list that was read from YAML or JSON, with the options for all of them.
    static List<Rule> of(Object ingress, Object originRequest) {
        List<Rule> rules = new ArrayList<>();
        for (var each : Plain.list(ingress)) {
            if (each instanceof Map<?, ?> rule && rules.size() < MOST) {
                rules.add(rule(rules.size(), rule, Plain.map(originRequest)));
            }
        }
        return List.copyOf(rules);
    }

    private static Rule rule(int index, Map<?, ?> rule, Map<?, ?> common) {
        var own = Plain.map(rule.get("originRequest"));
        return new Rule(
                index,
                Plain.text(rule, "hostname"),
                Plain.text(rule, "path"),
                Plain.text(rule, "service"),
                option(own, common, "httpHostHeader"),
                option(own, common, "originServerName"),
                isTrue(option(own, common, "noTLSVerify")),
                isTrue(option(own, common, "http2Origin")),
                isTrue(option(own, common, "matchSNItoHost")),
                option(own, common, "caPool"));
    }

    private static String option(Map<?, ?> own, Map<?, ?> common, String name) {
        return own.containsKey(name) ? Plain.text(own, name) : Plain.text(common, name);
    }

    /// The spellings of YAML 1.1, which cloudflared reads.
    private static boolean isTrue(String value) {
        return value.matches("(?i)true|yes|on|y");
    }

    /// Whether the rules are what a connector without any uses: one that answers 503 to everything.
    public static boolean answersNothing(List<Rule> rules) {
        return rules.isEmpty()
                || (rules.size() == 1
                        && rules.getFirst().catchesAll()
                        && rules.getFirst().service().equals("http_status:503"));
    }

    /// Whether the rule answers with an error by itself, for whatever names it is.
    public static boolean leadsNowhere(Rule rule) {
        return rule.service().matches("http_status:[45]\\d\\d");
    }

    /// The first rule that takes the request.
    ///
    /// @param host as the visitor's program sends it, without a port
    /// @param path decoded, without a query
    public static Match match(List<Rule> rules, String host, String path) {
        for (var rule : rules) {
            if (!takesHost(rule.hostname(), host)) {
                continue;
            }
            var takes = takesPath(rule.path(), path);
            if (takes.isEmpty()) {
                return new Match.Unreadable(rule);
            }
            if (takes.get()) {
                return new Match.Taken(rule);
            }
        }
        return new Match.Nobody();
    }

    private static boolean takesHost(String pattern, String host) {
        return pattern.isEmpty()
                || pattern.equals("*")
                || pattern.equals(host)
                || ascii(pattern).equals(host)
                || (pattern.startsWith("*.") && host.endsWith(pattern.substring(1)));
    }

    private static String ascii(String name) {
        try {
            return name.chars().allMatch(c -> c < 128) ? name : java.net.IDN.toASCII(name);
        } catch (IllegalArgumentException _) {
            return name;
        }
    }

    private static Optional<Boolean> takesPath(String pattern, String path) {
        if (pattern.isEmpty()) {
            return Optional.of(true);
        }
        try {
            return Optional.of(
                    Pattern.compile(pattern.replace("(?P<", "(?<"))
                            .matcher(new Steps(path, new AtomicInteger(MOST_STEPS)))
                            .find());
        } catch (PatternSyntaxException | StackOverflowError | TooManySteps _) {
            return Optional.empty();
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }

    /// A text that may be looked at only so often: Go's patterns always end soon, Java's may not.
    private record Steps(CharSequence text, AtomicInteger left) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (left.decrementAndGet() < 0) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Steps(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
