package dev.whence.knowledge.check.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Target;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;

class IngressRuleForUrlTest {
    private static final List<TunnelFact.Rule> RULES =
            List.of(
                    TunnelHost.rule(0, "app.example.com", "", "http://localhost:8080"),
                    TunnelHost.rule(1, "api.example.com", "^/v1/.*$", "http://localhost:9000"),
                    TunnelHost.rule(2, "api.example.com", "/api", "http://localhost:9001"),
                    TunnelHost.rule(3, "*.wild.example.com", "", "https://localhost:8443"),
                    TunnelHost.rule(4, "Upper.example.com", "", "http://localhost:8081"),
                    TunnelHost.rule(5, "bücher.example.com", "", "http://localhost:8082"),
                    TunnelHost.rule(6, "", "", "http_status:404"));

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com/,               0",
        "https://APP.example.com:8443/x,         0",
        "https://api.example.com/v1/users,       1",
        "https://api.example.com/v2/apis,        2",
        "https://api.example.com/v3,             6",
        "https://a.b.wild.example.com/,          3",
        "https://wild.example.com/,              6",
        "https://upper.example.com/,             6",
        "https://xn--bcher-kva.example.com/,     5",
        "https://other.example.com/,             6"
    })
    void findsTheRuleThatCloudflaredWouldFind(String url, int index) throws Exception {
        var seen = look(url, RULES);

        if (index == 6) {
            assertThat(seen)
                    .containsExactly(
                            new TunnelFact.RuleMissing("t1", urlOf(url), "http_status:404"));
        } else {
            assertThat(seen)
                    .containsExactly(
                            new TunnelFact.RuleMatched("t1", urlOf(url), RULES.get(index)));
        }
    }

    @Test
    void aServiceForEverythingIsARule() throws Exception {
        var all = TunnelHost.rule(0, "", "", "http://localhost:8080");

        assertThat(look("https://app.example.com/", List.of(all)))
                .containsExactly(new TunnelFact.RuleMatched("t1", "https://app.example.com/", all));
    }

    @Test
    void aConnectorWithoutRulesHasNone() throws Exception {
        assertThat(
                        look(
                                "https://app.example.com/",
                                List.of(TunnelHost.rule(0, "", "", "http_status:503"))))
                .containsExactly(new TunnelFact.NoRules("t1"));
    }

    @ParameterizedTest
    @CsvSource({"'(.*a){20}b'", "'['"})
    void saysSoWhereAPatternCannotBeTried(String pattern) {
        var url = "https://app.example.com/" + "a".repeat(40) + "!";

        assertThatThrownBy(
                        () ->
                                look(
                                        url,
                                        List.of(
                                                TunnelHost.rule(0, "", pattern, "http://a:1"),
                                                TunnelHost.rule(1, "", "", "http_status:404"))))
                .isInstanceOfSatisfying(
                        CouldNotLook.class,
                        e -> assertThat(e.outcome()).isInstanceOf(Outcome.Broke.class));
    }

    private static String urlOf(String url) {
        return Target.url(url).toString();
    }

    private static List<Evidence> look(String url, List<TunnelFact.Rule> rules) throws Exception {
        var site =
                TunnelHost.site(url)
                        .knowing(
                                new TunnelFact.Configuration(
                                        "t1",
                                        TunnelFact.Configuration.Source.LOCAL,
                                        -1,
                                        Optional.empty(),
                                        rules));
        return Looking.at(site, Tape.EMPTY, new IngressRuleForUrl());
    }
}
