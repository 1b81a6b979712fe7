package dev.whence.knowledge.file;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.run.IncidentId;
import dev.whence.knowledge.fact.Fact;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

import java.util.Arrays;
import java.util.stream.Stream;

/// How records of the engine and facts of ours stand in JSON.
public final class Json {
    private static final int LONGEST_DOCUMENT = 64 * 1024 * 1024;

    /// Snake-case keys, kebab-case words, times as ISO 8601; the kind of a fact in `type`.
    public static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxDocumentLength(LONGEST_DOCUMENT)
                                                    .build())
                                    .build())
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enumNamingStrategy(EnumNamingStrategies.KebabCaseStrategy.INSTANCE)
                    .changeDefaultVisibility(
                            visibility ->
                                    visibility
                                            .withFieldVisibility(JsonAutoDetect.Visibility.ANY)
                                            .withGetterVisibility(JsonAutoDetect.Visibility.NONE)
                                            .withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                    .addMixIn(Evidence.class, Typed.class)
                    .addMixIn(CheckId.class, CheckName.class)
                    .addMixIn(IncidentId.class, IncidentName.class)
                    .registerSubtypes(
                            kinds().map(kind -> new NamedType(kind, name(kind)))
                                    .toArray(NamedType[]::new))
                    .build();

    private Json() {}

    /// Every kind of fact.
    public static Stream<Class<?>> kinds() {
        return leaves(Fact.class);
    }

    private static Stream<Class<?>> leaves(Class<?> kind) {
        return kind.isSealed()
                ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(Json::leaves)
                : Stream.of(kind);
    }

    private static String name(Class<?> kind) {
        return Fact.typeOf(kind.asSubclass(Evidence.class));
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    private interface CheckName {
        @JsonValue
        String value();
    }

    private interface IncidentName {
        @JsonValue
        String value();
    }
}
