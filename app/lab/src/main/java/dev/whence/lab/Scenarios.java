package dev.whence.lab;

import dev.whence.engine.cause.CauseId;
import dev.whence.engine.model.Place;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The practice incidents that come with the program: for each a story (`<id>.yaml`) and a tape
/// (`<id>.tape.jsonl`).
public final class Scenarios {
    /// Every scenario's name, in the order in which a trainee should meet them.
    public static final List<String> IDS =
            List.of(
                    "shop-after-updates",
                    "wiki-after-reboot",
                    "office-monday",
                    "tickets-behind-wall",
                    "booking-new-port",
                    "news-at-noon");

    private static final ObjectMapper MAPPER =
            YAMLMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .enumNamingStrategy(EnumNamingStrategies.KebabCaseStrategy.INSTANCE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private Scenarios() {}

    /// Every scenario.
    public static List<Scenario> all() {
        return IDS.stream().map(Scenarios::load).toList();
    }

    /// The scenario of that name, or the first that ends at the cause of that name; empty where
    /// there is none.
    public static Optional<Scenario> find(String name) {
        return all().stream()
                .filter(scenario -> scenario.id().equals(name))
                .findFirst()
                .or(() -> all().stream().filter(scenario -> endsAt(scenario, name)).findFirst());
    }

    private static boolean endsAt(Scenario scenario, String cause) {
        return scenario.expected().cause().filter(new CauseId(cause)::equals).isPresent();
    }

    static Tape tape(String id) {
        try {
            return TapeFile.read(text(id + ".tape.jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException("The tape of " + id + " cannot be read.", e);
        }
    }

    private static Scenario load(String id) {
        try {
            return MAPPER.readValue(text(id + ".yaml"), Story.class).scenario(id);
        } catch (IOException e) {
            throw new UncheckedIOException("The scenario " + id + " cannot be read.", e);
        }
    }

    private static String text(String file) throws IOException {
        try (var in = Scenarios.class.getResourceAsStream("scenarios/" + file)) {
            if (in == null) {
                throw new IOException("scenarios/" + file + " is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// A scenario's yaml file.
    private record Story(
            String title,
            String story,
            Instant at,
            Site site,
            Expected expected,
            List<String> think,
            String lesson) {
        Scenario scenario(String id) {
            return new Scenario(
                    id,
                    title.strip(),
                    story.strip(),
                    at,
                    site.site(),
                    expected.expected(),
                    think,
                    lesson.strip());
        }
    }

    /// What may be left out is empty.
    private record Site(
            String url,
            Optional<List<String>> origins,
            Optional<String> originScheme,
            Optional<List<String>> originSsh,
            Optional<List<String>> tunnelSsh,
            Optional<String> tunnel,
            Optional<List<String>> units,
            Optional<List<Integer>> codes,
            Optional<String> changed) {
        Scenario.Site site() {
            return new Scenario.Site(
                    url,
                    origins.orElse(List.of()),
                    originScheme,
                    originSsh.orElse(List.of()),
                    tunnelSsh.orElse(List.of()),
                    tunnel,
                    units.orElse(List.of()),
                    codes.orElse(List.of()),
                    changed.orElse(""));
        }
    }

    private record Expected(String verdict, Optional<Place> place, Optional<String> cause) {
        Scenario.Expected expected() {
            return new Scenario.Expected(verdict, place, cause.map(CauseId::new));
        }
    }
}
