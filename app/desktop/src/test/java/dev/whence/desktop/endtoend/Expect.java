package dev.whence.desktop.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What must follow from a situation: in the exit code, in JSON and on paper alike.
final class Expect {
    private static final Map<String, Integer> EXITS =
            Map.of("origin", 10, "edge", 11, "tunnel", 12, "client", 13);

    private static final Pattern STACK_TRACE =
            Pattern.compile("(?m)^\\s+at [\\w.$/]+\\(|Exception in thread|\\bNullPointer");

    private Expect() {}

    /// The cause was found.
    static void located(Whence.Answer answer, String place, String cause) {
        readable(answer);
        var verdict = answer.verdict();
        assertThat(verdict.path("kind").asString())
                .as("kind%n%s", answer.told())
                .isEqualTo("located");
        assertThat(verdict.path("cause").asString())
                .as("cause%n%s", answer.told())
                .isEqualTo(cause);
        assertThat(verdict.path("place").asString())
                .as("place%n%s", answer.told())
                .isEqualTo(place);
        assertThat(answer.exit()).as(answer.told()).isEqualTo(EXITS.get(place));
        assertThat(verdict.path("fixes").isEmpty()).as("fixes").isFalse();
        told(answer);
    }

    /// The cause was proved, not only made likely.
    static void proven(Whence.Answer answer, String place, String cause) {
        located(answer, place, cause);
        assertThat(answer.verdict().path("standing").asString())
                .as("standing%n%s", answer.told())
                .isEqualTo("proven");
    }

    /// The evidence does not carry a verdict, and it is said what would.
    static void undecided(Whence.Answer answer) {
        readable(answer);
        assertThat(answer.verdict().path("kind").asString())
                .as(answer.told())
                .isIn("inconclusive", "torn");
        assertThat(answer.exit()).as(answer.told()).isEqualTo(20);
        assertThat(answer.verdict().path("place").isNull()).as("place").isTrue();
        told(answer);
    }

    /// Either the right place, or no place at all.
    static void neverElsewhere(Whence.Answer answer, String place) {
        readable(answer);
        if (answer.verdict().path("kind").asString().equals("located")) {
            assertThat(answer.verdict().path("place").asString())
                    .as(answer.told())
                    .isEqualTo(place);
            assertThat(answer.exit()).as(answer.told()).isEqualTo(EXITS.get(place));
        } else {
            undecided(answer);
        }
    }

    /// Neither the edge nor the tester is blamed.
    static void neverBlamesCloudflare(Whence.Answer answer) {
        readable(answer);
        assertThat(answer.verdict().path("place").asString("none"))
                .as(answer.told())
                .isNotIn("edge", "client", "tunnel");
    }

    /// Nothing is wrong.
    static void well(Whence.Answer answer) {
        readable(answer);
        assertThat(answer.verdict().path("kind").asString())
                .as(answer.told())
                .isEqualTo("nothing-wrong-now");
        assertThat(answer.exit()).as(answer.told()).isZero();
        told(answer);
    }

    /// It was used wrongly: one line that says what to do.
    static void wrongUsage(Whence.Answer answer, String said) {
        assertThat(answer.exit()).as(answer.told()).isEqualTo(2);
        assertThat(answer.err().strip().lines()).as(answer.told()).hasSize(1);
        assertThat(answer.err()).contains(said);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).doesNotContainPattern(STACK_TRACE);
    }

    /// A check could not look, and says why in a sentence.
    static void marked(Whence.Answer answer, String check, String outcome, String why) {
        assertThat(answer.outcome(check).path("outcome").asString())
                .as("%s%n%s", check, answer.told())
                .isEqualTo(outcome);
        assertThat(answer.outcome(check).path("why").asString())
                .as("%s%n%s", check, answer.told())
                .contains(why);
    }

    /// What every run owes to the person in front of it, whatever the world answered.
    static void readable(Whence.Answer answer) {
        assertThat(answer.exit()).as(answer.told()).isNotEqualTo(1);
        assertThat(answer.out() + answer.err())
                .as("what is on the screen")
                .doesNotContainPattern(STACK_TRACE);
        assertThat(answer.json().path("format").asInt()).isEqualTo(1);
        for (var step : answer.json().path("steps")) {
            for (var check : step.path("checks")) {
                if (!check.path("outcome").asString().equals("saw")) {
                    assertThat(check.path("why").asString())
                            .as("why %s could not look", check.path("id"))
                            .isNotBlank()
                            .doesNotContainPattern(STACK_TRACE)
                            .doesNotContain("Exception");
                }
            }
        }
        assertThat(List.of("cloudflare", "origin", "tunnel", "logs", "waf"))
                .as("steps")
                .containsExactlyElementsOf(
                        answer.json()
                                .path("steps")
                                .valueStream()
                                .map(step -> step.path("step").asString())
                                .toList());
    }

    /// The papers say the same as the JSON.
    private static void told(Whence.Answer answer) {
        var title = answer.verdict().path("title").asString();
        assertThat(title).isNotBlank();
        assertThat(plain(answer.markdown())).as("Markdown").contains(plain(title));
        assertThat(plain(answer.pdf())).as("PDF").contains(plain(title));
    }

    private static String plain(String text) {
        return text.replaceAll("[\\\\`*_]", "").replaceAll("\\s+", " ");
    }
}
