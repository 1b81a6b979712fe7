package dev.whence.lab;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Kebab;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Command;
import dev.whence.engine.world.Headers;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.util.StdConverter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// How questions and answers stand in JSON: the kind of each in `kind`, addresses as `host:port`,
/// headers as lines, commands as the words that were run.
final class TapeJson {
    private static final int LONGEST_DOCUMENT = 64 * 1024 * 1024;
    private static final int LONGEST_TEXT = 4 * 1024 * 1024;
    private static final int DEEPEST = 30;

    static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxDocumentLength(LONGEST_DOCUMENT)
                                                    .maxStringLength(LONGEST_TEXT)
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .build())
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enumNamingStrategy(EnumNamingStrategies.KebabCaseStrategy.INSTANCE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .changeDefaultVisibility(
                            visibility ->
                                    visibility
                                            .withFieldVisibility(Visibility.ANY)
                                            .withGetterVisibility(Visibility.NONE)
                                            .withIsGetterVisibility(Visibility.NONE))
                    .addMixIn(Ask.class, Kinds.class)
                    .addMixIn(Answer.class, Kinds.class)
                    .addMixIn(CheckId.class, Name.class)
                    .addMixIn(HostPort.class, AsAddress.class)
                    .addMixIn(Headers.class, AsLines.class)
                    .addModule(commands())
                    .registerSubtypes(
                            Stream.of(Ask.class, Answer.class)
                                    .flatMap(TapeJson::leaves)
                                    .map(kind -> new NamedType(kind, name(kind)))
                                    .toArray(NamedType[]::new))
                    .build();

    private TapeJson() {}

    private static JacksonModule commands() {
        return new SimpleModule("tape")
                .addSerializer(Command.class, new Words())
                .addAbstractTypeMapping(Command.class, TapedCommand.class);
    }

    /// Every kind of question or answer.
    static Stream<Class<?>> leaves(Class<?> kind) {
        return kind.isSealed()
                ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(TapeJson::leaves)
                : Stream.of(kind);
    }

    /// `Ask.Dial` is `dial`, `Dialled.TooSlow` is `dialled.too-slow`.
    private static String name(Class<?> kind) {
        var own = Kebab.of(kind);
        var family = kind.getEnclosingClass();
        return family == null || family == Ask.class
                ? own
                : family.getSimpleName().toLowerCase(Locale.ROOT) + "." + own;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    private interface Kinds {}

    private interface Name {
        @JsonValue
        String value();
    }

    @JsonSerialize(converter = Address.class)
    @JsonDeserialize(converter = FromAddress.class)
    private interface AsAddress {}

    @JsonSerialize(converter = Lines.class)
    @JsonDeserialize(converter = FromLines.class)
    private interface AsLines {}

    private static final class Words extends ValueSerializer<Command> {
        @Override
        public void serialize(Command command, JsonGenerator out, SerializationContext context) {
            out.writeStartObject(command);
            out.writePOJOProperty("host", command.host());
            out.writePOJOProperty("words", command.words());
            out.writeEndObject();
        }
    }

    private static final class Address extends StdConverter<HostPort, String> {
        @Override
        public String convert(HostPort address) {
            return address.toString();
        }
    }

    private static final class Lines extends StdConverter<Headers, List<String>> {
        @Override
        public List<String> convert(Headers headers) {
            return headers.lines().stream().map(line -> line.name() + ": " + line.value()).toList();
        }
    }

    private static final class FromLines extends StdConverter<List<String>, Headers> {
        @Override
        public Headers convert(List<String> lines) {
            return new Headers(lines.stream().map(FromLines::line).toList());
        }

        private static Headers.Line line(String text) {
            var colon = text.indexOf(": ");
            if (colon < 0) {
                throw new IllegalArgumentException("A header line has a colon.");
            }
            return new Headers.Line(text.substring(0, colon), text.substring(colon + 2));
        }
    }

    private static final class FromAddress extends StdConverter<String, HostPort> {
        @Override
        public HostPort convert(String text) {
            return HostPort.parse(text, 0);
        }
    }
}
