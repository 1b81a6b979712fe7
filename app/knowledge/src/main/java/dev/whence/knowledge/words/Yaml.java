package dev.whence.knowledge.words;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;

/// Reads the words that stand beside a class, strictly: an unknown key or a wrong type is a
/// failure.
public final class Yaml {
    private static final ObjectMapper MAPPER =
            YAMLMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .enumNamingStrategy(EnumNamingStrategies.KebabCaseStrategy.INSTANCE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private Yaml() {}

    /// The words beside a class, in a file of the class's name.
    public static <T> T beside(Class<?> owner, Class<T> type) {
        return read(owner, owner.getSimpleName() + ".yaml", in -> MAPPER.readValue(in, type));
    }

    /// Sentences by key, in a file of the given name beside a class.
    public static Map<String, String> sentences(Class<?> owner, String file) {
        return Map.copyOf(
                read(
                        owner,
                        file,
                        in -> MAPPER.readValue(in, new TypeReference<Map<String, String>>() {})));
    }

    private static <T> T read(Class<?> owner, String file, Function<InputStream, T> reader) {
        try (var in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(
                        file + " is missing beside " + owner.getName() + ".");
            }
            return reader.apply(in);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
